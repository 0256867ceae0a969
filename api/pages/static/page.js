// What every page does with JavaScript; each module looks for its own marks and leaves other pages alone.
import { enliven as theme } from "./theme-switch.js";
import { enliven as form } from "./form.js";
import { enliven as suggest } from "./suggest.js";
import { enliven as timeline } from "./timeline.js";
import { enliven as money } from "./money.js";
import { enliven as copy } from "./copy.js";

const parts = [theme, form, suggest, timeline, money, copy];
const enliven = (root) => parts.forEach((part) => part(root));

enliven(document);
document.addEventListener("htmx:after:swap", () => enliven(document));
