// The form is the editor: cells that are typed into, rows that come, go and move; what the server understood stands beside.
import { ask, csrf } from "./asking";
import { Cells } from "./cells";
import { type Edit, Past } from "./edits";
import { BrowserStore } from "./keeping";
import { again, type Left, LeftStore } from "./leaving";
import { showLeft } from "./leftovers";
import { Margin } from "./margin";
import { pasted } from "./pasting";
import { type Answer, type Hearer, Queue, type Sending, type Trouble } from "./queue";
import { freshKey } from "./random";
import { offered } from "./offering";
import { openDialogs, startJumping } from "./opening";
import { startSuggesting } from "./suggesting";
import { say } from "./words";

/** Edits that the server takes at once; what is more is said by the server, and not shown before. */
const MOST = 2000;
interface Levels { level1: string | null; level2: string | null }

export function startEditor(): void {
  openDialogs();
  startJumping();
  const root = document.querySelector<HTMLElement>("[data-editor]");
  if (!root) return showUntaken();
  new Editor(root).start();
  startSuggesting(root);
}

/** On a table that can't be edited any more: what was typed and not taken before it went on its way, to be copied. */
function showUntaken(): void {
  const root = document.querySelector<HTMLElement>("[data-left]")?.closest<HTMLElement>("[data-filing]");
  if (!root) return;
  const [store, kept] = [leftStore(root), queueStore(root)];
  const show = (): void => {
    const waiting = kept.kept().flatMap((sending) => sending.edits.flatMap((edit) => (edit.do === "set" ? [{ sending, left: { ...edit, label: "", why: say("left-late"), at: 0 } }] : [])));
    const found = [...store.all(), ...waiting.map((each) => each.left)];
    const drop = (left: Left[]): void => {
      for (const each of left) store.forget(each);
      for (const each of waiting) if (left.includes(each.left)) kept.forget(each.sending);
      show();
    };
    showLeft(root.querySelector("[data-left]"), found, { drop });
  };
  show();
}

function leftStore({ dataset: { filing, person } }: HTMLElement): LeftStore {
  return new LeftStore(`jiheng.left.${filing}.${person}.`, localStorage);
}

function queueStore({ dataset: { filing, person } }: HTMLElement): BrowserStore {
  return new BrowserStore(`jiheng.table.${filing}.${person}.`, localStorage);
}

class Editor implements Hearer {
  private readonly paper: HTMLElement;
  private readonly past = new Past();
  private readonly margin: Margin;
  private readonly queue: Queue;
  private readonly cells: Cells;
  private readonly left: LeftStore;
  private mine: boolean;

  constructor(private readonly root: HTMLElement) {
    const { edits = "", revision } = root.dataset;
    this.paper = root.querySelector<HTMLElement>("[data-paper]") as HTMLElement;
    this.margin = new Margin(root);
    this.mine = "mine" in root.dataset;
    this.left = leftStore(root);
    const post = ({ token, base, edits: made }: Sending) => ask<Answer>(edits, JSON.stringify({ token, base, edits: made }));
    this.queue = new Queue(Number(revision), queueStore(root), post, this);
    this.cells = new Cells(this.paper, (made) => this.queue.add(made));
  }

  start(): void {
    this.cells.ready();
    this.cells.show(this.queue.edits);
    this.showLeft();
    document.addEventListener("keydown", (event) => this.onKey(event));
    document.addEventListener("paste", (event) => void this.onPaste(event));
    this.paper.addEventListener("click", (event) => this.onClick(event));
    this.root.querySelector("[data-undo]")?.addEventListener("click", () => this.again(this.past.back()));
    this.root.querySelector("[data-redo]")?.addEventListener("click", () => this.again(this.past.forth()));
    this.root.querySelector("[data-take]")?.addEventListener("submit", (event) => void this.takeOver(event as SubmitEvent));
    this.root.addEventListener("click", (event) => this.onFix(event));
    this.root.addEventListener("submit", (event) => this.savedFirst(event as SubmitEvent));
    window.addEventListener("online", () => void this.queue.send());
    window.addEventListener("beforeunload", (event) => {
      this.cells.leave();
      if (this.queue.length) event.preventDefault();
    });
    window.addEventListener("pagehide", () => this.release());
    void this.queue.send();
  }

