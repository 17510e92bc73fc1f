// The panel of texts that were not taken: each with its place and the reason, to be sent again or dropped.
import { use } from "./drawing";
import type { Left } from "./leaving";
import { say } from "./words";

/** Lines that the panel shows; the buttons for all speak of the others, too. */
const MOST = 30;

/** What the buttons of the panel do; without `send` the table is read only, and its texts are there to be copied. */
export interface Deeds { send?: (left: Left[]) => void; drop: (left: Left[]) => void }

export function showLeft(panel: HTMLElement | null, found: Left[], deeds: Deeds): void {
  if (!panel) return;
  panel.hidden = !found.length;
  panel.querySelector("[data-left-count]")?.replaceChildren(String(found.length || ""));
  const rest = found.length > MOST ? [said("text-secondary", say("left-more", { number: found.length - MOST }))] : [];
  const whole = found.length > 1 ? [buttons(found, deeds, "-all")] : [];
  panel.querySelector("[data-left-list]")?.replaceChildren(...found.slice(0, MOST).map((each) => item(each, deeds)), ...rest, ...whole);
}

function item(left: Left, deeds: Deeds): HTMLElement {
  const made = document.createElement("li");
  const place = document.createElement("button");
  place.type = "button";
  place.className = "where";
  place.dataset.goto = left.row ? `${left.row}/${left.field}` : left.field;
  place.textContent = left.label || say("go-to-cell");
  const text = said("left-text", left.text || say("left-blank"));
  made.append(place, text, said("text-secondary", left.why), buttons([left], deeds, ""));
  return made;
}

function buttons(left: Left[], deeds: Deeds, suffix: string): HTMLElement {
  const end = document.createElement(suffix ? "li" : "div");
  end.className = "finding-end";
  if (deeds.send) end.append(button(`left-send${suffix}`, "send", () => deeds.send?.(left)));
  end.append(button(`left-drop${suffix}`, "trash", () => deeds.drop(left)));
  return end;
}

function button(word: string, icon: string, deed: () => void): HTMLElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "btn btn-sm";
  made.dataset.left = word;
  made.append(use(icon), " ", say(word));
  made.addEventListener("click", deed);
  return made;
}

function said(kind: string, text: string): HTMLElement {
  const made = document.createElement("p");
  made.className = kind;
  made.textContent = text;
  return made;
}
