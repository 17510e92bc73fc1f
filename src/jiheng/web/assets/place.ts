// A form that leads back to its own page leads back to the place: how far it and its panes were scrolled, which cell had the focus.
const HELD = "jiheng.place";
/** Milliseconds within which the page that comes is taken for the answer. */
const LONGEST = 30_000;
const PANES = ".margin, .source-body, .sheet, .table-responsive";

interface Place { path: string; at: number; top: number; panes: [number, number][]; cell: string }

function panes(): Element[] {
  return [...document.querySelectorAll(PANES)];
}

function remember(event: SubmitEvent): void {
  const form = event.target as HTMLFormElement;
  if (form.method !== "post") return;
  const tops = panes().map((pane): [number, number] => [pane.scrollTop, pane.scrollLeft]);
  const cell = document.querySelector<HTMLElement>("[data-chosen]")?.dataset.cell ?? "";
  const place: Place = { path: window.location.pathname, at: Date.now(), top: window.scrollY, panes: tops, cell };
  sessionStorage.setItem(HELD, JSON.stringify(place));
}

function held(): Place | null {
  try {
    return JSON.parse(sessionStorage.getItem(HELD) ?? "null") as Place | null;
  } catch {
    return null;
  }
}

function goBack(): void {
  const place = held();
  sessionStorage.removeItem(HELD);
  if (!place || place.path !== window.location.pathname || Date.now() - place.at > LONGEST) return;
  const cell = place.cell ? document.querySelector<HTMLElement>(`[data-cell="${CSS.escape(place.cell)}"]`) : null;
  cell?.focus({ preventScroll: true });
  window.scrollTo({ top: place.top, behavior: "instant" });
  panes().forEach((pane, number) => {
    const [top, left] = place.panes[number] ?? [0, 0];
    pane.scrollTo({ top, left, behavior: "instant" });
  });
  const told = document.querySelector("main > [role=status]");
  if (told && told.getBoundingClientRect().bottom < 60) told.classList.add("told-here");
}

export function keepPlace(): void {
  document.addEventListener("submit", remember, true);
  goBack();
}
