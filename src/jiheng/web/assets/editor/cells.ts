// The cells of the sheet: walked by arrows, typed into, drawn anew, marked with what was found.
import { overlaid, type Place, type SheetLine } from "./blocks";
import { labelOf, rowTools, setText, sign, textOf } from "./drawing";
import type { Edit, InsertEdit, SetEdit } from "./edits";
import type { Finding } from "./queue";
import { freshKey } from "./random";
import { Typing } from "./typing";
import { say } from "./words";

const CELLS = '[data-cell]:not([data-kind=""])';
/** What a keyboard of Chinese letters sends first. */
const COMPOSING = "Process";
const NAMES = '[data-row][data-field="name"]:not([data-adds])';

export class Cells {
  /** The cell to focus once the sheet is drawn anew. */
  focusNext = "";
  private typed: Typing | null = null;
  /** What was refused of the cell that is being typed into: said once the typing ends and the text still stands. */
  private refused: { edit: SetEdit; message: string } | null = null;
  private before = "";

  constructor(
    private readonly paper: HTMLElement,
    private readonly edit: (edits: Edit[]) => void,
  ) {}

  get typing(): boolean {
    return this.typed !== null;
  }

  /** Make the drawn sheet one that can be typed into. */
  ready(): void {
    for (const table of this.paper.querySelectorAll("table")) table.setAttribute("role", "grid");
    for (const cell of this.all()) cell.tabIndex = -1;
    const first = this.all()[0];
    if (first) first.tabIndex = 0;
    for (const cell of this.paper.querySelectorAll<HTMLElement>(NAMES)) cell.append(rowTools());
    this.paper.onkeydown = (event) => this.onKey(event);
    this.paper.ondblclick = (event) => this.open(event);
    this.paper.onclick = (event) => this.open(event);
    if (this.focusNext) this.focus(this.cell(this.focusNext));
    this.focusNext = "";
  }

  /** Draw the sheet anew; the focus and a text that is being typed stay, and so do edits that the server has not seen. */
  redraw(html: string, waiting: Edit[] = []): void {
    const unsent = this.typed?.unsent;
    const before = this.before;
    this.typed?.forget();
    this.focusNext ||= document.activeElement?.closest<HTMLElement>("[data-cell]")?.dataset.cell ?? "";
    this.typed = null;
    this.paper.innerHTML = html;
    this.ready();
    this.show(waiting);
    const cell = unsent && this.cell(unsent.name);
    if (!unsent || !cell) return;
    this.type(cell);
    this.before = before;
    (this.typed as Typing | null)?.goOn(unsent);
  }

  /** How values were read, and what was found, at their cells. */
  understood(readings: Record<string, string>, findings: Finding[]): void {
    for (const cell of this.all()) {
      const name = cell.dataset.cell ?? "";
      const reading = cell.querySelector<HTMLElement>(".reading");
      if (reading) reading.textContent = readings[name] ? say("reading", { reading: readings[name] }) : "";
      this.mark(cell, findings.filter((each) => each.cell === name));
    }
  }

  private mark(cell: HTMLElement, found: Finding[]): void {
    cell.classList.remove("found", "found-error", "found-warning", "found-info");
    cell.querySelector(".marks:not(.opinions)")?.remove();
    const worst = found[0];
    if (!worst) return;
    cell.classList.add("found", `found-${worst.severity}`);
    const marks = document.createElement("span");
    marks.className = "marks";
    marks.title = found.map((each) => each.message).join("\n");
    for (const each of found) marks.append(sign(each.severity));
    cell.append(marks);
  }

  /** A typed text that was not taken: it stays in its cell, with the reason. */
  unfit(edit: SetEdit, message: string): void {
    const cell = this.of(edit);
    if (!cell) return;
    if (this.typed?.cell === cell) {
      this.refused = { edit, message };
      return;
    }
    if (!cell.classList.contains("unfit")) cell.dataset.stood = textOf(cell) === edit.text ? edit.before : textOf(cell);
    setText(cell, edit.text);
    cell.classList.add("unfit");
    const word = document.createElement("span");
    word.className = "unfit-word";
    word.role = "alert";
    word.textContent = message;
    cell.querySelector(".unfit-word")?.remove();
    cell.append(word);
  }

