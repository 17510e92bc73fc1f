// Undo and redo: steps of the past, and the pauses of one text as one of them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { type Edit, Past, undone } from "../../../src/jiheng/web/assets/editor/edits";

const set = (before: string, text: string, field = "target"): Edit => ({ do: "set", row: "a", field, before, text });

test("edits are taken back last first, each by its opposite", () => {
  const made: Edit[] = [{ do: "insert", row: "n", after: "a", level1: "L1", level2: "L2" }, set("1", "2")];
  assert.deepEqual(undone(made), [set("2", "1"), { do: "drop", row: "n" }]);
});

test("a dropped row comes back with what it held", () => {
  const [back] = undone([{ do: "drop", row: "n", after: "a", midterm: true, held: { name: "x" } }]);
  assert.deepEqual(back, { do: "insert", row: "n", after: "a", level1: null, level2: null, midterm: true, held: { name: "x" } });
});

test("a moved row goes back to where it was", () => {
  const [back] = undone([{ do: "move", row: "n", after: "b", level1: "L2", level2: "M2", before: { after: "a", level1: "L1", level2: "M1" } }]);
  assert.deepEqual(back, { do: "move", row: "n", after: "a", level1: "L1", level2: "M1" });
});

test("the pauses of one text are one step", () => {
  const past = new Past();
  past.add([set("", "≥")], 0);
  past.add([set("≥", "≥9")], 500);
  past.add([set("≥9", "≥98%")], 1000);
  assert.deepEqual(past.back(), [set("≥98%", "")]);
  assert.deepEqual(past.back(), []);
  assert.deepEqual(past.forth(), [set("", "≥98%")]);
});

test("another cell, a long pause or an undo begins a step of its own", () => {
  const past = new Past();
  past.add([set("", "1")], 0);
  past.add([set("", "2", "name")], 100);
  past.add([set("2", "3", "name")], 9000);
  assert.deepEqual(past.back(), [set("3", "2", "name")]);
  past.add([set("2", "4", "name")], 9100);
  assert.deepEqual(past.forth(), []);
  assert.deepEqual(past.back(), [set("4", "2", "name")]);
  assert.deepEqual(past.back(), [set("2", "", "name")]);
});
