// Blocks from a clipboard: cut into cells, laid over the sheet, new rows for lines beyond the last.
import assert from "node:assert/strict";
import { test } from "node:test";
import { overlaid, type Place, type SheetLine } from "../../../src/jiheng/web/assets/editor/blocks";
import { simple } from "../../../src/jiheng/web/assets/editor/pasting";

const place = (row: string, field: string, text = ""): Place => ({ row, field, text });
const line = (key: string): SheetLine => ({ key, level1: "L1", level2: "L2", cells: [place(key, "name"), place(key, "target")] });

test("lines are rows and tabs are cells", () => {
  assert.deepEqual(simple("a\tb\r\nc\t\r\n"), [["a", "b"], ["c", ""]]);
  assert.deepEqual(simple("a"), [["a"]]);
  assert.deepEqual(simple(""), [[""]]);
});

test("a cell in quotes holds lines and quotes of its own", () => {
  assert.deepEqual(simple('"a\nb"\t"c""d"\ne\t"f"'), [["a\nb", 'c"d'], ["e", '"f"']]);
});

test("quotes that only stand in a text stay", () => {
  assert.deepEqual(simple('称"甲"者\t"乙'), [['称"甲"者', '"乙']]);
});

test("a block lies over the cells to the right and down, what is the same is left", () => {
  const lines = [line("a"), line("b")];
  (lines[1]?.cells[0] as Place).text = "same";
  const edits = overlaid(lines, lines[0]?.cells[0] as Place, [["1", "2", "too far"], ["same", "3"]], () => "n");
  assert.deepEqual(edits.map((each) => [each.row, "field" in each && each.field, "text" in each && each.text]), [["a", "name", "1"], ["a", "target", "2"], ["b", "target", "3"]]);
});

test("lines beyond the last row become rows of its branch", () => {
  const lines = [line("a")];
  let number = 0;
  const edits = overlaid(lines, lines[0]?.cells[0] as Place, [["1", "2"], ["3", "4"], ["", ""], ["5"]], () => `n${++number}`);
  const made = edits.filter((each) => each.do === "insert");
  assert.deepEqual(made, [
    { do: "insert", row: "n1", after: "a", level1: "L1", level2: "L2" },
    { do: "insert", row: "n2", after: "n1", level1: "L1", level2: "L2" },
  ]);
  assert.deepEqual(edits.filter((each) => each.do === "set").at(-1), { do: "set", row: "n2", field: "name", before: "", text: "5" });
});

test("a block in the head of the form never makes rows", () => {
  const head: SheetLine = { key: "", level1: "", level2: "", cells: [{ row: null, field: "goal", text: "" }] };
  assert.equal(overlaid([head], head.cells[0] as Place, [["1"], ["2"]], () => "n").length, 1);
});

test("a block on a blank line makes its row, and the following ones go behind it under the same levels", () => {
  const blank: SheetLine = { key: "", level1: "L1", level2: "L2", cells: [{ ...place("", "name"), row: null, after: "z" }, { ...place("", "target"), row: null, after: "z" }] };
  let number = 0;
  const edits = overlaid([blank, { ...blank, level2: "L3" }], blank.cells[0] as Place, [["1", "2"], ["3", "4"]], () => `n${++number}`);
  assert.deepEqual(edits.filter((each) => each.do === "insert"), [
    { do: "insert", row: "n1", after: "z", level1: "L1", level2: "L2" },
    { do: "insert", row: "n2", after: "n1", level1: "L1", level2: "L2" },
  ]);
  assert.deepEqual(edits.flatMap((each) => (each.do === "set" ? [[each.row, each.field, each.text]] : [])), [["n1", "name", "1"], ["n1", "target", "2"], ["n2", "name", "3"], ["n2", "target", "4"]]);
});

test("a block on a blank line of the mid-term half makes a row there, and leaves the annual row beside it", () => {
  const cells: Place[] = [{ row: null, field: "name", text: "", midterm: true, after: "" }, { row: null, field: "target", text: "", midterm: true, after: "" }, place("a", "name", "annual")];
  const line: SheetLine = { key: "a", level1: "L1", level2: "L2", cells };
  const edits = overlaid([line], cells[0] as Place, [["1", "2"]], () => "n");
  assert.deepEqual(edits, [
    { do: "insert", row: "n", after: null, level1: "L1", level2: "L2", midterm: true },
    { do: "set", row: "n", field: "name", before: "", text: "1" },
    { do: "set", row: "n", field: "target", before: "", text: "2" },
  ]);
});
