// What every page does: keys, menus that close, buttons that are pressed once, rows of lists that open.
import { startDesk } from "./desk/desk";
import { startLists } from "./desk/ticking";
import { startEditor } from "./editor/editor";
import { startChoosing } from "./filing/choosing";
import { startImport } from "./filing/dropping";
import { keepPlace } from "./place";

/** The address of the page that the key `?` opens. */
const KEYS = "/keys/";

function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.matches("input, textarea, select") || target.isContentEditable);
}

function onKey(event: KeyboardEvent): void {
  if (typing(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "?") window.location.href = KEYS;
  if (event.key === "/") {
    const search = document.querySelector<HTMLInputElement>("input[type=search]");
    if (search) {
      event.preventDefault();
      search.focus();
    }
  }
}

/** A form that was sent is not sent again by a second press. */
function once(event: SubmitEvent): void {
  const form = event.target as HTMLFormElement;
  if (form.method === "dialog" || event.submitter?.hasAttribute("formtarget")) return; // an answer in a window of its own leaves this page as it is
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
  window.setTimeout(() => delete form.dataset.sent, 4000);
}

function closeMenus(event: Event): void {
  for (const menu of document.querySelectorAll<HTMLDetailsElement>("details.who[open], details.menu[open]")) {
    if (!(event.target instanceof Node) || !menu.contains(event.target)) menu.open = false;
  }
}

/** A page that waits for work behind it is drawn anew after so many seconds, unless somebody is at a field of it. */
function waitForWork(): void {
  const waiting = document.querySelector<HTMLElement>("[data-reload-after]");
  if (!waiting) return;
  window.setTimeout(() => (typing(document.activeElement) ? waitForWork() : window.location.reload()), 1000 * Number(waiting.dataset.reloadAfter));
}

document.addEventListener("keydown", onKey);
document.addEventListener("submit", once);
document.addEventListener("click", closeMenus);
document.addEventListener("change", (event) => {
  if (event.target instanceof HTMLElement && event.target.matches("[data-send-on-change]")) event.target.closest("form")?.requestSubmit();
});
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form")) delete form.dataset.sent;
});
document.querySelector(".room.active")?.scrollIntoView({ inline: "center", block: "nearest" });
startDesk();
startLists();
startEditor();
startChoosing();
startImport();
waitForWork();
keepPlace();
