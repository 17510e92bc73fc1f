// The margin beside the sheet: findings, the equation, whether all is saved, what went wrong.
import { sign, use } from "./cells";
import type { Answer, Equation, Finding, Trouble } from "./queue";

const STATES: Record<string, string> = { holds: "相符", rounded: "四舍五入后相符", short: "测算少于资金", over: "测算超过资金", open: "暂不能判断" };

export class Margin {
  constructor(private readonly root: HTMLElement) {}

  waiting(number: number): void {
    const saved = this.find("[data-saved]");
    if (!saved) return;
    saved.classList.toggle("waiting", number > 0);
    if (number) saved.replaceChildren(use("loader-2"), ` 正在保存（${number}）`);
  }

  answered(answer: Answer): void {
    const now = new Date().toLocaleTimeString("zh-CN", { hour: "2-digit", minute: "2-digit" });
    this.find("[data-saved]")?.replaceChildren(use("check"), ` 已保存 第 ${answer.revision} 版 ${now}`);
    this.offline(false);
    const field = this.find<HTMLInputElement>("[data-revision-field]");
    if (field) field.value = String(answer.revision);
    this.findings(answer.findings);
    this.equation(answer.equation);
    this.blocking(answer.blocking);
  }

  troubled(trouble: Trouble): void {
    if (trouble.kind === "offline") return this.offline(true);
    const saved = this.find("[data-saved]");
    saved?.classList.add("waiting");
    if (trouble.kind === "signed-out") {
      const link = document.createElement("a");
      link.href = `${trouble.sign_in ?? "/account/login/"}?next=${encodeURIComponent(window.location.pathname)}`;
      link.textContent = "登录已过期，请重新登录；您输入的内容保存在本机，登录后自动上传";
      saved?.replaceChildren(use("lock"), " ", link);
      return;
    }
    saved?.replaceChildren(use("alert-triangle"), ` ${trouble.message}`);
  }

  private offline(off: boolean): void {
    const banner = this.find("[data-offline]");
    if (banner) banner.hidden = !off;
  }

  private blocking(number: number): void {
    const line = this.find("[data-blocking]");
    if (!line) return;
    line.hidden = number === 0;
    const said = line.querySelector("span");
    if (said) said.textContent = `还有 ${number} 处错误：请改正，或在右侧逐条说明理由。`;
  }

  private findings(found: Finding[]): void {
    const list = this.find("[data-findings]");
    if (!list) return;
    const old = new Map([...list.querySelectorAll<HTMLElement>("[data-fingerprint]")].map((each) => [each.dataset.fingerprint, each]));
    const made = found.map((each) => old.get(each.fingerprint) ?? this.item(each));
    if (!made.length) {
      const none = document.createElement("li");
      none.className = "text-secondary";
      none.append(use("circle-check"), " 没有发现问题");
      made.push(none);
    }
    list.replaceChildren(...made);
    const counts = this.find("[data-counts]");
    counts?.replaceChildren(...(["error", "warning", "info"] as const).filter((name) => found.some((each) => each.severity === name)).map((name) => {
      const number = document.createElement("span");
      number.append(sign(name), String(found.filter((each) => each.severity === name).length));
      return number;
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
    item.append(header, message);
    if (found.fix) item.append(mend(found));
    return item;
  }

  private equation(made: Equation | null): void {
    const panel = this.find("[data-equation-panel]");
    const held = this.find("[data-equation]");
    if (!panel || !held) return;
    panel.hidden = made === null;
    if (!made) return;
    const list = document.createElement("ul");
    list.className = "equation";
    for (const line of [...made.lines, ...made.open.map((name) => `“${name}”还缺数量，算不出`)]) {
      const item = document.createElement("li");
      item.textContent = line;
      list.append(item);
    }
    const sum = document.createElement("p");
    sum.className = `equation-sum equation-${made.state}`;
    const word = document.createElement("strong");
    word.textContent = STATES[made.state] ?? "";
    sum.append([made.sum && `合计 ${made.sum}`, made.total && `资金 ${made.total}`].filter(Boolean).join("　"), "　", word);
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
  button.setAttribute("aria-label", "定位到表格");
  button.append(use("focus-2"));
  return button;
}

function mend(found: Finding): HTMLElement {
  const end = document.createElement("div");
  end.className = "finding-end";
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-sm";
  button.dataset.fix = found.row;
  button.dataset.fixField = found.fix?.field ?? "";
  button.dataset.fixText = found.fix?.text ?? "";
  button.append(use("wand"), ` 改为“${found.fix?.text ?? ""}”`);
  end.append(button);
  return end;
}
