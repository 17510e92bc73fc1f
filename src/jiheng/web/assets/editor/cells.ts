// The cells of the sheet: walked by arrows, typed into, drawn anew, marked with what was found.
import type { Edit, SetEdit } from "./edits";
import type { Finding } from "./queue";

const WORDS: Record<string, string> = { error: "错误", warning: "提醒", info: "提示" };
const SIGNS: Record<string, string> = { error: "circle-x", warning: "alert-triangle", info: "info-circle" };
const COLOURS: Record<string, string> = { error: "red", warning: "orange", info: "blue" };
const PAUSE = 150;

export class Cells {
  /** The cell to focus once the sheet is drawn anew. */
  focusNext = "";
  private area: HTMLTextAreaElement | null = null;
  private timer = 0;
  private sent = "";

  constructor(
    private readonly paper: HTMLElement,
    private readonly edit: (edits: Edit[]) => void,
  ) {}

  get typing(): boolean {
    return this.area !== null;
  }

  /** Make the drawn sheet one that can be typed into. */
  ready(): void {
    for (const cell of this.all()) cell.tabIndex = -1;
    const first = this.all()[0];
    if (first) first.tabIndex = 0;
    for (const row of this.paper.querySelectorAll<HTMLElement>("tr[data-key]")) this.addTools(row);
    this.paper.onkeydown = (event) => this.onKey(event);
    this.paper.ondblclick = (event) => this.open(event);
    this.paper.onclick = (event) => this.open(event);
    if (this.focusNext) this.cell(this.focusNext)?.focus();
    this.focusNext = "";
  }

  redraw(html: string): void {
    const focused = document.activeElement?.closest<HTMLElement>("[data-cell]")?.dataset.cell ?? "";
    this.focusNext ||= focused;
    this.area = null;
    this.paper.innerHTML = html;
    this.ready();
  }

  /** How values were read, and what was found, at their cells. */
  understood(readings: Record<string, string>, findings: Finding[]): void {
    for (const cell of this.all()) {
      const reading = cell.querySelector<HTMLElement>(".reading");
      const said = readings[cell.dataset.cell ?? ""];
      if (reading) reading.textContent = said ? `${this.paper.closest<HTMLElement>("[data-editor]")?.dataset.readAs ?? "读作："}${said}` : "";
      this.mark(cell, findings.filter((each) => each.cell === cell.dataset.cell));
    }
  }

  private mark(cell: HTMLElement, found: Finding[]): void {
    cell.classList.remove("found", "found-error", "found-warning", "found-info");
    cell.querySelector(".marks.live, .marks")?.remove();
    const worst = found[0];
    if (!worst) return;
    cell.classList.add("found", `found-${worst.severity}`);
    const marks = document.createElement("span");
    marks.className = "marks";
    for (const each of found) marks.append(sign(each.severity));
    cell.append(marks);
  }

  /** A typed text that did not fit: it stays in the cell, with the reason. */
  unfit(edit: Edit | undefined, message: string): void {
    if (edit?.do !== "set") return;
    const cell = this.cell(edit.row ? `${edit.row}/${edit.field}` : edit.field);
    if (!cell) return;
    setText(cell, edit.text);
    cell.classList.add("unfit");
    const word = document.createElement("span");
    word.className = "unfit-word";
    word.role = "alert";
    word.textContent = message;
    cell.querySelector(".unfit-word")?.remove();
    cell.append(word);
  }

  /** Show texts before the server has answered. */
  show(edits: Edit[]): void {
    for (const edit of edits) {
      if (edit.do !== "set") continue;
      const cell = this.cell(edit.row ? `${edit.row}/${edit.field}` : edit.field);
      if (cell) setText(cell, edit.text);
    }
  }

  /** The edits that put a block of texts over the cells from one on, to the right and down. */
  block(start: HTMLElement, texts: string[][]): Edit[] {
    const rows = [...this.paper.querySelectorAll<HTMLTableRowElement>("tr")].filter((row) => row.querySelector("[data-cell]"));
    const top = rows.indexOf(start.closest("tr") as HTMLTableRowElement);
    const left = typed(rows[top]).indexOf(start);
    const edits: Edit[] = [];
    texts.forEach((line, down) => {
      const cells = typed(rows[top + down]);
      line.forEach((text, right) => {
        const cell = cells[left + right];
        if (cell && cell.dataset.kind) edits.push(setEdit(cell, text.trim()));
      });
    });
    return edits;
  }

