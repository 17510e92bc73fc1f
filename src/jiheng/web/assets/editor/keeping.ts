// Sendings in the browser's own store: one entry each, so that two tabs never overwrite each other; by person, since computers are shared.
import type { Sending, Store } from "./queue";

interface Entry { at: number; sending: Sending }

export class BrowserStore implements Store {
  private count = 0;
  private readonly at = new Map<string, number>();

  /** `prefix` names the table and the person. */
  constructor(
    private readonly prefix: string,
    private readonly storage: Storage,
  ) {}

  kept(): Sending[] {
    const names = Array.from({ length: this.storage.length }, (_, number) => this.storage.key(number) ?? "");
    const found = names.filter((name) => name.startsWith(this.prefix)).flatMap((name) => this.entry(name));
    return found.sort((one, other) => one.at - other.at).map((each) => each.sending);
  }

  keep(sending: Sending): void {
    const at = this.at.get(sending.token) ?? Date.now() + this.count++ / 1000;
    this.at.set(sending.token, at);
    try {
      this.storage.setItem(this.prefix + sending.token, JSON.stringify({ at, sending } satisfies Entry));
    } catch {
      // a full store keeps nothing: the sending itself still goes to the server
    }
  }

  forget(sending: Sending): void {
    this.storage.removeItem(this.prefix + sending.token);
  }

  private entry(name: string): Entry[] {
    try {
      const entry = JSON.parse(this.storage.getItem(name) ?? "") as Entry;
      this.at.set(entry.sending.token, entry.at);
      return [entry];
    } catch {
      return [];
    }
  }
}
