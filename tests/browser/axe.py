"""What axe-core finds on a page, light and dark, wide and phone."""

import json
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.browser.conftest import PHONE, WIDE

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
GRAVE = ("serious", "critical")
CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast"]}, "resultTypes": ["violations"]}
LOOKS = {
    "light": (WIDE, "light", RULES),
    "dark": (WIDE, "dark", CONTRAST),
    "phone": (PHONE, "light", RULES),
    "dark phone": (PHONE, "dark", CONTRAST),
}
"""Window, scheme and rules: dark differs from light in its colours alone."""


def found(page: Page, rules: Any = RULES) -> dict[str, list[str]]:
    """Rule → the places that break it, of the grave ones; a script of the test's own is not held to the page's policy."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    broken = page.evaluate(f"axe.run(document, {json.dumps(rules)})")["violations"]
    return {
        f"{rule['id']}: {rule['help']}": [f"{node['target']} {node['failureSummary']}" for node in rule["nodes"]]
        for rule in broken
        if rule["impact"] in GRAVE
    }


def found_in_every_look(page: Page) -> dict[str, dict[str, list[str]]]:
    """Look → what is found in it; nothing for those that are right."""
    wrong = {}
    for look, ((width, height), scheme, rules) in LOOKS.items():
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        if broken := found(page, rules):
            wrong[look] = broken
    return wrong
