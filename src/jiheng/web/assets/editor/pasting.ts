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
