"""What axe-core finds on every page, light and dark, wide and phone: nothing serious or critical."""

import pytest

from tests.browser.axe import found, found_in_every_look
from tests.browser.chromium import Watch
from tests.browser.conftest import Visit
from tests.browser.views import VIEWS, View


@pytest.mark.parametrize("view", VIEWS, ids=[view.name for view in VIEWS])
def test_axe_finds_nothing_grave(visit: Visit, watch: Watch, url: str, view: View) -> None:
    if view.status != 200:
        watch.refused.add(url + view.path)
    page = visit(view.path)
    assert found_in_every_look(page) == {}


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
