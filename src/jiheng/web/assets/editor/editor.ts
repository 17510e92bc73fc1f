// The form is the editor: cells that are typed into, rows that come, go and move; what the server understood stands beside.
import { Cells } from "./cells";
import { type Edit, freshKey, Past } from "./edits";
import { Margin } from "./margin";
import { pasted } from "./pasting";
import { type Answer, csrf, Queue, type Sending, type Trouble } from "./queue";

export function startEditor(): void {
  openDialogs();
  startJumping();
  const root = document.querySelector<HTMLElement>("[data-editor]");
  if (root) new Editor(root).start();
}

class Editor {
  private readonly paper: HTMLElement;
  private readonly past = new Past();
  private readonly margin: Margin;
  private readonly queue: Queue;
  private readonly cells: Cells;

  constructor(private readonly root: HTMLElement) {
    this.paper = root.querySelector<HTMLElement>("[data-paper]") as HTMLElement;
    this.margin = new Margin(root);
    this.queue = new Queue(
      root.dataset.edits ?? "",
      `jiheng.table.${root.dataset.filing}`,
      Number(root.dataset.revision),
      (answer, sent) => this.answered(answer, sent),
      (trouble, sent) => this.troubled(trouble, sent),
      (waiting) => this.margin.waiting(waiting),
    );
    this.cells = new Cells(this.paper, (edits) => this.queue.add(edits));
  }

  start(): void {
    this.cells.ready();
    document.addEventListener("keydown", (event) => this.onKey(event));
    this.paper.addEventListener("click", (event) => this.onClick(event));
    this.paper.addEventListener("paste", (event) => void this.onPaste(event));
    this.root.querySelector("[data-undo]")?.addEventListener("click", () => this.undo());
    this.root.querySelector("[data-redo]")?.addEventListener("click", () => this.redo());
    this.root.querySelector("[data-take]")?.addEventListener("submit", (event) => void this.takeOver(event as SubmitEvent));
    this.root.addEventListener("click", (event) => this.onFix(event));
    window.addEventListener("online", () => void this.queue.send());
    window.addEventListener("beforeunload", (event) => {
      if (this.cells.typing || this.queue.length) event.preventDefault();
    });
    void this.queue.send();
  }

  private answered(answer: Answer, sent: Sending): void {
    if (sent.past) this.past.add(answer.made);
    if (answer.sheet !== undefined) this.cells.redraw(answer.sheet);
    this.cells.understood(answer.readings, answer.findings);
    for (const unfit of answer.refused) this.cells.unfit(sent.edits[unfit.edit], unfit.message);
    this.margin.answered(answer);
  }

  private troubled(trouble: Trouble, sent: Sending): void {
    if (trouble.sheet !== undefined) this.cells.redraw(trouble.sheet);
    if (trouble.kind === "old" || trouble.kind === "refused") for (const edit of sent.edits) this.cells.unfit(edit, trouble.message);
    this.margin.troubled(trouble);
  }

  private undo(): void {
    const edits = this.past.back();
    if (edits.length) this.send(edits);
  }

  private redo(): void {
    const edits = this.past.forth();
    if (edits.length) this.send(edits);
  }

  /** Edits of the past: shown at once, and not remembered again. */
  private send(edits: Edit[]): void {
    this.cells.show(edits);
    this.queue.add(edits, false);
  }

  private onKey(event: KeyboardEvent): void {
    if (this.cells.typing) return;
    const meta = event.ctrlKey || event.metaKey;
    const row = (event.target as Element).closest?.<HTMLElement>("tr[data-key]");
    let done = true;
    if (meta && event.key === "z") this.undo();
    else if (meta && (event.key === "y" || (event.shiftKey && event.key === "Z"))) this.redo();
    else if (meta && event.key === "Enter" && row) this.insertAfter(row);
    else if (meta && event.key === "Delete" && row) this.drop(row);
    else if (event.altKey && event.key === "ArrowUp" && row) this.move(row, -1);
    else if (event.altKey && event.key === "ArrowDown" && row) this.move(row, 1);
    else done = false;
    if (done) event.preventDefault();
  }

