// The editors' pages with JavaScript: a fact and its words light up together, nothing is lost by leaving, files are not too large.
const lights = (review) => {
  const facts = new Map([...review.querySelectorAll("[data-fact]")].map((row) => [row.dataset.fact, row]));
  const marks = [...review.querySelectorAll("[data-facts]")].map((mark) => [mark, mark.dataset.facts.trim().split(" ")]);
  const light = (wanted) => {
    for (const [mark, names] of marks) mark.classList.toggle("lit", names.some((name) => wanted.includes(name)));
    for (const [name, row] of facts) row.classList.toggle("lit", wanted.includes(name));
  };
  const factsAt = (target) => {
    const row = target.closest("[data-fact]"), mark = target.closest("[data-facts]");
    return row ? [row.dataset.fact] : mark ? mark.dataset.facts.trim().split(" ") : null;
  };
  const show = (target) => light(factsAt(target) ?? []);
  review.addEventListener("focusin", (event) => show(event.target));
  review.addEventListener("pointerover", (event) => { if (factsAt(event.target)) show(event.target); });
  review.addEventListener("pointerout", () => show(document.activeElement ?? review));
  review.addEventListener("click", (event) => {
    const mark = event.target.closest("a.mark");
    const row = mark && facts.get(mark.dataset.facts.trim().split(" ")[0]);
    if (!row) return;
    event.preventDefault();
    row.scrollIntoView({ block: "nearest" });
    row.querySelector("input, select, textarea")?.focus({ preventScroll: true });
  });
};

const keeping = (review) => {
  const place = `review ${location.pathname}`;
  let changed = "unsaved" in review.dataset, sent = false;
  review.addEventListener("input", () => { changed = true; });
  review.addEventListener("submit", (event) => {
    sent = true;
    if (event.submitter?.value === "save") sessionStorage.setItem(place, String(scrollY));
  });
  addEventListener("beforeunload", (event) => { if (changed && !sent) event.preventDefault(); });
  const before = sessionStorage.getItem(place);
  sessionStorage.removeItem(place);
  if (before && !document.querySelector("[role=alert]")) scrollTo(0, Number(before));
};

const sizes = (form) => {
  const file = form.querySelector("input[type=file]");
  file.addEventListener("change", () => {
    const large = file.files[0]?.size > Number(form.dataset.mostBytes);
    file.setCustomValidity(large ? form.dataset.tooLarge : "");
    file.reportValidity();
  });
};

for (const review of document.querySelectorAll("[data-review]")) { lights(review); keeping(review); }
for (const form of document.querySelectorAll("[data-most-bytes]")) sizes(form);