  /** A text that was not taken is sent again, or dropped for what stood there before it. */
  fit(edit: SetEdit, text?: string): void {
    const cell = this.of(edit);
    if (!cell) return;
    cell.classList.remove("unfit");
    cell.querySelector(".unfit-word")?.remove();
    setText(cell, text ?? cell.dataset.stood ?? edit.before);
    delete cell.dataset.stood;
  }

  /** What the cell of an edit is called. */
  label(edit: SetEdit): string {
    const cell = this.of(edit);
    return cell ? labelOf(cell) : "";
  }

  /** Show texts before the server has answered. */
  show(edits: Edit[]): void {
    for (const edit of edits) {
      const cell = this.of(edit);
      if (cell && edit.do === "set" && this.typed?.cell !== cell) setText(cell, edit.text);
    }
  }

  /** The edits that put a block of texts over the cells from one on. */
  block(start: HTMLElement, texts: string[][]): Edit[] {
    let from: Place | null = null;
    const place = (cell: HTMLElement): Place => {
      const { row, field = "", adds } = cell.dataset;
      const made: Place = { row: row || null, field, text: textOf(cell), midterm: halfOf(cell), ...(adds === undefined || row ? {} : { after: adds }) };
      if (cell === start) from = made;
      return made;
    };
    const lines: SheetLine[] = this.lines().map((row) => ({
      key: row.dataset.key ?? "", level1: row.dataset.level1 ?? "", level2: row.dataset.level2 ?? "", cells: cellsOf(row).map(place),
    }));
    return from ? overlaid(lines, from, texts, freshKey) : [];
  }

  /** The rows of the half that a row stands in, in order. */
  rows(key: string): string[] {
    const names = [...this.paper.querySelectorAll<HTMLElement>(NAMES)];
    const half = halfOf(names.find((each) => each.dataset.row === key));
    return names.filter((each) => halfOf(each) === half).map((each) => each.dataset.row ?? "");
  }

  /** The levels of the line on which a row stands. */
  levels(key: string): { level1: string | null; level2: string | null } {
    const { level1, level2 } = this.cell(`${key}/name`)?.closest("tr")?.dataset ?? {};
    return { level1: level1 || null, level2: level2 || null };
  }

  /** End the typing and send what was typed. */
  leave(): void {
    this.close(true, false);
  }

  private all(): HTMLElement[] {
    return [...this.paper.querySelectorAll<HTMLElement>(CELLS)];
  }

  private lines(): HTMLTableRowElement[] {
    return [...this.paper.querySelectorAll<HTMLTableRowElement>("tr")].filter((row) => row.querySelector(CELLS));
  }

  private cell(name: string): HTMLElement | null {
    return this.paper.querySelector<HTMLElement>(`[data-cell="${CSS.escape(name)}"]`);
  }

  private of(edit: Edit): HTMLElement | null {
    return edit.do === "set" ? this.cell(edit.row ? `${edit.row}/${edit.field}` : edit.field) : null;
  }

  private open(event: MouseEvent): void {
    const cell = (event.target as Element).closest<HTMLElement>("[data-cell]");
    if (!cell || (event.target as Element).closest("button, textarea")) return;
    if (event.type === "dblclick" || this.chosen(cell) || cell.dataset.adds !== undefined) this.type(cell);
    else this.focus(cell);
  }

  /** Whether the cell had the focus before the press that is under way: a second press opens it. */
  private chosen(cell: HTMLElement): boolean {
    return cell.dataset.chosen === "yes" && document.activeElement === cell;
  }

  private focus(cell: HTMLElement | null): boolean {
    if (!cell) return true;
    for (const other of this.paper.querySelectorAll<HTMLElement>('[data-cell][tabindex="0"]')) other.tabIndex = -1;
    for (const other of this.paper.querySelectorAll<HTMLElement>("[data-chosen]")) delete other.dataset.chosen;
    cell.tabIndex = 0;
    cell.dataset.chosen = "yes";
    cell.focus();
    return true;
  }

  private onKey(event: KeyboardEvent): void {
    const cell = (event.target as Element).closest<HTMLElement>("[data-cell]");
    if (!cell || (event.target as Element).closest("button")) return;
    const handled = this.typed ? this.whileTyping(event, cell, this.typed) : this.walking(event, cell);
    if (!handled) return;
    event.preventDefault();
    event.stopPropagation();
  }

