// Texts that the server did not take: kept in the browser with the reason until they are sent again or dropped; a reload loses none.
import type { SetEdit } from "./edits";

/** A text that was not taken: where it was typed, what the place is called, and why it was not taken. */
export interface Left { row: string | null; field: string; text: string; before: string; label: string; why: string; at: number }

/** Where the texts are kept, one for each cell; by table and person, since computers are shared. */
export class LeftStore {
  /** `prefix` names the table and the person. */
  constructor(
    private readonly prefix: string,
    private readonly storage: Storage,
  ) {}

  /** Oldest first. */
  all(): Left[] {
    const names = Array.from({ length: this.storage.length }, (_, number) => this.storage.key(number) ?? "");
    return names.filter((name) => name.startsWith(this.prefix)).flatMap((name) => this.entry(name)).sort((one, other) => one.at - other.at);
  }

  keep(edit: SetEdit, label: string, why: string, at: number): void {
    const { row, field, text, before } = edit;
    try {
      this.storage.setItem(this.name(edit), JSON.stringify({ row, field, text, before, label, why, at } satisfies Left));
    } catch {
      // a full store keeps nothing: the text still stands in its cell
    }
  }

  forget(where: { row: string | null; field: string }): void {
    this.storage.removeItem(this.name(where));
  }

  private name({ row, field }: { row: string | null; field: string }): string {
    return `${this.prefix}${row ?? ""}/${field}`;
  }

  private entry(name: string): Left[] {
    try {
      const left = JSON.parse(this.storage.getItem(name) ?? "") as Left;
      return typeof left.text === "string" && typeof left.field === "string" ? [left] : [];
    } catch {
      return [];
    }
  }
}

/** The edit that sends a text again. */
export function again({ row, field, text, before }: Left): SetEdit {
  return { do: "set", row, field, before, text };
}
