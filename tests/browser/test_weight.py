"""What the first visit to the search page costs, as it goes over the wire."""

import pytest
from playwright.sync_api import Page, Response

from tests.browser.conftest import Visit

MOST = 100_000
"""Bytes of the page and all that it loads, compressed, without fonts (it loads none)."""


def transferred(page: Page, path: str) -> dict[str, int]:
    """Address → the encoded size of its body."""
    responses: list[Response] = []
    page.on("response", lambda response: responses.append(response))  # noqa: PLW0108 - Playwright marks what it calls, which a built-in cannot be
    page.goto(path, wait_until="networkidle")
    return {response.url: response.request.sizes()["responseBodySize"] for response in responses}


@pytest.mark.parametrize("path", ["/", "/?q=missile", "/?lang=ja"], ids=["no query", "a query", "Japanese"])
def test_the_first_page_weighs_less_than_100_kb(visit: Visit, path: str) -> None:
    sizes = transferred(visit("about:blank"), path)
    assert len(sizes) > 10, "the page, styles and scripts are counted"
    assert sum(sizes.values()) < MOST, sizes


def test_the_second_page_loads_no_file_again(visit: Visit) -> None:
    page = visit("/")
    page.goto("/?q=missile", wait_until="networkidle")
    sizes = page.evaluate("performance.getEntriesByType('resource').map((one) => [one.name, one.transferSize])")
    assert len(sizes) > 10
    assert [name for name, size in sizes if size and not name.endswith("/icon.svg")] == [], (
        "icons have a cache of their own"
    )
