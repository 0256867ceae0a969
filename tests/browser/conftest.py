"""One server a session over the seed data, one browser a file of tests, and one context a visit.

The browser ends with its file: while Playwright's synchronous API runs, nothing else in the process can run an event loop.
"""

import os
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.chromium import Watch, chromium
from tests.contract.run import serving

WIDE, PHONE = (1280, 900), (390, 844)
Visit = Callable[..., Page]


@pytest.fixture(scope="session")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server of the session's own; while tests are written, ALLIANCE_TEST_URL may name one that is up."""
    if standing := os.environ.get("ALLIANCE_TEST_URL"):
        yield standing
        return
    with serving(tmp_path_factory.mktemp("browser")) as url:
        yield url


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser."""
    with chromium() as browser:
        yield browser


@pytest.fixture
def watch(url: str) -> Watch:
    """What the pages of a test did wrong."""
    return Watch(urlsplit(url).netloc)


@pytest.fixture
def visit(browser: Browser, url: str, watch: Watch) -> Iterator[Visit]:
    """Go to a path with a browser that was never here; at the end nothing may have gone wrong on any page."""
    contexts = []

    def go(path: str, size: tuple[int, int] = WIDE, scheme: str = "light", **options: Any) -> Page:
        viewport = {"width": size[0], "height": size[1]}
        context = browser.new_context(
            base_url=url, viewport=viewport, color_scheme=scheme, reduced_motion="reduce", **options
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        watch.over(context)
        page = context.new_page()
        page.goto(path, wait_until="load")
        return page

    yield go
    for context in contexts:
        context.close()
    assert watch.wrong == []
