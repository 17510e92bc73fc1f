// Words that scripts show, in the language of the page; the server hands them over, translated, as JSON in the page.

let words: Record<string, string> | null = null;

function held(): Record<string, string> {
  words ??= JSON.parse(document.getElementById("words")?.textContent ?? "{}") as Record<string, string>;
  return words;
}

/** The words of a name with what they speak of: `say("saved", { number: 3 })`. */
export function say(name: string, about: Record<string, string | number> = {}): string {
  return (held()[name] ?? name).replace(/\{(\w+)\}/g, (whole, key: string) => String(about[key] ?? whole));
}
