// The switch between light and dark.
const dark = () => {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
};

export function enliven(root) {
  for (const button of root.querySelectorAll("[data-theme-switch][hidden]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const next = dark() ? "light" : "dark";
      document.documentElement.dataset.theme = next;
      try { localStorage.setItem("theme", next); } catch { /* it holds for this page */ }
      document.dispatchEvent(new CustomEvent("theme"));
    });
  }
}
