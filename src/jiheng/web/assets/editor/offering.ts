// A table that was pasted whole: looked at first, laid over the cells as it is, or left.
import type { Whole } from "./pasting";
import { say } from "./words";

/** The cells, where the person wants them one by one; null where the table is to be looked at first; never where it is left. */
export function offered(whole: Whole): Promise<string[][] | null> {
  const dialog = document.querySelector<HTMLDialogElement>("dialog#pasted");
  if (!dialog) return Promise.resolve(null);
  const told = dialog.querySelector("[data-pasted-told]");
  if (told) told.textContent = say(whole.mends ? "pasted-mended" : "pasted", { rows: whole.rows, mends: whole.mends });
  const cells = dialog.querySelector<HTMLButtonElement>("button[value=cells]");
  if (cells) cells.hidden = !whole.cells.length;
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((chosen) => {
    const closed = (): void => {
      if (dialog.returnValue === "look") chosen(null);
      if (dialog.returnValue === "cells") chosen(whole.cells);
    };
    dialog.addEventListener("close", closed, { once: true });
  });
}
