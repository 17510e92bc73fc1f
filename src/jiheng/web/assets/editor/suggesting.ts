// Indicators of the library, offered below a name while it is typed; arrows and Enter choose, Escape lets it be.
import { say } from "./words";

const PAUSE = 200;
interface Suggestion { name: string; kind: string; definition: string; formula: string; unit: string; sign: string; source: string; usual: string[]; others: string[] }

/** Offer indicators in the sheet of an editor. */
export function startSuggesting(root: HTMLElement): void {
  const address = (root.dataset.edits ?? "").replace(/edits$/, "suggest");
  const offers = new Offers(address);
  root.addEventListener("input", (event) => offers.typed(event.target as HTMLElement));
  root.addEventListener("focusin", (event) => offers.typed(event.target as HTMLElement));
  root.addEventListener("focusout", () => offers.close());
  root.addEventListener("keydown", (event) => offers.onKey(event), { capture: true });
}

class Offers {
  private readonly list = document.createElement("ul");
  private area: HTMLTextAreaElement | null = null;
  private timer = 0;
  private asked = 0;
  private chosen = -1;

  constructor(private readonly address: string) {
    this.list.className = "suggestions";
    this.list.id = "suggestions";
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", say("suggested"));
  }

  /** Something is typed into a cell: ask for what fits, once the keys are still. */
  typed(field: HTMLElement): void {
    const cell = field.closest<HTMLElement>('[data-field="name"]');
    window.clearTimeout(this.timer);
    if (!(field instanceof HTMLTextAreaElement) || !cell) return this.close();
    this.area = field;
    this.timer = window.setTimeout(() => void this.ask(field, cell), PAUSE);
  }

  onKey(event: KeyboardEvent): void {
    if (!this.list.isConnected || event.isComposing) return;
    const last = this.list.children.length - 1;
    if (event.key === "ArrowDown") this.choose(Math.min(this.chosen + 1, last));
    else if (event.key === "ArrowUp" && this.chosen >= 0) this.choose(this.chosen - 1);
    else if (event.key === "Enter" && this.chosen >= 0) this.take(this.chosen);
    else if (event.key === "Escape" && this.chosen >= 0) this.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  close(): void {
    window.clearTimeout(this.timer);
    this.asked += 1;
    this.chosen = -1;
    this.list.remove();
    this.area?.removeAttribute("aria-activedescendant");
  }

  private async ask(area: HTMLTextAreaElement, cell: HTMLElement): Promise<void> {
    this.asked += 1;
    const mine = this.asked;
    const words = new URLSearchParams({ q: area.value.trim(), level2: cell.closest("tr")?.dataset.level2 ?? "" });
    try {
      const response = await fetch(`${this.address}?${words}`, { headers: { Accept: "application/json" } });
      const said = response.ok ? ((await response.json()) as { indicators: Suggestion[] }).indicators : [];
      if (mine === this.asked && area.isConnected) this.show(area, said.filter((each) => each.name !== area.value.trim()));
    } catch {
      this.list.remove(); // without a connection nothing is offered; what is typed is kept anyway
    }
  }

  private show(area: HTMLTextAreaElement, found: Suggestion[]): void {
    this.chosen = -1;
    this.list.replaceChildren(...found.map((each, at) => this.item(each, at)));
    if (!found.length) return this.list.remove();
    area.setAttribute("aria-controls", this.list.id);
    const { left, bottom } = area.getBoundingClientRect();
    this.list.style.left = `${Math.max(8, Math.min(left, window.innerWidth - 340))}px`;
    this.list.style.top = `${bottom + 2}px`;
    document.body.append(this.list);
  }

  private item(each: Suggestion, at: number): HTMLLIElement {
    const item = document.createElement("li");
    item.id = `suggestion-${at}`;
    item.setAttribute("role", "option");
    item.title = [each.formula, each.source].filter(Boolean).join("\n");
    const name = document.createElement("strong");
    name.textContent = each.name;
    const usual = each.usual.length ? `${each.kind} · ${each.sign}${each.usual.join("、")}` : each.kind;
    const others = each.others.length ? ` · ${say("others", { low: each.others[0] ?? "", middle: each.others[1] ?? "", high: each.others[2] ?? "", unit: each.unit })}` : "";
    const more = document.createElement("small");
    more.textContent = `${usual}${others}`;
    const meaning = document.createElement("small");
    meaning.textContent = each.definition;
    item.append(name, more, meaning);
    item.addEventListener("mousedown", (event) => { event.preventDefault(); this.take(at); });
    return item;
  }

  private choose(at: number): void {
    this.chosen = at;
    for (const [number, item] of [...this.list.children].entries()) item.setAttribute("aria-selected", String(number === at));
    if (at >= 0) this.area?.setAttribute("aria-activedescendant", `suggestion-${at}`);
    this.list.children[at]?.scrollIntoView({ block: "nearest" });
  }

  private take(at: number): void {
    const name = this.list.children[at]?.querySelector("strong")?.textContent;
    const area = this.area;
    if (!name || !area) return;
    area.value = name;
    area.dispatchEvent(new InputEvent("input", { bubbles: true }));
    this.close();
  }
}