  answered(answer: Answer, sent: Sending): void {
    this.mine = true;
    if (sent.past) this.past.add(answer.made, Date.now());
    if (answer.sheet !== undefined) this.cells.redraw(answer.sheet, this.queue.edits);
    this.cells.understood(answer.readings, answer.findings);
    for (const edit of answer.made) if (edit.do === "set") this.left.forget(edit);
    for (const unfit of answer.refused) this.untaken(sent.edits[unfit.edit], unfit.message);
    this.showLeft();
    this.margin.answered(answer);
  }

  troubled(trouble: Trouble, sent: Sending): void {
    if (trouble.sheet !== undefined) this.cells.redraw(trouble.sheet, this.queue.edits);
    if (trouble.kind === "old" || trouble.kind === "refused") for (const edit of sent.edits) this.untaken(edit, trouble.message);
    this.showLeft();
    this.margin.troubled(trouble);
  }

  /** A text that was not taken stays in the browser until it is sent again or dropped. */
  private untaken(edit: Edit | undefined, why: string): void {
    if (edit?.do === "set") this.left.keep(edit, this.cells.label(edit), why, Date.now());
  }

  /** The texts that were not taken, in their cells and in the margin. */
  private showLeft(): void {
    const found = this.left.all();
    for (const each of found) this.cells.unfit(again(each), each.why);
    const send = (left: Left[]): void => {
      for (const each of left) this.cells.fit(again(each), each.text);
      this.queue.add(left.map(again));
    };
    const drop = (left: Left[]): void => {
      for (const each of left) this.left.forget(each);
      for (const each of left) this.cells.fit(again(each));
      this.showLeft();
    };
    showLeft(this.root.querySelector("[data-left]"), found, { send, drop });
  }

  waiting(number: number): void {
    this.margin.waiting(number);
  }

  /** Edits of the past: shown at once, and not remembered again. */
  private again(edits: Edit[]): void {
    if (!edits.length) return;
    this.cells.show(edits);
    this.queue.add(edits, false);
  }

  private onKey(event: KeyboardEvent): void {
    if (this.cells.typing || (event.target as Element).closest?.("input, textarea, select, dialog")) return;
    const key = event.key.toLowerCase();
    const meta = event.ctrlKey || event.metaKey;
    const row = (event.target as Element).closest?.<HTMLElement>("[data-row]")?.dataset.row;
    let done = true;
    if (meta && key === "z" && !event.shiftKey) this.again(this.past.back());
    else if (meta && (key === "y" || (event.shiftKey && key === "z"))) this.again(this.past.forth());
    else if (meta && key === "enter" && row) this.onRow(row, "insert");
    else if (meta && key === "delete" && row) this.onRow(row, "drop");
    else if (event.altKey && key === "arrowup" && row) this.onRow(row, "up");
    else if (event.altKey && key === "arrowdown" && row) this.onRow(row, "down");
    else done = false;
    if (done) event.preventDefault();
  }

  private onClick(event: MouseEvent): void {
    const target = event.target as Element;
    const tool = target.closest<HTMLElement>("[data-row-do]");
    const cell = target.closest<HTMLElement>("[data-cell]");
    if (tool && cell?.dataset.row) this.onRow(cell.dataset.row, tool.dataset.rowDo ?? "");
    else if (cell && target.closest("[data-add]")) this.begin(cell);
  }

  private onRow(row: string, what: string): void {
    if (what === "insert") this.insert(row, this.cells.levels(row));
    if (what === "drop") this.drop(row);
    if (what === "up") this.move(row, -1);
    if (what === "down") this.move(row, 1);
  }

  /** A row on a blank line of the form. */
  private begin(cell: HTMLElement): void {
    const { level1, level2 } = cell.closest("tr")?.dataset ?? {};
    this.insert(cell.dataset.adds || null, { level1: level1 || null, level2: level2 || null }, "midterm" in cell.dataset);
  }

  private insert(after: string | null, levels: Levels, midterm = false): void {
    const row = freshKey();
    this.cells.focusNext = `${row}/name`;
    this.queue.add([{ do: "insert", row, after, ...levels, midterm }]);
  }

