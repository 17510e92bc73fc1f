// Small things that scripts draw: icons, signs of severity, the tools of a row, texts of cells.
import { say } from "./words";

const SIGNS: Record<string, string> = { error: "circle-x", warning: "alert-triangle", info: "info-circle" };
const COLOURS: Record<string, string> = { error: "red", warning: "orange", info: "blue" };
const TOOLS = [["insert", "plus"], ["up", "arrow-up"], ["down", "arrow-down"], ["drop", "trash"]] as const;

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

/** A severity by sign and word; the word is for screen readers only where room is short. */
export function sign(severity: string, word = false): HTMLElement {
  const made = document.createElement("span");
  made.className = `severity severity-${severity} text-${COLOURS[severity]}`;
  const said = document.createElement("span");
  said.textContent = say(severity);
  if (!word) said.className = "visually-hidden";
  made.append(use(SIGNS[severity] ?? "info-circle"), " ", said);
  return made;
}

/** The buttons that add, move and drop a row; the keyboard has keys of its own for them. */
export function rowTools(): HTMLElement {
  const tools = document.createElement("span");
  tools.className = "row-tools d-print-none";
  for (const [name, icon] of TOOLS) {
    const button = document.createElement("button");
    button.type = "button";
    button.tabIndex = -1;
    button.dataset.rowDo = name;
    button.title = say(`row-${name}`);
    button.setAttribute("aria-label", button.title);
    button.append(use(icon));
    tools.append(button);
  }
  return tools;
}

export function textOf(cell: HTMLElement): string {
  return (cell.querySelector<HTMLElement>(".text")?.innerText ?? "").trim();
}

export function setText(cell: HTMLElement, text: string): void {
  const held = cell.querySelector<HTMLElement>(".text");
  if (held) held.innerText = text;
}

/** What a cell is called: the head of its column, else what is printed to its left; rows by their first text. */
export function labelOf(cell: HTMLElement): string {
  const middle = cell.getBoundingClientRect().left + cell.offsetWidth / 2;
  const heads = cell.dataset.row ? [...(cell.closest("table")?.querySelectorAll<HTMLElement>("th.head") ?? [])] : [];
  const head = heads.reverse().find((each) => each.getBoundingClientRect().left <= middle && each.getBoundingClientRect().right >= middle);
  let beside = cell.previousElementSibling;
  while (!head && beside && beside.tagName !== "TH") beside = beside.previousElementSibling;
  const column = (head ?? beside ?? above(cell, middle))?.textContent?.trim() ?? cell.dataset.field ?? "";
  const row = cell.closest("tr")?.querySelector<HTMLElement>('[data-field="name"]');
  return row && row !== cell ? `${column} ${textOf(row)}` : column;
}

/** The printed cell that stands next above a cell, over its middle. */
function above(cell: HTMLElement, middle: number): Element | null {
  const top = cell.getBoundingClientRect().top;
  const over = [...(cell.closest("table")?.querySelectorAll("th") ?? [])].map((each) => ({ each, box: each.getBoundingClientRect() }));
  const found = over.filter(({ box }) => box.left <= middle && box.right >= middle && box.bottom <= top + 1);
  return found.sort((one, other) => one.box.bottom - other.box.bottom).at(-1)?.each ?? null;
}
