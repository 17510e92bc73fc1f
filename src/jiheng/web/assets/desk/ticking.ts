// Lists: one box that ticks all of its form, and a button that copies a text.

/** The boxes of the list that stands with the box for all. */
function boxes(all: HTMLInputElement): HTMLInputElement[] {
  const form = all.closest("form");
  return form ? [...form.querySelectorAll<HTMLInputElement>(`tbody input[type=checkbox][name="${all.dataset.tickAll}"]`)] : [];
}

/** Copy by the clipboard where the page may, else by the selection, which works without HTTPS too. */
async function copy(button: HTMLElement): Promise<void> {
  const text = document.querySelector<HTMLTextAreaElement>(`#${button.dataset.copy}`);
  if (!text) return;
  try {
    await navigator.clipboard.writeText(text.value);
  } catch {
    text.select();
    document.execCommand("copy");
  }
  const word = button.querySelector("span");
  if (word) word.textContent = button.dataset.copied ?? "";
}

export function startLists(): void {
  for (const all of document.querySelectorAll<HTMLInputElement>("[data-tick-all]")) {
    all.addEventListener("change", () => {
      for (const box of boxes(all)) box.checked = all.checked;
    });
  }
  for (const button of document.querySelectorAll<HTMLElement>("[data-copy]")) button.addEventListener("click", () => void copy(button));
}
