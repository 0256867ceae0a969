// The search form: empty fields are not sent, filters are closed on a narrow screen, “/” goes to the search box.
const once = new WeakSet();
let listening = false;

export function enliven(root) {
  for (const form of root.querySelectorAll("[data-search]")) {
    if (once.has(form)) continue;
    once.add(form);
    form.addEventListener("formdata", ({ formData }) => {
      for (const [name, value] of [...formData]) if (value === "") formData.delete(name);
    });
    const filters = form.querySelector("[data-filters]");
    if (filters && matchMedia("(max-width: 60rem)").matches) filters.open = false;
  }
  if (listening) return;
  listening = true;
  document.addEventListener("keydown", (event) => {
    const box = document.getElementById("q");
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || !box || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details.dropdown[open]")) if (!menu.contains(event.target)) menu.open = false;
  });
}