  /** The name of the row beside one that goes. */
  nameBeside(row: HTMLElement): string {
    const rows = [...this.paper.querySelectorAll<HTMLElement>("tr[data-key]")];
    const at = rows.indexOf(row);
    const other = rows[at + 1] ?? rows[at - 1];
    return other ? `${other.dataset.key}/name` : "";
  }

  private all(): HTMLElement[] {
    return [...this.paper.querySelectorAll<HTMLElement>('[data-cell]:not([data-kind=""])')];
  }

  private cell(name: string): HTMLElement | null {
    return this.paper.querySelector<HTMLElement>(`[data-cell="${CSS.escape(name)}"]`);
  }

  private open(event: MouseEvent): void {
    const cell = (event.target as Element).closest<HTMLElement>("[data-cell]");
    if (!cell || (event.target as Element).closest("button, textarea")) return;
    if (event.type === "dblclick" || document.activeElement === cell) this.type(cell);
    else cell.focus();
    this.only(cell);
  }

  private only(cell: HTMLElement): void {
    for (const other of this.paper.querySelectorAll<HTMLElement>('[data-cell][tabindex="0"]')) other.tabIndex = -1;
    cell.tabIndex = 0;
  }

  private onKey(event: KeyboardEvent): void {
    const cell = (event.target as Element).closest<HTMLElement>("[data-cell]");
    if (!cell || (event.target as Element).closest("button")) return;
    const handled = this.area ? this.whileTyping(event, cell) : this.walking(event, cell);
    if (handled) {
      event.preventDefault();
      event.stopPropagation();
    }
  }

  private walking(event: KeyboardEvent, cell: HTMLElement): boolean {
    if (event.altKey) return false;
    if (event.ctrlKey || event.metaKey) {
      if (event.key !== "d") return false;
      this.fillDown(cell);
      return true;
    }
    switch (event.key) {
      case "ArrowDown": return this.step(cell, 0, 1);
      case "ArrowUp": return this.step(cell, 0, -1);
      case "ArrowRight": return this.step(cell, 1, 0);
      case "ArrowLeft": return this.step(cell, -1, 0);
      case "Enter":
      case "F2": return this.type(cell);
      case "Delete":
      case "Backspace": return this.put(cell, "");
      default: return event.key.length === 1 && this.type(cell, event.key);
    }
  }

  private whileTyping(event: KeyboardEvent, cell: HTMLElement): boolean {
    if (event.isComposing) return false;
    if (event.key === "Escape") return this.close(cell, false);
    if (event.key === "Tab") return this.close(cell, true) && this.step(cell, event.shiftKey ? -1 : 1, 0);
    if (event.key === "Enter" && !event.altKey && !event.shiftKey) return this.close(cell, true) && this.step(cell, 0, 1);
    if (event.key === "Enter" && this.area) {
      this.area.setRangeText("\n", this.area.selectionStart, this.area.selectionEnd, "end");
      return true;
    }
    return false;
  }

  private type(cell: HTMLElement, first?: string): boolean {
    if (!cell.dataset.kind || this.area) return false;
    const area = document.createElement("textarea");
    area.className = "typing";
    area.value = first ?? textOf(cell);
    area.setAttribute("aria-label", cell.dataset.field ?? "");
    this.sent = textOf(cell);
    cell.append(area);
    this.area = area;
    area.focus();
    area.setSelectionRange(area.value.length, area.value.length);
    area.addEventListener("blur", () => this.area === area && this.close(cell, true));
    area.addEventListener("input", () => this.later(cell, area));
    if (first !== undefined) this.later(cell, area);
    return true;
  }

