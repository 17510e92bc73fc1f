// A block from the clipboard: one text stays here, a table of Excel or Word is cut into cells by the server's own readers.
import { csrf } from "./queue";

/** The cells of the block, or a sentence that says why there are none. */
export async function pasted(address: string, clipboard: DataTransfer): Promise<string[][] | string> {
  const text = clipboard.getData("text/plain");
  const html = clipboard.getData("text/html");
  if (!/<t[dhr]/i.test(html)) return simple(text);
  const body = new URLSearchParams({ html, text });
  const response = await fetch(address, { method: "POST", body, headers: { "X-CSRFToken": csrf(), Accept: "application/json" } });
  const said = (await response.json()) as { cells?: string[][]; error?: string };
  return said.cells ?? said.error ?? simple(text);
}

/** Rows by lines, cells by tabs, as every spreadsheet copies them. */
export function simple(text: string): string[][] {
  return text.replaceAll("\r\n", "\n").replace(/\n+$/, "").split("\n").map((line) => line.split("\t"));
}
