// Dialogs that buttons open, and links that lead to a cell of the sheet.

export function openDialogs(): void {
  document.addEventListener("click", (event) => {
    const target = event.target as Element;
    const opener = target.closest<HTMLElement>("[data-open]");
    if (opener) document.querySelector<HTMLDialogElement>(`dialog#${CSS.escape(opener.dataset.open ?? "")}`)?.showModal();
    if (target.closest("[data-close]")) target.closest<HTMLDialogElement>("dialog")?.close();
  });
}

export function startJumping(): void {
  if (document.querySelector("[data-desk]")) return;
  document.addEventListener("click", (event) => {
    const link = (event.target as Element).closest<HTMLElement>("[data-goto]");
    if (!link?.dataset.goto) return;
    const cell = document.querySelector<HTMLElement>(`[data-cell="${CSS.escape(link.dataset.goto)}"]`);
    cell?.scrollIntoView({ block: "center" });
    cell?.focus();
  });
}
