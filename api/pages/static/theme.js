// Light or dark, as chosen before; runs before anything is drawn.
(() => {
  try {
    const chosen = localStorage.getItem("theme");
    if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
  } catch { /* where nothing may be stored, the system's choice stands */ }
})();