  private onClick(event: MouseEvent): void {
    const target = event.target as Element;
    const tool = target.closest<HTMLElement>("[data-row-do]");
    const row = target.closest<HTMLElement>("tr");
    if (tool && row?.dataset.key) {
      if (tool.dataset.rowDo === "insert") this.insertAfter(row);
      if (tool.dataset.rowDo === "drop") this.drop(row);
      if (tool.dataset.rowDo === "up") this.move(row, -1);
      if (tool.dataset.rowDo === "down") this.move(row, 1);
    } else if (target.closest("[data-add]") && row) {
      this.insert(row.dataset.after || null, row.dataset.level1 ?? null, row.dataset.level2 ?? null);
    }
  }

  private insertAfter(row: HTMLElement): void {
    this.insert(row.dataset.key ?? null, row.dataset.level1 ?? null, row.dataset.level2 ?? null);
  }

  private insert(after: string | null, level1: string | null, level2: string | null): void {
    const row = freshKey();
    this.cells.focusNext = `${row}/name`;
    this.queue.add([{ do: "insert", row, after, level1: level1 || null, level2: level2 || null }]);
  }

  private drop(row: HTMLElement): void {
    this.cells.focusNext = this.cells.nameBeside(row);
    this.queue.add([{ do: "drop", row: row.dataset.key ?? "" }]);
  }

  /** One line up or down; over the edge of its branch the row takes the levels of the line that it comes to. */
  private move(row: HTMLElement, step: -1 | 1): void {
    const rows = [...this.paper.querySelectorAll<HTMLElement>("tr[data-key]")];
    const at = rows.indexOf(row);
    const other = rows[at + step];
    if (!other) return;
    const sameBranch = other.dataset.level1 === row.dataset.level1 && other.dataset.level2 === row.dataset.level2;
    const after = step === 1 ? (sameBranch ? other : rows[at]) : sameBranch ? rows[at - 2] : rows[at - 1];
    const before = after === row ? rows[at - 1] : after;
    this.cells.focusNext = `${row.dataset.key}/name`;
    this.queue.add([{ do: "move", row: row.dataset.key ?? "", after: before?.dataset.key ?? null, level1: other.dataset.level1 || null, level2: other.dataset.level2 || null }]);
  }

  private async onPaste(event: ClipboardEvent): Promise<void> {
    const start = document.activeElement?.closest<HTMLElement>("[data-cell]");
    if (this.cells.typing || !start || !event.clipboardData) return;
    event.preventDefault();
    const block = await pasted(this.root.dataset.paste ?? "", event.clipboardData);
    if (typeof block === "string") this.margin.troubled({ kind: "refused", message: block });
    else {
      const edits = this.cells.block(start, block);
      this.cells.show(edits);
      if (edits.length) this.queue.add(edits);
    }
  }

  private onFix(event: MouseEvent): void {
    const button = (event.target as Element).closest<HTMLElement>("[data-fix-field]");
    if (!button) return;
    const row = button.dataset.fix || null;
    const field = button.dataset.fixField ?? "";
    const edits: Edit[] = [{ do: "set", row, field, before: "", text: button.dataset.fixText ?? "" }];
    this.cells.show(edits);
    this.queue.add(edits);
  }

  private async takeOver(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const body = new FormData(form);
    body.set("do", "take");
    const response = await fetch(this.root.dataset.hold ?? "", { method: "POST", body, headers: { "X-CSRFToken": csrf(), Accept: "application/json" } });
    if (response.ok) window.location.reload();
    else this.margin.troubled({ kind: "refused", message: ((await response.json()) as { error?: string }).error ?? "" });
  }
}

function openDialogs(): void {
  document.addEventListener("click", (event) => {
    const target = event.target as Element;
    const opener = target.closest<HTMLElement>("[data-open]");
    if (opener) document.querySelector<HTMLDialogElement>(`dialog#${CSS.escape(opener.dataset.open ?? "")}`)?.showModal();
    if (target.closest("[data-close]")) target.closest<HTMLDialogElement>("dialog")?.close();
  });
  document.querySelector<HTMLInputElement>("[data-fold]")?.addEventListener("change", (event) => {
    document.querySelector("[data-paper]")?.classList.toggle("folded", (event.target as HTMLInputElement).checked);
  });
}

function startJumping(): void {
  if (document.querySelector("[data-desk]")) return;
  document.addEventListener("click", (event) => {
    const link = (event.target as Element).closest<HTMLElement>("[data-goto]");
    if (!link?.dataset.goto) return;
    const cell = document.querySelector<HTMLElement>(`[data-cell="${CSS.escape(link.dataset.goto)}"]`);
    cell?.scrollIntoView({ block: "center" });
    cell?.focus();
  });
}
