// Documents that are dropped on the page go to the form that takes them.

function fileOf(event: DragEvent): File | undefined {
  return event.dataTransfer?.files[0];
}

function carries(event: DragEvent): boolean {
  return Boolean(event.dataTransfer?.types.includes("Files"));
}

export function startImport(): void {
  const zone = document.querySelector<HTMLFormElement>("[data-dropzone]");
  const input = zone?.querySelector<HTMLInputElement>("input[type=file]");
  if (!zone || !input) return;
  let depth = 0;
  document.addEventListener("dragenter", (event) => {
    if (carries(event) && ++depth) document.body.classList.add("dropping");
  });
  document.addEventListener("dragleave", (event) => {
    if (carries(event) && --depth <= 0) document.body.classList.remove("dropping");
  });
  document.addEventListener("dragover", (event) => carries(event) && event.preventDefault());
  document.addEventListener("drop", (event) => {
    const file = fileOf(event);
    if (!file) return;
    event.preventDefault();
    const held = new DataTransfer();
    held.items.add(file);
    input.files = held.files;
    zone.requestSubmit();
  });
}
