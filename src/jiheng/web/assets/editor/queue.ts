// The queue of edits that the server has not acknowledged: kept in the browser, sent one after the other, never lost.
import type { Reply, Said } from "./asking";
import type { Edit } from "./edits";
import { freshToken } from "./random";

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
export type Trouble = { kind: "offline" | "signed-out" | "held" | "old" | "refused"; message: string; sheet?: string; revision?: number; sign_in?: string; holder?: string };

/** Where sendings are kept until they are acknowledged. */
export interface Store {
  kept(): Sending[];
  keep(sending: Sending): void;
  forget(sending: Sending): void;
}

/** What the queue tells the page. */
export interface Hearer {
  answered(answer: Answer, sent: Sending): void;
  troubled(trouble: Trouble, sent: Sending): void;
  waiting(number: number): void;
}
export type Post = (sending: Sending) => Promise<Reply<Said | Answer>>;

const RETRY = 3000;
const WAIT_FOR_COLLEAGUE = 15000;

export class Queue {
  private readonly held: Sending[];
  private busy = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private drained: (() => void)[] = [];

  constructor(
    private revision: number,
    private readonly store: Store,
    private readonly post: Post,
    private readonly hearer: Hearer,
  ) {
    this.held = store.kept();
  }

  get length(): number {
    return this.held.length;
  }

  /** The edits that wait, in order. */
  get edits(): Edit[] {
    return this.held.flatMap((each) => each.edits);
  }

  /** Edits typed: kept in the browser at once, and sent. */
  add(edits: Edit[], past = true): void {
    const sending = { token: freshToken(), base: this.revision, edits, past };
    this.held.push(sending);
    this.store.keep(sending);
    this.hearer.waiting(this.held.length);
    void this.send();
  }

  /** Done when nothing waits any more. */
  empty(): Promise<void> {
    return this.held.length ? new Promise((done) => this.drained.push(done)) : Promise.resolve();
  }

  /** Send what waits, oldest first. */
  async send(): Promise<void> {
    const next = this.held[0];
    if (this.busy || !next) return;
    this.busy = true;
    clearTimeout(this.timer);
    const reply = await this.post(next).catch(() => null);
    this.busy = false;
    if (reply?.status === 200) this.done(reply.said as Answer, next);
    else if (!reply || reply.status >= 500 || (reply.status === 403 && !(reply.said as Said).error)) this.later(RETRY, { kind: "offline", message: "" }, next);
    else this.refuse(reply.status, reply.said as Said, next);
  }

  private later(pause: number, trouble: Trouble, next: Sending): void {
    this.timer = setTimeout(() => void this.send(), pause);
    this.hearer.troubled(trouble, next);
  }

  /** A sending that the server did not take: one that can be sent later stays, one that can't is handed back to the person. */
  private refuse(status: number, said: Said, sending: Sending): void {
    const { error: message = "", ...rest } = said;
    if (status === 401) return this.hearer.troubled({ kind: "signed-out", message, ...rest }, sending);
    if (status === 423) return this.later(WAIT_FOR_COLLEAGUE, { kind: "held", message, ...rest }, sending);
    this.drop(sending);
    if (said.revision) this.revision = said.revision;
    this.hearer.troubled({ kind: status === 409 ? "old" : "refused", message, ...rest }, sending);
    void this.send();
  }

  /** What was typed before the answer came was typed on the page that the answer makes. */
  private done(answer: Answer, sent: Sending): void {
    this.drop(sent);
    this.revision = Math.max(this.revision, answer.revision);
    if (answer.revision <= sent.base + 1) {
      for (const each of this.held) {
        each.base = Math.max(each.base, answer.revision);
        this.store.keep(each);
      }
    }
    this.hearer.answered(answer, sent);
    void this.send();
  }

  private drop(sending: Sending): void {
    this.held.splice(this.held.indexOf(sending), 1);
    this.store.forget(sending);
    this.hearer.waiting(this.held.length);
    if (this.held.length) return;
    for (const done of this.drained.splice(0)) done();
  }
}
