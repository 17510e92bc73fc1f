// The reviewer's desk by keyboard: next and previous, open, pass, return, an opinion on the cell that has the focus.

/** The row of the queue that has the focus, by its place. */
let at = -1;

function rows(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("[data-queue-row]")];
}

function go(step: number): void {
  const all = rows();
  if (!all.length) return;
  at = Math.min(Math.max(at + step, 0), all.length - 1);
  all[at]?.querySelector<HTMLElement>("a")?.focus();
}

function press(name: string): boolean {
  const found = document.querySelector<HTMLElement>(`[data-key="${name}"]`);
  if (!found) return false;
  found.click();
  return true;
}

function cells(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(".sheet [data-cell][tabindex]")];
}

/** To the next cell with a finding, or the one before; from the last to the first. */
function seek(step: number): void {
  const found = cells().filter((cell) => cell.classList.contains("found"));
  if (!found.length) return;
  const all = cells();
  const now = all.indexOf(document.activeElement as HTMLElement);
  const onward = step > 0 ? found.find((cell) => all.indexOf(cell) > now) : [...found].reverse().find((cell) => all.indexOf(cell) < now);
  const next = onward ?? found.at(step > 0 ? 0 : -1);
  next?.scrollIntoView({ block: "center" });
  next?.focus();
}

/** The cell that an opinion was written on, where the page comes back from saving it. */
const HERE = "jiheng-desk-cell";

function remember(): void {
  const cell = document.querySelector<HTMLElement>(".sheet .chosen");
  if (cell) sessionStorage.setItem(HERE, JSON.stringify([window.location.pathname, cell.dataset.cell]));
}

function comeBack(): void {
  const kept = sessionStorage.getItem(HERE);
  sessionStorage.removeItem(HERE);
  const [path, cell] = kept ? (JSON.parse(kept) as [string, string]) : ["", ""];
  if (path !== window.location.pathname) return;
  const found = document.querySelector<HTMLElement>(`.sheet [data-cell="${CSS.escape(cell)}"]`);
  found?.scrollIntoView({ block: "center" });
  found?.focus();
}

function walk(step: number): void {
  const all = cells();
  const now = all.indexOf(document.activeElement as HTMLElement);
  all[Math.min(Math.max(now + step, 0), all.length - 1)]?.focus();
}

/** Fill the form for opinions with the cell that was chosen, and show what stands in it. */
function choose(cell: HTMLElement): void {
  for (const other of document.querySelectorAll(".sheet .chosen")) other.classList.remove("chosen");
  cell.classList.add("chosen");
  const form = document.querySelector<HTMLFormElement>("#opinion-form");
  if (!form) return;
  const [row, field] = [cell.dataset.row ?? "", cell.dataset.field ?? ""];
  (form.elements.namedItem("row") as HTMLInputElement).value = row;
  (form.elements.namedItem("field") as HTMLInputElement).value = field;
  const where = form.querySelector("[data-where]");
  if (where) where.textContent = cell.dataset.text || cell.textContent?.trim().slice(0, 40) || "";
}

function onKey(event: KeyboardEvent): void {
  const target = event.target as HTMLElement;
  const writing = target.matches("input, textarea, select");
  if (event.key === "Escape" && writing) target.blur();
  if (event.key === "Enter" && event.ctrlKey && writing) target.closest("form")?.requestSubmit();
  if (writing || event.ctrlKey || event.metaKey || event.altKey) return;
  const done = onDesk(event.key, target);
  if (done) event.preventDefault();
}

function onDesk(key: string, target: HTMLElement): boolean {
  if (document.querySelector("[data-queue]")) {
    if (key === "j" || key === "ArrowDown") return go(1), true;
    if (key === "k" || key === "ArrowUp") return go(-1), true;
    if (key === "x") return target.closest("[data-queue-row]")?.querySelector<HTMLInputElement>("input[type=checkbox]")?.click(), true;
    return false;
  }
  if (!document.querySelector("[data-desk]")) return false;
  if (key === "ArrowDown" || key === "ArrowRight") return walk(1), true;
  if (key === "ArrowUp" || key === "ArrowLeft") return walk(-1), true;
  if (key === "f") return seek(1), true;
  if (key === "F") return seek(-1), true;
  if (key === "c") {
    if (target.matches("[data-cell]")) choose(target);
    document.querySelector<HTMLTextAreaElement>("#opinion-form textarea[name=text]")?.focus();
    return true;
  }
  return press(key);
}

export function startDesk(): void {
  if (!document.querySelector("[data-queue], [data-desk]")) return;
  document.addEventListener("keydown", onKey);
  document.querySelector("#opinion-form")?.addEventListener("submit", remember);
  comeBack();
  document.addEventListener("click", (event) => {
    const target = event.target as HTMLElement;
    const cell = target.closest<HTMLElement>("[data-desk] .sheet [data-cell]");
    if (cell) choose(cell);
    const link = target.closest<HTMLElement>("[data-goto]");
    if (link) {
      const found = document.querySelector<HTMLElement>(`.sheet [data-cell="${CSS.escape(link.dataset.goto ?? "")}"]`);
      found?.scrollIntoView({ block: "center" });
      found?.focus();
      if (found) choose(found);
    }
  });
}
