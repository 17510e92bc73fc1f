// A block from the clipboard: one text stays here, a table of Excel or Word is cut into cells by the server's own readers.
import { ask } from "./asking";

/** A block that is a table by itself: the page on which it is looked at first, how many rows it has, and how many were mended as it was read. */
export interface Whole { address: string; rows: number; mends: number; cells: string[][] }

/** The cells of the block, the whole table that it is, or a sentence that says why there is none. */
export async function pasted(address: string, clipboard: { text: string; html: string }): Promise<string[][] | Whole | string> {
  const cells = simple(clipboard.text);
  if (!/<t[dhr]/i.test(clipboard.html) && !mayBeTable(cells)) return cells;
  const reply = await ask(address, new URLSearchParams(clipboard)).catch(() => null);
  const said = reply?.said;
  if (said?.whole) return { address: said.whole, rows: said.rows ?? 0, mends: said.mends ?? 0, cells: said.cells ?? [] };
  return said?.cells ?? said?.error ?? cells;
}

/** Whether the server is asked what a block of plain text is: two lines of two cells may have heads of columns over them. */
function mayBeTable(cells: readonly string[][]): boolean {
  return cells.filter((line) => line.length > 1).length > 1;
}

/** Rows by lines, cells by tabs; a cell in quotes may hold lines of its own, as spreadsheets copy them. */
export function simple(text: string): string[][] {
  const rows: string[][] = [[]];
  let end: string | undefined;
  for (const match of text.replaceAll("\r\n", "\n").replace(/\n+$/, "").matchAll(/("(?:[^"]|"")*"(?=[\t\n]|$)|[^\t\n]*)(\t|\n|$)/g)) {
    if (end === "") break;
    const cell = match[1] ?? "";
    end = match[2];
    rows.at(-1)?.push(/^".*[\t\n"].*"$/s.test(cell) ? cell.slice(1, -1).replaceAll('""', '"') : cell);
    if (end === "\n") rows.push([]);
  }
  return rows;
}
