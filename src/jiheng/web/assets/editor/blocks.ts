// A pasted block over the cells of the sheet: to the right and down; lines that go beyond the last row become new rows.
import type { Edit, InsertEdit, SetEdit } from "./edits";

/** A cell as a block needs to know it; `after` stands at one of a blank line: a text there makes a row after that one. */
export interface Place { row: string | null; field: string; text: string; midterm?: boolean; after?: string }
/** A line of the sheet: its cells that can be typed into, and the row of indicators that it is, if it is one. */
export interface SheetLine { key: string; level1: string; level2: string; cells: Place[] }

/** The edits that put `texts` on the lines from `start` on; `fresh` makes keys for the rows that are added. */
export function overlaid(lines: readonly SheetLine[], start: Place, texts: readonly (readonly string[])[], fresh: () => string): Edit[] {
  const top = lines.findIndex((line) => line.cells.includes(start));
  const left = lines[top]?.cells.indexOf(start) ?? -1;
  if (top < 0 || left < 0) return [];
  let last = lines[top] as SheetLine;
  const edits: Edit[] = [];
  texts.forEach((line, down) => {
    const there = lines[top + down];
    if (there && (!last.key || there.key)) {
      const made = begun(there, left, line, fresh);
      last = made.line;
      edits.push(...made.inserts, ...sets(last.cells.slice(left), line));
    } else if (last.key && line.some((text) => text.trim())) {
      const midterm = start.midterm ?? false;
      const made: InsertEdit = { do: "insert", row: fresh(), after: last.key, level1: last.level1 || null, level2: last.level2 || null, ...half(midterm) };
      last = { ...last, key: made.row, cells: last.cells.map((each) => ({ ...each, row: made.row, text: "", field: (each.midterm ?? false) === midterm ? each.field : "" })) };
      edits.push(made, ...sets(last.cells.slice(left), line));
    }
  });
  return edits;
}

/** A line on which texts are put: where it is a blank one, with the rows that they make, one for each half. */
function begun(line: SheetLine, left: number, texts: readonly string[], fresh: () => string): { line: SheetLine; inserts: InsertEdit[] } {
  const keys = new Map<boolean, string>();
  const inserts: InsertEdit[] = [];
  line.cells.slice(left).forEach((cell, right) => {
    const midterm = cell.midterm ?? false;
    if (cell.after === undefined || !texts[right]?.trim() || keys.has(midterm)) return;
    keys.set(midterm, fresh());
    inserts.push({ do: "insert", row: keys.get(midterm) ?? "", after: cell.after || null, level1: line.level1 || null, level2: line.level2 || null, ...half(midterm) });
  });
  const cells = line.cells.map((each) => (each.after === undefined ? each : { ...each, row: keys.get(each.midterm ?? false) ?? null, field: keys.has(each.midterm ?? false) ? each.field : "" }));
  return { line: { ...line, key: line.key || (inserts[0]?.row ?? ""), cells }, inserts };
}

function sets(cells: readonly Place[], texts: readonly string[]): SetEdit[] {
  return texts.flatMap((text, right) => {
    const cell = cells[right];
    return cell?.field && cell.text !== text.trim() ? [{ do: "set", row: cell.row, field: cell.field, before: cell.text, text: text.trim() } as SetEdit] : [];
  });
}

function half(midterm: boolean): { midterm?: true } {
  return midterm ? { midterm } : {};
}
