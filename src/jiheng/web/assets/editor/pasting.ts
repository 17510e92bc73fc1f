// A block from the clipboard: one text stays here, a table of Excel or Word is cut into cells by the server's own readers.
import { ask } from "./asking";

/** The cells of the block, or a sentence that says why there are none. */
export async function pasted(address: string, clipboard: { text: string; html: string }): Promise<string[][] | string> {
  if (!/<t[dhr]/i.test(clipboard.html)) return simple(clipboard.text);
  const reply = await ask(address, new URLSearchParams(clipboard)).catch(() => null);
  return reply?.said.cells ?? reply?.said.error ?? simple(clipboard.text);
}

/** Rows by lines, cells by tabs; a cell in quotes may hold lines of its own, as spreadsheets copy them. */
export function simple(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const match of text.replaceAll("\r\n", "\n").replace(/\n+$/, "").matchAll(/("(?:[^"]|"")*"(?=[\t\n]|$)|[^\t\n]*)(\t|\n|$)/g)) {
    const [whole, cell = "", end] = match;
    if (!whole && match.index > 0) break;
    rows.at(-1)?.push(cell.startsWith('"') && cell.endsWith('"') && cell.length > 1 && /[\t\n"]/.test(cell.slice(1, -1)) ? cell.slice(1, -1).replaceAll('""', '"') : cell);
    if (end === "\n") rows.push([]);
    if (!end) break;
  }
  return rows;
}
