// Edits as the server takes them, and the lists of them that make undo and redo. Meanings are read on the server only.

export interface SetEdit { do: "set"; row: string | null; field: string; before: string; text: string; rule?: string | null }
export interface InsertEdit { do: "insert"; row: string; after: string | null; level1: string | null; level2: string | null; midterm?: boolean; held?: unknown }
export interface MoveEdit { do: "move"; row: string; after: string | null; level1: string | null; level2: string | null; before?: Record<string, string | null> }
export interface DropEdit { do: "drop"; row: string; after?: string | null; midterm?: boolean; held?: unknown }
export type Edit = SetEdit | InsertEdit | MoveEdit | DropEdit;

/** Milliseconds within which going on typing in a cell is one step of the past. */
const ONE_STEP = 4000;

/** The edits that take made ones back, last first; the same law as on the server. */
export function undone(edits: readonly Edit[]): Edit[] {
  return [...edits].reverse().map(opposite);
}

function opposite(edit: Edit): Edit {
  switch (edit.do) {
    case "set":
      return { do: "set", row: edit.row, field: edit.field, before: edit.text, text: edit.before };
    case "insert":
      return { do: "drop", row: edit.row };
    case "drop":
      return { do: "insert", row: edit.row, after: edit.after ?? null, level1: null, level2: null, midterm: edit.midterm ?? false, held: edit.held };
    case "move":
      return { do: "move", row: edit.row, after: edit.before?.after ?? null, level1: edit.before?.level1 ?? null, level2: edit.before?.level2 ?? null };
  }
}

/** What was done and can be taken back, what was taken back and can be done again; each entry is one step. */
export class Past {
  private done: Edit[][] = [];
  private gone: Edit[][] = [];
  private at = -Infinity;

  /** Remember edits that the server has made at a time (ms); the pauses of one text are one step. */
  add(edits: Edit[], now: number): void {
    if (!edits.length) return;
    const joined = now - this.at < ONE_STEP ? goesOn(this.done.at(-1), edits) : null;
    if (joined) this.done[this.done.length - 1] = joined;
    else this.done.push(edits);
    this.gone = [];
    this.at = now;
  }

  /** The edits that take the last step back; none where nothing was done. */
  back(): Edit[] {
    const last = this.done.pop();
    if (!last) return [];
    this.gone.push(last);
    this.at = -Infinity;
    return undone(last);
  }

  /** The edits that do again what was taken back last. */
  forth(): Edit[] {
    const last = this.gone.pop();
    if (!last) return [];
    this.done.push(last);
    this.at = -Infinity;
    return last;
  }
}

/** The two as one step, where the second goes on typing where the first stopped. */
function goesOn(last: Edit[] | undefined, edits: Edit[]): Edit[] | null {
  const [first, second] = [last?.[0], edits[0]];
  if (last?.length !== 1 || edits.length !== 1 || first?.do !== "set" || second?.do !== "set") return null;
  return first.row === second.row && first.field === second.field && first.text === second.before ? [{ ...first, text: second.text }] : null;
}