  /** What is typed goes to the server when the keys have been still for a moment. */
  private later(cell: HTMLElement, area: HTMLTextAreaElement): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.flush(cell, area), PAUSE);
  }

  private flush(cell: HTMLElement, area: HTMLTextAreaElement): void {
    window.clearTimeout(this.timer);
    const text = area.value.trim();
    if (text === this.sent) return;
    const edit = setEdit(cell, text);
    edit.before = this.sent;
    this.sent = text;
    clear(cell);
    this.edit([edit]);
  }

  private close(cell: HTMLElement, keep: boolean): boolean {
    const area = this.area;
    if (!area) return false;
    this.area = null;
    if (keep) {
      this.flush(cell, area);
      if (!cell.classList.contains("unfit")) setText(cell, area.value.trim());
    }
    window.clearTimeout(this.timer);
    area.remove();
    cell.focus();
    return true;
  }

  private put(cell: HTMLElement, text: string): boolean {
    if (!cell.dataset.kind || textOf(cell) === text) return true;
    const edit = setEdit(cell, text);
    clear(cell);
    setText(cell, text);
    this.edit([edit]);
    return true;
  }

  private fillDown(cell: HTMLElement): void {
    const above = this.beside(cell, 0, -1);
    if (above) this.put(cell, textOf(above));
  }

  private step(cell: HTMLElement, right: number, down: number): boolean {
    const next = this.beside(cell, right, down);
    if (next) {
      this.only(next);
      next.focus();
    }
    return true;
  }

  private beside(cell: HTMLElement, right: number, down: number): HTMLElement | null {
    const all = this.all();
    if (right) return all[all.indexOf(cell) + right] ?? null;
    const rows = [...this.paper.querySelectorAll<HTMLTableRowElement>("tr")].filter((row) => typed(row).length);
    const row = cell.closest("tr") as HTMLTableRowElement;
    const column = typed(row).indexOf(cell);
    const other = typed(rows[rows.indexOf(row) + down]);
    return other[Math.min(column, other.length - 1)] ?? null;
  }

  private addTools(row: HTMLElement): void {
    const cell = row.querySelector<HTMLElement>('[data-field="name"]');
    if (!cell || cell.querySelector(".row-tools")) return;
    const tools = document.createElement("span");
    tools.className = "row-tools d-print-none";
    for (const [name, icon, title] of [["insert", "plus", "在下面加一行（Ctrl+Enter）"], ["up", "arrow-up", "上移（Alt+↑）"], ["down", "arrow-down", "下移（Alt+↓）"], ["drop", "trash", "删除这一行（Ctrl+Delete）"]] as const) {
      const button = document.createElement("button");
      button.type = "button";
      button.tabIndex = -1;
      button.dataset.rowDo = name;
      button.title = title;
      button.setAttribute("aria-label", title);
      button.append(use(icon));
      tools.append(button);
    }
    cell.append(tools);
  }
}

function typed(row: HTMLElement | undefined): HTMLElement[] {
  return row ? [...row.querySelectorAll<HTMLElement>('[data-cell]:not([data-kind=""])')] : [];
}

function setEdit(cell: HTMLElement, text: string): SetEdit {
  return { do: "set", row: cell.dataset.row || null, field: cell.dataset.field ?? "", before: textOf(cell), text };
}

export function textOf(cell: HTMLElement): string {
  return (cell.querySelector<HTMLElement>(".text")?.innerText ?? "").trim();
}

function setText(cell: HTMLElement, text: string): void {
  const held = cell.querySelector<HTMLElement>(".text");
  if (held) held.innerText = text;
}

function clear(cell: HTMLElement): void {
  cell.classList.remove("unfit");
  cell.querySelector(".unfit-word")?.remove();
}

/** An icon of the sprite that the page's own icons come from. */
export function use(name: string): SVGElement {
  const any = document.querySelector("svg.icon use")?.getAttribute("href") ?? "";
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "icon icon-sm");
  svg.setAttribute("aria-hidden", "true");
  const inner = document.createElementNS("http://www.w3.org/2000/svg", "use");
  inner.setAttribute("href", `${any.split("#")[0]}#${name}`);
  svg.append(inner);
  return svg;
}

export function sign(severity: string, word = false): HTMLElement {
  const made = document.createElement("span");
  made.className = `severity severity-${severity} text-${COLOURS[severity]}`;
  const said = document.createElement("span");
  said.textContent = WORDS[severity] ?? severity;
  if (!word) said.className = "visually-hidden";
  made.append(use(SIGNS[severity] ?? "info-circle"), " ", said);
  return made;
}