  private walking(event: KeyboardEvent, cell: HTMLElement): boolean {
    if (event.altKey) return false;
    if (event.ctrlKey || event.metaKey) return event.key.toLowerCase() === "d" && this.fillDown(cell);
    switch (event.key) {
      case "ArrowDown": return this.step(cell, 0, 1);
      case "ArrowUp": return this.step(cell, 0, -1);
      case "ArrowRight": return this.step(cell, 1, 0);
      case "ArrowLeft": return this.step(cell, -1, 0);
      case "Home": return this.focus(cellsOf(cell.closest("tr"))[0] ?? null);
      case "End": return this.focus(cellsOf(cell.closest("tr")).at(-1) ?? null);
      case "Enter":
      case "F2": return this.type(cell);
      case "Delete":
      case "Backspace": return this.put(cell, "");
      case COMPOSING: this.type(cell, ""); return false;
      default: return event.key.length === 1 && this.type(cell, event.key);
    }
  }

  private whileTyping(event: KeyboardEvent, cell: HTMLElement, typed: Typing): boolean {
    if (event.isComposing) return false;
    if (event.key === "Escape") return this.close(false);
    if (event.key === "Tab") return this.close(true) && this.step(cell, event.shiftKey ? -1 : 1, 0);
    if (event.key !== "Enter" || event.ctrlKey || event.metaKey) return false;
    if (!event.altKey && !event.shiftKey) return this.close(true) && this.step(cell, 0, 1);
    typed.newLine();
    return true;
  }

  private type(cell: HTMLElement, first?: string): boolean {
    if (!cell.dataset.kind || this.typed) return false;
    this.before = textOf(cell);
    const typed: Typing = new Typing(cell, first, (edit) => this.send(cell, edit), () => this.typed === typed && this.close(true, false));
    this.typed = typed;
    return true;
  }

  private close(keep: boolean, focus = true): boolean {
    const typed = this.typed;
    if (!typed) return false;
    this.typed = null;
    typed.end(keep, this.before);
    const refused = this.refused;
    this.refused = null;
    if (refused && this.of(refused.edit) === typed.cell && textOf(typed.cell) === refused.edit.text) this.unfit(refused.edit, refused.message);
    if (focus) this.focus(typed.cell);
    return true;
  }

  private put(cell: HTMLElement, text: string): boolean {
    const before = textOf(cell);
    if (!cell.dataset.kind || before === text) return true;
    cell.classList.remove("unfit");
    cell.querySelector(".unfit-word")?.remove();
    setText(cell, text);
    this.send(cell, { do: "set", row: null, field: cell.dataset.field ?? "", before, text });
    return true;
  }

  /** Send the text of a cell; on a blank line of the form it makes the row first. */
  private send(cell: HTMLElement, edit: SetEdit): void {
    const made = begun(cell);
    this.edit([...made, { ...edit, row: cell.dataset.row || null }]);
  }

  private fillDown(cell: HTMLElement): boolean {
    const above = this.beside(cell, 0, -1);
    return above ? this.put(cell, textOf(above)) : true;
  }

  private step(cell: HTMLElement, right: number, down: number): boolean {
    return this.focus(this.beside(cell, right, down));
  }

  private beside(cell: HTMLElement, right: number, down: number): HTMLElement | null {
    const all = this.all();
    if (right) return all[all.indexOf(cell) + right] ?? null;
    const lines = this.lines();
    const row = cell.closest("tr") as HTMLTableRowElement;
    const column = cellsOf(row).indexOf(cell);
    const others = cellsOf(lines[lines.indexOf(row) + down] ?? null);
    return others[Math.min(column, others.length - 1)] ?? null;
  }
}

function cellsOf(row: HTMLElement | null): HTMLElement[] {
  return row ? [...row.querySelectorAll<HTMLElement>(CELLS)] : [];
}

function halfOf(cell: HTMLElement | undefined): boolean {
  return Boolean(cell && "midterm" in cell.dataset);
}

/** The row that a text on a blank line of the form makes, whose cells bear its key from then on; nothing elsewhere. */
function begun(cell: HTMLElement): InsertEdit[] {
  const line = cell.closest("tr");
  if (cell.dataset.adds === undefined || cell.dataset.row || !line) return [];
  const row = freshKey();
  const midterm = halfOf(cell);
  for (const other of cellsOf(line).filter((each) => each.dataset.adds !== undefined && halfOf(each) === midterm)) {
    other.dataset.row = row;
    other.dataset.cell = `${row}/${other.dataset.field}`;
  }
  return [{ do: "insert", row, after: cell.dataset.adds || null, level1: line.dataset.level1 || null, level2: line.dataset.level2 || null, midterm }];
}
