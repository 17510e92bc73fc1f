// Typing into one cell: a field laid over it; what is typed goes on when the keys have been still for a moment.
import { labelOf, setText, textOf } from "./drawing";
import type { SetEdit } from "./edits";

const PAUSE = 150;

/** What is typed and not sent yet, so that a sheet that is drawn anew can go on with it. */
export interface Unsent { name: string; text: string; start: number; end: number; dirty: boolean }

export class Typing {
  private readonly area = document.createElement("textarea");
  private timer = 0;
  private sent: string;
  private dirty = false;

  constructor(
    readonly cell: HTMLElement,
    first: string | undefined,
    private readonly edit: (edit: SetEdit) => void,
    left: () => void,
  ) {
    this.sent = textOf(cell);
    this.area.className = "typing";
    this.area.value = first ?? this.sent;
    this.area.setAttribute("aria-label", labelOf(cell));
    cell.style.height = `${cell.offsetHeight}px`; // the line stays as high as it is while its reading moves below
    cell.append(this.area);
    this.area.focus();
    this.area.setSelectionRange(this.area.value.length, this.area.value.length);
    this.area.addEventListener("blur", left);
    this.area.addEventListener("input", (event) => !(event as InputEvent).isComposing && this.changed());
    this.area.addEventListener("compositionend", () => this.changed());
    if (first) this.changed();
    if (cell.classList.contains("unfit")) this.dirty = true;
  }

  /** Where the typing stands. */
  get unsent(): Unsent {
    return { name: this.cell.dataset.cell ?? "", text: this.area.value, start: this.area.selectionStart, end: this.area.selectionEnd, dirty: this.dirty };
  }

  /** Go on where a typing stood before the sheet was drawn anew. */
  goOn(from: Unsent): void {
    this.area.value = from.text;
    this.area.setSelectionRange(from.start, from.end);
    if (from.dirty) this.changed();
  }

  /** Send nothing more: the field is drawn anew and another typing goes on from it. */
  forget(): void {
    window.clearTimeout(this.timer);
    this.dirty = false;
  }

  newLine(): void {
    this.area.setRangeText("\n", this.area.selectionStart, this.area.selectionEnd, "end");
    this.changed();
  }

  /** Take the field away; what was typed is sent, or taken back where it is not kept. */
  end(keep: boolean, before: string): void {
    window.clearTimeout(this.timer);
    if (keep) this.flush();
    else if (this.sent !== before) this.send(before);
    this.area.remove();
    this.cell.style.height = "";
  }

  /** Send what is typed, where the server has not got it. */
  flush(): void {
    window.clearTimeout(this.timer);
    if (this.dirty) this.send(this.area.value.trim());
    this.dirty = false;
  }

  private changed(): void {
    this.dirty = true;
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.flush(), PAUSE);
  }

  private send(text: string): void {
    const again = this.cell.classList.contains("unfit");
    this.cell.classList.remove("unfit");
    this.cell.querySelector(".unfit-word")?.remove();
    setText(this.cell, text);
    if (text === this.sent && !again) return;
    this.edit({ do: "set", row: this.cell.dataset.row || null, field: this.cell.dataset.field ?? "", before: this.sent, text });
    this.sent = text;
  }
}
