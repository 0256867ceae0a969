"""What the pages look like, written to docs/screenshots: `make screenshots`.

Text is drawn with the fonts of the machine; Japanese needs some (Debian: fonts-ipafont-gothic).
"""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from PIL import Image
from playwright.sync_api import Browser, Page

from tests.browser.chromium import chromium
from tests.contract.run import made_key, serving

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "screenshots"
IMPORTED = Path(__file__).resolve().parents[1] / "reading" / "pages" / "09-saved-publication.html"
WIDE, PHONE = (1280, 900), (390, 844)
COLOURS = 256


def nothing(_page: Page, _key: str) -> None:
    """The page as it comes."""


def choosing(page: Page, _key: str) -> None:
    """Suggestions stand below what is typed."""
    page.locator("#q").press_sequentially("extended")
    page.get_by_role("listbox").wait_for()
    page.keyboard.press("ArrowDown")


def reviewing(page: Page, key: str) -> None:
    """A file was brought in by an editor and is reviewed."""
    page.locator("#key").fill(key)
    page.locator("#key").press("Enter")
    page.locator(".plain").first.wait_for()
    page.goto("/editing/upload")
    page.locator("#file").set_input_files(IMPORTED)
    page.locator("form[enctype] button").click()
    page.locator("[data-review]").wait_for()
    page.locator("article, .development").first.scroll_into_view_if_needed()


class Shot(NamedTuple):
    """One picture: its name, what it shows, how large and in which colours, and what is done before it is taken."""

    name: str
    path: str
    size: tuple[int, int] = WIDE
    scheme: str = "light"
    prepare: Callable[[Page, str], None] = nothing


SHOTS = (
    Shot("search", "/"),
    Shot("search-narrowed", "/?q=japan&usd_min=1&date_from=2023-01-01&measure=usd_sum"),
    Shot("search-suggestions", "/", prepare=choosing),
    Shot("search-dark", "/?q=missile&topic=defense", scheme="dark"),
    Shot("search-phone", "/?q=missile", PHONE),
    Shot("development", "/developments/3.7-d3"),
    Shot("issue", "/issues/3.7"),
    Shot("initiative", "/initiatives/camp-david-summit"),
    Shot("country-dark", "/countries/JP", scheme="dark"),
    Shot("money", "/money"),
    Shot("money-phone", "/money", PHONE),
    Shot("review", "/editing/sign-in", prepare=reviewing),
    Shot("search-japanese", "/?topic=defense&lang=ja"),
)


def main() -> None:
    """Take every picture from a server of its own over the seed data."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder, serving(Path(folder)) as url, chromium() as browser:
        key = made_key(Path(folder), "screenshots")
        for shot in SHOTS:
            (FOLDER / f"{shot.name}.png").write_bytes(fewer_colours(taken(browser, url, shot, key)))


def taken(browser: Browser, url: str, shot: Shot, key: str) -> bytes:
    """A picture as PNG."""
    width, height = shot.size
    context = browser.new_context(
        base_url=url,
        viewport={"width": width, "height": height},
        color_scheme=shot.scheme,  # type: ignore[arg-type]
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(shot.path, wait_until="networkidle")
    shot.prepare(page, key)
    picture = page.screenshot(animations="disabled")
    context.close()
    return picture


def fewer_colours(png: bytes) -> bytes:
    """The same picture, a third of the bytes."""
    small = BytesIO()
    Image.open(BytesIO(png)).convert("RGB").quantize(
        COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE
    ).save(small, "PNG", optimize=True)
    return small.getvalue()


if __name__ == "__main__":
    main()