  private drop(row: string): void {
    const rows = this.cells.rows(row);
    const at = rows.indexOf(row);
    const beside = rows[at + 1] ?? rows[at - 1];
    this.cells.focusNext = beside ? `${beside}/name` : "";
    this.queue.add([{ do: "drop", row }]);
  }

  /** One line up or down; over the edge of its branch the row takes the levels of the line that it comes to. */
  private move(row: string, step: -1 | 1): void {
    const rows = this.cells.rows(row);
    const at = rows.indexOf(row);
    const other = rows[at + step];
    if (!other) return;
    const [mine, there] = [this.cells.levels(row), this.cells.levels(other)];
    const sameBranch = mine.level1 === there.level1 && mine.level2 === there.level2;
    const after = step === 1 ? (sameBranch ? other : rows[at]) : sameBranch ? rows[at - 2] : rows[at - 1];
    const before = after === row ? rows[at - 1] : after;
    this.cells.focusNext = `${row}/name`;
    this.queue.add([{ do: "move", row, after: before ?? null, ...there }]);
  }

  private async onPaste(event: ClipboardEvent): Promise<void> {
    const start = document.activeElement?.closest<HTMLElement>("[data-cell]");
    if (this.cells.typing || !start || !this.paper.contains(start) || !event.clipboardData) return;
    event.preventDefault();
    const held = { text: event.clipboardData.getData("text/plain"), html: event.clipboardData.getData("text/html") };
    const block = await pasted(this.root.dataset.paste ?? "", held);
    if (typeof block === "string") return this.margin.troubled({ kind: "refused", message: block });
    if (Array.isArray(block)) this.lay(start, block);
    else void offered(block).then((cells) => (cells ? this.lay(start, cells) : this.bring(block.address)));
  }

  /** Texts over the cells of the sheet. */
  private lay(start: HTMLElement, block: string[][]): void {
    const edits = this.cells.block(start, block);
    if (!edits.length) return;
    if (edits.length > MOST) return this.margin.troubled({ kind: "refused", message: say("too-much", { number: edits.length, most: MOST }) });
    this.cells.show(edits);
    this.queue.add(edits);
  }

  /** Off to the page where a pasted table is looked at, once all that was typed is saved. */
  private bring(address: string): void {
    void this.queue.empty().then(() => window.location.assign(address));
  }

  private onFix(event: MouseEvent): void {
    const button = (event.target as Element).closest<HTMLElement>("[data-fix-field]");
    if (!button) return;
    const edits: Edit[] = [{ do: "set", row: button.dataset.fix || null, field: button.dataset.fixField ?? "", before: "", text: button.dataset.fixText ?? "", rule: button.dataset.fixRule ?? null }];
    this.cells.show(edits);
    this.queue.add(edits);
  }

  /** A form that leads away is sent once all that was typed is saved. */
  private savedFirst(event: SubmitEvent): void {
    this.cells.leave();
    const form = event.target as HTMLFormElement;
    if (!this.queue.length || form.matches("[data-take], [method=dialog]")) return;
    event.preventDefault();
    event.stopPropagation();
    void this.queue.empty().then(() => form.requestSubmit(event.submitter));
  }

  private async takeOver(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const word = String(new FormData(event.target as HTMLFormElement).get("word") ?? "");
    const reply = await ask(this.root.dataset.hold ?? "", new URLSearchParams({ do: "take", word })).catch(() => null);
    if (reply?.status !== 200) return this.margin.troubled({ kind: "refused", message: reply?.said.error ?? say("offline") });
    this.mine = true;
    this.root.querySelector<HTMLElement>("[data-held]")?.setAttribute("hidden", "");
    if (this.queue.length) void this.queue.send();
    else window.location.reload();
  }

  /** Who leaves gives the table free, so that a colleague need not wait. */
  private release(): void {
    if (!this.mine || this.queue.length) return;
    navigator.sendBeacon(this.root.dataset.hold ?? "", new URLSearchParams({ do: "release", csrfmiddlewaretoken: csrf() }));
  }
}
