// The range of dollars: a slider on a logarithmic scale beside the fields that are sent.
const LOW = 5, HIGH = 11; // powers of ten: the bands of the histogram, the first and last ones open
const STEPS = 20; // stops in a power of ten
const IN_WORDS = new Intl.NumberFormat(document.documentElement.lang, { style: "currency", currency: "USD", notation: "compact", compactDisplay: "long", minimumFractionDigits: 0, maximumFractionDigits: 1 });
const SIZES = { k: 1e3, thousand: 1e3, m: 1e6, mn: 1e6, million: 1e6, b: 1e9, bn: 1e9, billion: 1e9, t: 1e12, tn: 1e12, trillion: 1e12 };
const once = new WeakSet();

export function enliven(root) {
  for (const group of root.querySelectorAll("[data-money]")) {
    const slider = group.querySelector("[data-slider]");
    const fields = [group.querySelector("[name=usd_min]"), group.querySelector("[name=usd_max]")];
    if (!window.noUiSlider) continue;
    if (once.has(slider)) slider.noUiSlider.set(places(fields), false);
    else attach(slider, fields);
    once.add(slider);
  }
}

const places = ([least, most]) => [place(least.value) ?? LOW, place(most.value) ?? HIGH];

function attach(slider, [least, most]) {
  slider.hidden = false;
  noUiSlider.create(slider, {
    start: places([least, most]),
    connect: true,
    step: 1 / STEPS,
    range: { min: LOW, max: HIGH },
    handleAttributes: [{ "aria-label": slider.dataset.labelMin }, { "aria-label": slider.dataset.labelMax }],
    ariaFormat: { to: (value) => IN_WORDS.format(dollars(value)) },
  });
  slider.noUiSlider.on("slide", ([low, high]) => {
    least.value = low <= LOW ? "" : dollars(low);
    most.value = high >= HIGH ? "" : dollars(high);
  });
  slider.noUiSlider.on("change", () => slider.closest("form").requestSubmit());
}

function place(text) {
  const found = /^\$?\s*([\d,.]+)\s*([a-z]*)$/i.exec(text.trim());
  if (!found) return null;
  const value = Number(found[1].replaceAll(",", "")) * (SIZES[found[2].toLowerCase()] ?? 1);
  return value > 0 ? Math.min(HIGH, Math.max(LOW, Math.log10(value))) : LOW;
}

function dollars(place) {
  const value = 10 ** Number(place);
  const size = 10 ** (Math.floor(Math.log10(value) + 1e-9) - 1);
  return Math.round(value / size) * size;
}
