// The search form: empty fields are not sent, filters are closed on a narrow screen, “/” goes to the search box.
const NARROW = matchMedia("(max-width: 60rem)");
const EARLIEST = "1900"; // while a year is typed, browsers already report 0002, 0020 and 0202
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
    filters.open = !NARROW.matches || filters.querySelector("[aria-invalid]") !== null;
    filters.removeAttribute("data-fresh");
  }
  if (!listening) listen();
  listening = true;
}

function listen() {
  NARROW.addEventListener("change", () => {
    for (const filters of document.querySelectorAll("[data-filters]")) filters.open = !NARROW.matches;
  });
  document.addEventListener("change", (event) => {
    const { type, value } = event.target;
    if (type === "date" && value && value < EARLIEST) event.stopImmediatePropagation();
  }, true);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") return closeMenus();
    const box = document.getElementById("q");
    const typing = event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
    if (event.key !== "/" || !box || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
  document.addEventListener("click", (event) => closeMenus(event.target));
}

function closeMenus(except = null) {
  for (const menu of document.querySelectorAll("details.dropdown[open]")) {
    if (menu.contains(except)) continue;
    const inside = menu.contains(document.activeElement);
    menu.open = false;
    if (inside) menu.querySelector("summary").focus();
  }
}
