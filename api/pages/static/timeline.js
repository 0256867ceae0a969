// The chart over time, drawn from its table; dragging over it or choosing a bar narrows the dates.
const HEIGHT = 150;
const once = new WeakMap();

export function enliven(root) {
  for (const section of root.querySelectorAll("[data-timeline]")) draw(section);
}

document.addEventListener("theme", () => document.querySelectorAll("[data-timeline]").forEach((section) => { once.delete(section); draw(section); }));
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => document.dispatchEvent(new CustomEvent("theme")));

function draw(section) {
  const rows = [...section.querySelectorAll("tbody tr")];
  const key = section.outerHTML.length + rows.map((row) => `${row.dataset.start}${row.dataset.count}`).join() + section.dataset.measure;
  if (once.get(section) === key || !rows.length || !window.uPlot) return;
  const plot = section.querySelector("[data-plot]");
  plot.replaceChildren();
  plot.hidden = false;
  section.querySelector("[data-plot-hint]").hidden = !document.querySelector("[data-search]");
  const twin = section.querySelector("[data-twin]");
  if (!once.has(section)) twin.open = false;
  once.set(section, key);
  chart(section, plot, rows);
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
    height: HEIGHT,
    legend: { show: false },
    cursor: { y: false, points: { show: false }, drag: { x: true, y: false, setScale: false } },
    scales: { x: { time: false, range: [-0.6, rows.length - 0.4] }, y: { range: (_, __, most) => [0, most * 1.05 || 1] } },
    axes: [
      { ...axis, splits: () => places(rows.length, plot.clientWidth), values: (_, at) => at.map((place) => labels[place] ?? ""), size: 28 },
      { ...axis, size: 46, splits: (_, __, low, high) => whole(high), values: (_, at) => at.map((value) => short(value, dollars)), grid: { show: true, stroke: colour("--line"), width: 1 } },
    ],
    series: [{}, {
      paths: uPlot.paths.bars({ size: [0.72, 48], radius: 0.15, disp: { fill: { unit: 3, values: () => rows.map((row) => colour("uncovered" in row.dataset ? "--line" : anySelected(rows) && !("selected" in row.dataset) ? "--bar-aside" : "--bar")) } } }),
      fill: colour("--bar"), width: 0, points: { show: false },
    }],
    hooks: { setSelect: [(u) => selected(u, rows)], setCursor: [(u) => point(u, plot, rows, labels, dollars)] },
  }, [rows.map((_, place) => place), values], plot);
  plot.setAttribute("role", "img");
  plot.setAttribute("aria-label", `${section.querySelector("h2").textContent}: ${labels[0]} – ${labels.at(-1)}`);
  u.over.addEventListener("click", () => { if (u.cursor.idx != null && !u.select.width) narrow(rows[u.cursor.idx].dataset.start, rows[u.cursor.idx].dataset.end, rows[u.cursor.idx]); });
  new ResizeObserver(() => { if (plot.clientWidth && Math.abs(plot.clientWidth - u.width) > 2) u.setSize({ width: plot.clientWidth, height: HEIGHT }); }).observe(plot);
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

function short(value, dollars) {
  const scale = [[1e12, "tn"], [1e9, "bn"], [1e6, "m"], [1e3, "k"]].find(([size]) => value >= size);
  return (dollars && value ? "$" : "") + (scale ? `${+(value / scale[0]).toFixed(1)}${scale[1]}` : value);
}

function point(u, plot, rows, labels, dollars) {
  const at = u.cursor.idx;
  plot.title = at == null ? "" : `${labels[at]}: ${rows[at].cells[dollars ? 2 : 1].textContent}`;
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
