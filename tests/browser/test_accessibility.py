"""What axe-core finds on every page, light and dark, wide and phone: nothing serious or critical."""

import json
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.browser.chromium import Watch
from tests.browser.conftest import PHONE, WIDE, Visit
from tests.browser.views import VIEWS, View

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


@pytest.mark.parametrize("view", VIEWS, ids=[view.name for view in VIEWS])
def test_axe_finds_nothing_grave(visit: Visit, watch: Watch, url: str, view: View) -> None:
    if view.status != 200:
        watch.refused.add(url + view.path)
    page = visit(view.path)
    wrong = {}
    for look, ((width, height), scheme, rules) in LOOKS.items():
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        wrong[look] = found(page, rules)
    assert wrong == {look: {} for look in LOOKS}


def test_axe_finds_nothing_grave_in_what_opens(visit: Visit) -> None:
    page = visit("/?q=missile")
    page.locator(".timeline summary").click()
    page.locator("#q").fill("")
    page.locator("#q").press_sequentially("art")
    page.get_by_role("listbox").wait_for()
    page.keyboard.press("ArrowDown")
    assert found(page) == {}
    page = visit("/?q=missile")
    page.locator("#take summary").click()
    assert found(page) == {}


def test_axe_would_find_what_is_wrong(visit: Visit) -> None:
    page = visit("/")
    page.locator("#q").evaluate("node => { node.removeAttribute('aria-label'); node.removeAttribute('placeholder'); }")
    assert found(page)
