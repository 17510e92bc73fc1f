// The queue of edits: what waits, in which order it is sent, and what becomes of a sending that is not taken.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Reply, Said } from "../../../src/jiheng/web/assets/editor/asking";
import type { Edit } from "../../../src/jiheng/web/assets/editor/edits";
import { type Answer, Queue, type Sending, type Store, type Trouble } from "../../../src/jiheng/web/assets/editor/queue";

const edit = (text: string): Edit => ({ do: "set", row: "a", field: "target", before: "", text });

class Kept implements Store {
  readonly held = new Map<string, Sending>();
  kept(): Sending[] { return [...this.held.values()].map((each) => structuredClone(each)); }
  keep(sending: Sending): void { this.held.set(sending.token, structuredClone(sending)); }
  forget(sending: Sending): void { this.held.delete(sending.token); }
}

function answer(revision: number): Reply<Answer> {
  return { status: 200, said: { revision, made: [], readings: {}, findings: [], counts: {}, blocking: 0, equation: null, refused: [] } };
}

function office(replies: (Reply<Said | Answer> | "broken")[], store = new Kept()) {
  const [sent, troubles, answers]: [Sending[], Trouble[], number[]] = [[], [], []];
  const post = async (sending: Sending) => {
    sent.push(structuredClone(sending));
    const reply = replies.shift();
    if (!reply || reply === "broken") throw new Error("no line");
    return reply;
  };
  const hearer = {
    answered: (said: Answer) => void answers.push(said.revision),
    troubled: (trouble: Trouble) => void troubles.push(trouble),
    waiting: () => undefined,
  };
  return { queue: new Queue(5, store, post, hearer), store, sent, troubles, answers };
}

const rest = () => new Promise((done) => setTimeout(done, 5));

test("one is sent after the other, each on the page that the last made", async () => {
  const { queue, sent, answers } = office([answer(6), answer(7)]);
  queue.add([edit("1")]);
  queue.add([edit("2")]);
  await queue.empty();
  assert.deepEqual(sent.map((each) => each.base), [5, 6]);
  assert.deepEqual(answers, [6, 7]);
});

test("what a broken line kept back outlives the page, with the page that it was typed on", async () => {
  const first = office(["broken"]);
  first.queue.add([edit("1")]);
  await rest();
  assert.equal(first.troubles[0]?.kind, "offline");
  const second = office([answer(6)], first.store);
  void second.queue.send();
  await second.queue.empty();
  assert.equal(second.sent[0]?.base, 5);
  assert.equal(second.sent[0]?.token, first.sent[0]?.token);
  assert.equal(first.store.held.size, 0);
});

test("a session that ended keeps the sending", async () => {
  const { queue, store, troubles } = office([{ status: 401, said: { sign_in: "/in/" } }]);
  queue.add([edit("1")]);
  await rest();
  assert.equal(troubles[0]?.kind, "signed-out");
  assert.equal(store.held.size, 1);
});

test("an old page hands the sending back and goes on from the newest", async () => {
  const { queue, sent, troubles } = office([{ status: 409, said: { error: "…", revision: 9 } }, answer(10)]);
  queue.add([edit("1")]);
  await rest();
  assert.equal(troubles[0]?.kind, "old");
  queue.add([edit("2")]);
  await queue.empty();
  assert.equal(sent[1]?.base, 9);
});

test("a merged answer does not pass what was typed before as typed after", async () => {
  const { queue, sent } = office([answer(8), answer(9)]);
  queue.add([edit("1")]);
  queue.add([edit("2")]);
  await queue.empty();
  assert.deepEqual(sent.map((each) => each.base), [5, 5]);
});

test("a sending that can't be is handed back and does not hold up the next", async () => {
  const { queue, troubles, answers } = office([{ status: 422, said: { error: "no" } }, answer(6)]);
  queue.add([edit("1")]);
  queue.add([edit("2")]);
  await queue.empty();
  assert.deepEqual([troubles[0]?.kind, answers], ["refused", [6]]);
});

test("a server that fails, or a page whose token is old, is asked again", async () => {
  for (const status of [500, 503, 403]) {
    const { queue, store } = office([{ status, said: {} }]);
    queue.add([edit("1")]);
    await rest();
    assert.equal(store.held.size, 1, String(status));
  }
});
