// Fields for files: what was chosen is said beside the button, in the page's own language.

export function startChoosing(): void {
  document.addEventListener("change", (event) => {
    const input = event.target as HTMLInputElement;
    const name = input.closest(".file-input")?.querySelector<HTMLElement>("[data-file-name]");
    if (!name) return;
    name.dataset.none ??= name.textContent ?? "";
    name.textContent = [...(input.files ?? [])].map((file) => file.name).join("、") || name.dataset.none;
    name.classList.toggle("text-secondary", !input.files?.length);
  });
}
