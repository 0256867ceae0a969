// Suggestions while typing: a combobox after the pattern of WAI-ARIA; a choice becomes a filter.
const WAIT_MS = 120;
const made = new WeakMap();

export function enliven(root) {
  for (const box of root.querySelectorAll("[data-suggest]")) {
    if (made.has(box)) made.get(box).stand();
    else made.set(box, new Suggestions(box));
  }
}

class Suggestions {
  constructor(box) {
    this.box = box;
    this.input = box.querySelector("input");
    this.list = document.createElement("ul");
    this.list.id = `${this.input.id}-suggestions`;
    this.list.className = "suggestions";
    this.list.hidden = true;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", box.dataset.suggestLabel);
    this.stand();
    this.input.addEventListener("input", (event) => { event.stopPropagation(); this.later(); });
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.form.addEventListener("submit", () => this.close());
    this.input.addEventListener("blur", () => setTimeout(() => this.close(), 150));
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.choose(event.target.closest("[role=option]")));
  }

  // Put in place what the page as it was sent does not have; a newer page takes it away.
  stand() {
    if (!this.list.isConnected) this.box.append(this.list);
    const marks = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": String(!this.list.hidden), "aria-controls": this.list.id };
    for (const [name, value] of Object.entries(marks)) this.input.setAttribute(name, value);
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), WAIT_MS);
  }

  async ask() {
    const q = this.input.value.trim();
    this.asking?.abort();
    if (q.length < 2 || q.length > 200) return this.close();
    this.asking = new AbortController();
    try {
      const answer = await fetch(`/v1/suggest?q=${encodeURIComponent(q)}&limit=8`, { signal: this.asking.signal });
      if (!answer.ok) return this.close();
      const { data } = await answer.json();
      if (this.input.value.trim() === q) this.show(data);
    } catch (error) {
      if (error.name !== "AbortError") this.close();
    }
  }

  show(rows) {
    this.list.replaceChildren(...rows.map((row, place) => this.option(row, place)));
    const open = rows.length > 0 && document.activeElement === this.input;
    this.list.hidden = !open;
    this.input.setAttribute("aria-expanded", String(open));
    this.mark(null);
  }

  option(row, place) {
    const item = document.createElement("li");
    item.id = `${this.list.id}-${place}`;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    item.dataset.parameter = row.filter.parameter;
    item.dataset.value = row.filter.value;
    const kind = document.createElement("span");
    kind.className = "kind";
    kind.textContent = document.querySelector(`#facet-${row.kind} > legend`)?.textContent ?? row.kind;
    const label = document.createElement("b");
    label.textContent = row.hint ? `${row.label} (${row.hint})` : row.label;
    const count = document.createElement("data");
    count.value = row.count;
    count.textContent = row.count;
    item.append(kind, " ", label, " ", count);
    return item;
  }

  key(event) {
    const options = [...this.list.children];
    const at = options.indexOf(this.marked);
    if (event.key === "Escape" && !this.list.hidden) { event.preventDefault(); return this.close(); }
    if (this.list.hidden || !options.length) return;
    if (event.key === "ArrowDown") { event.preventDefault(); this.mark(options[(at + 1) % options.length]); }
    if (event.key === "ArrowUp") { event.preventDefault(); this.mark(options[(at <= 0 ? options.length : at) - 1]); }
    if (event.key === "Enter" && this.marked) { event.preventDefault(); this.choose(this.marked); }
  }

  mark(option) {
    this.marked?.setAttribute("aria-selected", "false");
    this.marked = option;
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) this.input.setAttribute("aria-activedescendant", option.id);
    else this.input.removeAttribute("aria-activedescendant");
  }

  choose(option) {
    if (!option) return;
    const { parameter, value } = option.dataset;
    const form = this.input.form;
    const known = [...form.elements].find((field) => field.name === parameter && field.value === value);
    if (known?.type === "checkbox") known.checked = true;
    else if (!known) {
      const field = document.createElement("input");
      Object.assign(field, { type: "hidden", name: parameter, value });
      form.append(field);
    }
    this.input.value = "";
    this.close();
    form.requestSubmit();
  }

  close() {
    clearTimeout(this.timer);
    this.asking?.abort();
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.mark(null);
  }
}
