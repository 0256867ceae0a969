// The switch between light and dark.
const dark = () => {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
};

const once = new WeakSet();

export function enliven(root) {
  for (const button of root.querySelectorAll("[data-theme-switch]")) {
    button.hidden = false;
    if (once.has(button)) continue;
    once.add(button);
    button.addEventListener("click", () => {
      const next = dark() ? "light" : "dark";
      document.documentElement.dataset.theme = next;
      try { localStorage.setItem("theme", next); } catch { /* it holds for this page */ }
      document.dispatchEvent(new CustomEvent("theme"));
    });
  }
}
