// Edits as the server takes them, and the lists of them that make undo and redo. Meanings are read on the server only.

export interface SetEdit { do: "set"; row: string | null; field: string; before: string; text: string }
export interface InsertEdit { do: "insert"; row: string; after: string | null; level1: string | null; level2: string | null; midterm?: boolean; held?: unknown }
export interface MoveEdit { do: "move"; row: string; after: string | null; level1: string | null; level2: string | null; before?: Record<string, string | null> }
export interface DropEdit { do: "drop"; row: string; after?: string | null; midterm?: boolean; held?: unknown }
export type Edit = SetEdit | InsertEdit | MoveEdit | DropEdit;

/** The edits that take made ones back, last first; the same law as on the server. */
export function undone(edits: readonly Edit[]): Edit[] {
  return [...edits].reverse().map(opposite);
}

function opposite(edit: Edit): Edit {
  switch (edit.do) {
    case "set":
      return { ...edit, before: edit.text, text: edit.before };
    case "insert":
      return { do: "drop", row: edit.row };
    case "drop":
      return { do: "insert", row: edit.row, after: edit.after ?? null, level1: null, level2: null, midterm: edit.midterm ?? false, held: edit.held };
    case "move":
      return { do: "move", row: edit.row, after: edit.before?.after ?? null, level1: edit.before?.level1 ?? null, level2: edit.before?.level2 ?? null };
  }
}

/** What was done and can be taken back, what was taken back and can be done again; each entry is one sending. */
export class Past {
  private done: Edit[][] = [];
  private gone: Edit[][] = [];

  /** Remember edits that the server has made. */
  add(edits: Edit[]): void {
    if (!edits.length) return;
    this.done.push(edits);
    this.gone = [];
  }

  /** The edits that take the last ones back; none where nothing was done. */
  back(): Edit[] {
    const last = this.done.pop();
    if (!last) return [];
    this.gone.push(last);
    return undone(last);
  }

  /** The edits that do again what was taken back last. */
  forth(): Edit[] {
    const last = this.gone.pop();
    if (!last) return [];
    this.done.push(last);
    return last;
  }
}

/** A key for a new row, as the server makes them. */
export function freshKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(4))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
