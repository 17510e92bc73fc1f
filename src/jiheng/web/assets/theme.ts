// Sets light or dark before the page is painted: what was chosen, else what the system has.
const THEME = "jiheng.theme";
const dark = window.matchMedia("(prefers-color-scheme: dark)");

function apply(): void {
  const chosen = localStorage.getItem(THEME);
  document.documentElement.dataset.bsTheme = chosen ?? (dark.matches ? "dark" : "light");
}

apply();
dark.addEventListener("change", apply);
document.addEventListener("click", (event) => {
  if (!(event.target instanceof Element) || !event.target.closest("[data-theme-switch]")) return;
  localStorage.setItem(THEME, document.documentElement.dataset.bsTheme === "dark" ? "light" : "dark");
  apply();
});
