"""Editing in a browser: a real file is brought in, looked at beside its text, corrected and published."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import found_in_every_look
from tests.browser.chromium import Watch
from tests.browser.conftest import Visit
from tests.contract.run import made_key, serving

PAGE = Path(__file__).resolve().parents[1] / "reading" / "pages" / "09-saved-publication.html"
TITLE = "A title that the editor wrote"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("editing")


@pytest.fixture(scope="module")
def url(folder: Path) -> Iterator[str]:
    with serving(folder) as url:
        yield url


@pytest.fixture(scope="module")
def key(folder: Path, url: str) -> str:
    return made_key(folder, "browser")


def signed_in(visit: Visit, key: str, **options: object) -> Page:
    page = visit("/editing/sign-in", **options)
    page.locator("#key").fill(key)
    page.locator("main form:not(:has(.plain)) button[type=submit]").click()
    expect(page.locator("#key")).to_have_count(0)
    return page


def uploaded(page: Page) -> None:
    page.goto("/editing/upload")
    page.locator("#file").set_input_files(PAGE)
    page.locator("main form:not(:has(.plain)) button[type=submit]").click()
    page.wait_for_url("**/editing/imports/*")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_file_is_reviewed_corrected_and_published(visit: Visit, key: str, url: str, *, scripts: bool) -> None:
    page = signed_in(visit, key, java_script_enabled=scripts)
    uploaded(page)
    assert page.locator("main .mark").count() > 20
    titles = page.locator("input[name$='/title'], textarea[name$='/title']")
    given = "21" if scripts else "22"
    page.locator("input[name='/volume']").fill("4")
    page.locator("input[name='/number']").fill(given)
    titles.last.fill(TITLE)
    page.locator("button[value=save]").first.click()
    expect(page.locator("input[name$='/title'], textarea[name$='/title']").last).to_have_value(TITLE)
    page.locator("button[value=publish]").first.click()
    page.wait_for_url("**/publish*")
    page.locator("main form:not(:has(.plain)) button[type=submit]").last.click()
    expect(page.locator("main .state")).to_have_class("state published")
    issue = page.request.get(f"{url}/v1/issues/4.{given}").json()["data"]
    assert TITLE in [line["developments"][-1]["title"] for line in issue["headlines"] if line["developments"]]


def test_a_reader_without_a_key_sees_none_of_it(visit: Visit, watch: Watch, url: str) -> None:
    watch.refused.add(f"{url}/editing/imports")
    page = visit("/editing/imports")
    assert page.locator("#key").count() == 1


def test_axe_finds_nothing_grave_on_any_page_of_the_editors(visit: Visit, key: str) -> None:
    page = signed_in(visit, key)
    uploaded(page)
    draft = page.url.partition("?")[0]
    places = (
        "/editing",
        "/editing/upload",
        "/editing/imports",
        "/editing/issues",
        "/editing/audit",
        draft,
        f"{draft}/discard",
    )
    wrong = {}
    for place in (*places, "/editing/issues/3.7/withdraw"):
        page.goto(place)
        if broken := found_in_every_look(page):
            wrong[place.removeprefix(draft)] = broken
    assert wrong == {}
