"""The system's Chromium, and a watch on what a page does that no page may do."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Request, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
ABORTED = "net::ERR_ABORTED"
"""How a request fails that the page itself took back, such as suggestions for what is no longer typed."""


def executable() -> str | None:
    """The browser's path, None where there is none."""
    return next(filter(None, map(shutil.which, NAMES)), None)


@contextmanager
def chromium() -> Iterator[Browser]:
    """A running browser with a new profile; the test is skipped where there is none, and fails in CI."""
    path = executable()
    if path is None:
        assert not os.environ.get("CI"), "in CI the tests in a browser must run"
        pytest.skip(f"none of {', '.join(NAMES)} is on the path")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@dataclass
class Watch:
    """What a context's pages did wrong: errors of the console (refusals of the policy among them), requests that failed or went elsewhere."""

    host: str
    wrong: list[str] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)
    """Addresses that a test asks for knowing that they are refused; the browser's console says so."""

    def over(self, context: BrowserContext) -> None:
        """Watch every page of a context."""
        context.on("console", self._said)
        context.on("weberror", lambda error: self.wrong.append(f"{error.page and error.page.url}: {error.error}"))
        context.on("request", self._asked)
        context.on("requestfailed", self._failed)

    def _said(self, message: ConsoleMessage) -> None:
        known = message.location.get("url") in self.refused and "Failed to load resource" in message.text
        if message.type in ("error", "warning") and not known:
            self.wrong.append(f"{message.type}: {message.text} ({message.location.get('url')})")

    def _asked(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob") and parts.netloc != self.host:
            self.wrong.append(f"asked elsewhere: {request.url}")

    def _failed(self, request: Request) -> None:
        if request.failure != ABORTED:
            self.wrong.append(f"failed: {request.url} {request.failure}")
