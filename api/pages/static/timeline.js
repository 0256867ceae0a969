// The chart over time, drawn from its table; dragging over it or choosing a bar narrows the dates.
const HEIGHT = 150; // as in site.css, where the place is kept free
const drawn = new WeakMap(); // the plot → what was drawn there

const LANGUAGE = document.documentElement.lang;
const COUNT = new Intl.NumberFormat(LANGUAGE, { notation: "compact" });
const MONEY = new Intl.NumberFormat(LANGUAGE, { style: "currency", currency: "USD", notation: "compact", minimumFractionDigits: 0, maximumFractionDigits: 1 });

export function enliven(root) {
  for (const section of root.querySelectorAll("[data-timeline]")) draw(section);
}

document.addEventListener("theme", () => {
  for (const section of document.querySelectorAll("[data-timeline]")) draw(section, true);
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => document.dispatchEvent(new CustomEvent("theme")));

function draw(section, anew = false) {
  const rows = [...section.querySelectorAll("tbody tr")];
  const plot = section.querySelector("[data-plot]");
  const key = section.dataset.measure + rows.map((row) => row.outerHTML).join("");
  if (!rows.length || !window.uPlot || (drawn.get(plot)?.key === key && !anew)) return;
  drawn.get(plot)?.end();
  plot.hidden = false;
  const hint = section.querySelector("[data-plot-hint]");
  hint.hidden = false;
  if (!document.querySelector("[data-search]")) hint.textContent = "\u00a0"; // there it only says what the pointer is on
  const twin = section.querySelector("[data-twin]");
  if (twin.hasAttribute("data-fresh")) twin.open = false;
  twin.removeAttribute("data-fresh");
  drawn.set(plot, { key, end: chart(section, plot, rows) });
}

function chart(section, plot, rows) {
  const dollars = section.dataset.measure === "usd_sum";
  const values = rows.map((row) => Number((dollars ? row.dataset.usd : row.dataset.count) ?? 0));
  const style = getComputedStyle(section);
  const colour = (name) => style.getPropertyValue(name).trim();
  const axis = { stroke: colour("--pico-muted-color"), grid: { show: false }, ticks: { show: false }, font: "12px system-ui, sans-serif" };
  const labels = rows.map((row) => row.querySelector("a").textContent);
  const u = new uPlot({
    width: plot.clientWidth,
    padding: [8, 2, 0, 0],
    height: HEIGHT,
    legend: { show: false },
    cursor: { y: false, points: { show: false }, drag: { x: true, y: false, setScale: false } },
    scales: { x: { time: false, range: [-0.6, rows.length - 0.4] }, y: { range: (_, __, most) => [0, most * 1.05 || 1] } },
    axes: [
      { ...axis, splits: () => places(rows.length, plot.clientWidth), values: (_, at) => at.map((place) => labels[place] ?? ""), size: 28 },
      { ...axis, size: 46, splits: (_, __, low, high) => whole(high), values: (_, at) => at.map((value) => (dollars ? MONEY : COUNT).format(value)), grid: { show: true, stroke: colour("--line"), width: 1 } },
    ],
    series: [{}, {
      paths: uPlot.paths.bars({ size: [0.72, 48], radius: 0.15, disp: { fill: { unit: 3, values: () => rows.map((row) => colour("uncovered" in row.dataset ? "--line" : anySelected(rows) && !("selected" in row.dataset) ? "--bar-aside" : "--bar")) } } }),
      fill: colour("--bar"), width: 0, points: { show: false },
    }],
    hooks: { setSelect: [(u) => selected(u, rows)], setCursor: [(u) => point(u, section, rows, dollars)] },
  }, [rows.map((_, place) => place), values], plot);
  plot.setAttribute("role", "img");
  plot.setAttribute("aria-label", `${section.querySelector("h2").textContent}: ${labels[0]} – ${labels.at(-1)}`);
  u.over.addEventListener("click", () => { if (u.cursor.idx != null && !u.select.width) narrow(rows[u.cursor.idx].dataset.start, rows[u.cursor.idx].dataset.end, rows[u.cursor.idx]); });
  const resizing = new ResizeObserver(() => { if (plot.clientWidth && Math.abs(plot.clientWidth - u.width) > 2) u.setSize({ width: plot.clientWidth, height: HEIGHT }); });
  resizing.observe(plot);
  return () => { resizing.disconnect(); u.destroy(); };
}

const anySelected = (rows) => rows.some((row) => "selected" in row.dataset);

function places(count, width) {
  const step = Math.ceil(count / Math.max(2, Math.floor(width / 84)));
  return Array.from({ length: Math.ceil(count / step) }, (_, at) => at * step);
}

function whole(high) {
  const rough = high / 3;
  const size = 10 ** Math.floor(Math.log10(rough || 1));
  const step = Math.max(1, [1, 2, 5, 10].find((part) => part * size >= rough) * size);
  return Array.from({ length: Math.floor(high / step) + 1 }, (_, at) => at * step);
}

// Below the chart stands what the pointer is on, else how to narrow.
function point(u, section, rows, dollars) {
  const hint = section.querySelector("[data-plot-hint]");
  hint.dataset.usual ??= hint.textContent;
  const row = u.cursor.idx == null ? null : rows[u.cursor.idx];
  const column = dollars ? 2 : 1;
  hint.textContent = row ? `${row.cells[0].textContent.trim()} · ${section.querySelectorAll("thead th")[column].textContent}: ${row.cells[column].textContent}` : hint.dataset.usual;
}

function selected(u, rows) {
  if (u.select.width < 6) return;
  const from = Math.max(0, Math.round(u.posToVal(u.select.left, "x")));
  const to = Math.min(rows.length - 1, Math.round(u.posToVal(u.select.left + u.select.width, "x")));
  narrow(rows[from].dataset.start, rows[to].dataset.end, rows[from]);
}

function narrow(start, end, row) {
  const form = document.querySelector("[data-search]");
  if (!form) { location.href = row.querySelector("a").href; return; }
  form.elements.date_from.value = start;
  form.elements.date_to.value = end;
  form.requestSubmit();
}
