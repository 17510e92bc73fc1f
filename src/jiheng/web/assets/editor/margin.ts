// The margin beside the sheet: findings, the equation, whether all is saved, what went wrong.
import { csrf } from "./asking";
import { sign, use } from "./drawing";
import type { Answer, Equation, Finding, Trouble } from "./queue";
import { say } from "./words";

const SEVERITIES = ["error", "warning", "info"] as const;

export class Margin {
  constructor(private readonly root: HTMLElement) {}

  waiting(number: number): void {
    const saved = this.find("[data-saved]");
    saved?.classList.toggle("waiting", number > 0);
    if (number) saved?.replaceChildren(use("loader-2"), " ", say("saving", { number }));
  }

  answered(answer: Answer): void {
    const now = new Date().toLocaleTimeString("zh-CN", { hour: "2-digit", minute: "2-digit" });
    this.find("[data-saved]")?.replaceChildren(use("check"), " ", say("saved", { number: answer.revision, at: now }));
    this.find("[data-version]")?.replaceChildren(say("version", { number: answer.revision }));
    this.offline(false);
    for (const field of this.root.querySelectorAll<HTMLInputElement>("[data-revision-field]")) field.value = String(answer.revision);
    this.findings(answer.findings);
    this.equation(answer.equation);
    this.blocking(answer);
    const told = this.find("[data-told]");
    const said = say("found", { errors: answer.counts.error ?? 0, warnings: answer.counts.warning ?? 0, notes: answer.counts.info ?? 0 });
    if (told && told.textContent !== said) told.textContent = said;
  }

  troubled(trouble: Trouble): void {
    if (trouble.kind === "offline") return this.offline(true);
    this.offline(false);
    const saved = this.find("[data-saved]");
    saved?.classList.add("waiting");
    if (trouble.kind === "held") this.held(trouble);
    if (trouble.kind !== "signed-out") return saved?.replaceChildren(use("alert-triangle"), ` ${trouble.message}`);
    const link = document.createElement("a");
    link.href = `${trouble.sign_in ?? "/account/login/"}?next=${encodeURIComponent(window.location.pathname)}`;
    link.textContent = say("signed-out");
    saved?.replaceChildren(use("lock"), " ", link);
  }

  private held(trouble: Trouble): void {
    const banner = this.find("[data-held]");
    if (!banner) return;
    banner.hidden = false;
    const word = banner.querySelector("[data-held-word]");
    if (word) word.textContent = trouble.message;
  }

  private offline(off: boolean): void {
    const banner = this.find("[data-offline]");
    if (banner) banner.hidden = !off;
  }

  private blocking(answer: Answer): void {
    const line = this.find("[data-blocking]");
    if (!line) return;
    line.hidden = answer.blocking === 0;
    const said = line.querySelector("span");
    if (said) said.textContent = say("blocking", { number: answer.blocking });
    const warned = this.find("[data-warned]");
    if (warned) warned.hidden = !answer.counts.warning;
  }

  private findings(found: Finding[]): void {
    const list = this.find("[data-findings]");
    if (!list) return;
    const old = new Map([...list.querySelectorAll<HTMLElement>("[data-fingerprint]")].map((each) => [each.dataset.fingerprint, each]));
    const made = found.map((each) => old.get(each.fingerprint) ?? this.item(each));
    if (!made.length) {
      const none = document.createElement("li");
      none.className = "text-secondary";
      none.append(use("circle-check"), " ", say("nothing"));
      made.push(none);
    }
    list.replaceChildren(...made);
    this.find("[data-counts]")?.replaceChildren(...SEVERITIES.flatMap((name) => {
      const number = found.filter((each) => each.severity === name).length;
      if (!number) return [];
      const count = sign(name);
      count.append(` ${number}`);
      return [count];
    }));
  }

  private item(found: Finding): HTMLElement {
    const item = document.createElement("li");
    item.className = `finding finding-${found.severity}`;
    item.dataset.fingerprint = found.fingerprint;
    const header = document.createElement("header");
    const rule = document.createElement("a");
    rule.className = "rule";
    rule.href = `${this.root.dataset.rule ?? "/rules/"}${found.rule}/`;
    rule.target = "_blank";
    rule.rel = "noopener";
    rule.textContent = found.rule;
    header.append(sign(found.severity, true), " ", rule);
    if (found.cell) header.append(" ", jump(found.cell));
    const message = document.createElement("p");
    message.textContent = found.message;
    const end = document.createElement("div");
    end.className = "finding-end";
    if (found.fix) end.append(mend(found, found.fix.text));
    if (found.severity === "error") end.append(this.objection(found));
    item.append(header, message, end);
    return item;
  }

  private objection(found: Finding): HTMLElement {
    const held = document.querySelector<HTMLTemplateElement>("#objection")?.content.cloneNode(true) as DocumentFragment | undefined;
    const form = held?.querySelector("form");
    if (!held || !form) return document.createElement("span");
    (form.elements.namedItem("fingerprint") as HTMLInputElement).value = found.fingerprint;
    (form.elements.namedItem("csrfmiddlewaretoken") as HTMLInputElement).value = csrf();
    return held.firstElementChild as HTMLElement;
  }

  private equation(made: Equation | null): void {
    const [panel, held] = [this.find("[data-equation-panel]"), this.find("[data-equation]")];
    if (!panel || !held) return;
    panel.hidden = made === null;
    if (!made) return;
    const list = document.createElement("ul");
    list.className = "equation";
    for (const line of [...made.lines, ...made.open.map((name) => say("no-quantity", { name }))]) {
      const item = document.createElement("li");
      item.textContent = line;
      list.append(item);
    }
    const sum = document.createElement("p");
    sum.className = `equation-sum equation-${made.state}`;
    const word = document.createElement("strong");
    word.textContent = say(`equation-${made.state}`);
    const said = [made.sum && say("sum", { amount: made.sum }), made.total && say("total", { amount: made.total })];
    sum.append(said.filter(Boolean).join("　"), "　", word);
    held.replaceChildren(list, sum);
  }

  private find<T extends HTMLElement = HTMLElement>(what: string): T | null {
    return this.root.querySelector<T>(what);
  }
}

function jump(cell: string): HTMLElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "where";
  button.dataset.goto = cell;
  button.setAttribute("aria-label", say("go-to-cell"));
  button.append(use("focus-2"));
  return button;
}

function mend(found: Finding, text: string): HTMLElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-sm";
  button.dataset.fix = found.row;
  button.dataset.fixField = found.fix?.field ?? "";
  button.dataset.fixText = text;
  button.dataset.fixRule = found.rule;
  button.append(use("wand"), " ", say("mend", { text }));
  return button;
}
