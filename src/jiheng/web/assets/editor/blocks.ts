// A pasted block over the cells of the sheet: to the right and down; lines that go beyond the last row become new rows.
import type { Edit, InsertEdit, SetEdit } from "./edits";

/** A cell as a block needs to know it. */
export interface Place { row: string | null; field: string; text: string }
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
      last = there;
      edits.push(...sets(there.cells.slice(left), line));
    } else if (last.key && line.some((text) => text.trim())) {
      const made: InsertEdit = { do: "insert", row: fresh(), after: last.key, level1: last.level1 || null, level2: last.level2 || null };
      last = { ...last, key: made.row, cells: last.cells.map((each) => ({ ...each, row: made.row, text: "" })) };
      edits.push(made, ...sets(last.cells.slice(left), line));
    }
  });
  return edits;
}

function sets(cells: readonly Place[], texts: readonly string[]): SetEdit[] {
  return texts.flatMap((text, right) => {
    const cell = cells[right];
    return cell && cell.text !== text.trim() ? [{ do: "set", row: cell.row, field: cell.field, before: cell.text, text: text.trim() } as SetEdit] : [];
  });
}
