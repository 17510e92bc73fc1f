// The queue of edits that the server has not acknowledged: kept in the browser, sent one after the other, never lost.
import type { Edit } from "./edits";

export interface Sending { token: string; base: number; edits: Edit[]; past: boolean }
export interface Answer {
  revision: number;
  made: Edit[];
  sheet?: string;
  readings: Record<string, string>;
  findings: Finding[];
  counts: Record<string, number>;
  blocking: number;
  equation: Equation | null;
  refused: { edit: number; message: string }[];
}
export interface Finding {
  cell: string; row: string; field: string; rule: string; severity: "error" | "warning" | "info"; message: string; fingerprint: string;
  fix: { before: string; text: string; safe: boolean; field: string } | null;
}
export interface Equation { lines: string[]; sum: string; total: string; state: string; open: string[] }
export type Trouble = { kind: "offline" | "signed-out" | "held" | "old" | "refused"; message: string; sheet?: string; revision?: number; sign_in?: string };

const RETRY = 3000;

export class Queue {
  private waiting: Sending[] = [];
  private busy = false;
  private timer = 0;

  constructor(
    private readonly address: string,
    private readonly name: string,
    private revision: number,
    private readonly answered: (answer: Answer, sent: Sending) => void,
    private readonly troubled: (trouble: Trouble, sent: Sending) => void,
    private readonly changed: (waiting: number) => void,
  ) {
    this.waiting = this.kept();
  }

  get length(): number {
    return this.waiting.length;
  }

  get base(): number {
    return this.revision;
  }

  /** Edits typed: kept in the browser at once, and sent. */
  add(edits: Edit[], past = true): void {
    this.waiting.push({ token: crypto.randomUUID(), base: this.revision, edits, past });
    this.keep();
    void this.send();
  }

  /** Send what waits, oldest first. */
  async send(): Promise<void> {
    const next = this.waiting[0];
    if (this.busy || !next) return;
    this.busy = true;
    window.clearTimeout(this.timer);
    try {
      const answer = await this.post({ ...next, base: Math.max(next.base, this.revision) });
      this.busy = false;
      if (answer) this.done(answer, next);
    } catch {
      this.busy = false;
      this.troubled({ kind: "offline", message: "" }, next);
      this.timer = window.setTimeout(() => void this.send(), RETRY);
    }
  }

  private async post(sending: Sending): Promise<Answer | null> {
    const response = await fetch(this.address, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": csrf() },
      body: JSON.stringify({ token: sending.token, base: sending.base, edits: sending.edits }),
    });
    if (response.ok) return (await response.json()) as Answer;
    if (response.status >= 500) throw new Error("server");
    const said = (await response.json().catch(() => ({}))) as { error?: string; sheet?: string; revision?: number; sign_in?: string };
    this.refuse(response.status, said, sending);
    return null;
  }

  /** A sending that the server did not take: one that can be sent later stays, one that can't is handed back to the person. */
  private refuse(status: number, said: { error?: string; sheet?: string; revision?: number; sign_in?: string }, sending: Sending): void {
    const kind = status === 401 ? "signed-out" : status === 423 ? "held" : status === 409 ? "old" : "refused";
    if (kind === "old" || kind === "refused") {
      this.waiting.shift();
      if (said.revision) this.revision = said.revision;
      this.keep();
    }
    this.troubled({ kind, message: said.error ?? "", sheet: said.sheet, revision: said.revision, sign_in: said.sign_in }, sending);
  }

  private done(answer: Answer, sent: Sending): void {
    this.waiting.shift();
    this.revision = answer.revision;
    this.keep();
    this.answered(answer, sent);
    void this.send();
  }

  private keep(): void {
    if (this.waiting.length) localStorage.setItem(this.name, JSON.stringify(this.waiting));
    else localStorage.removeItem(this.name);
    this.changed(this.waiting.length);
  }

  private kept(): Sending[] {
    try {
      return JSON.parse(localStorage.getItem(this.name) ?? "[]") as Sending[];
    } catch {
      return [];
    }
  }
}

/** The token that Django wants beside a POST; it stands in every form of the page. */
export function csrf(): string {
  return document.querySelector<HTMLInputElement>("input[name=csrfmiddlewaretoken]")?.value ?? "";
}
