"""The search page where no script runs: it is asked, narrowed, turned over and read all the same."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, Visit


def test_words_and_a_box_and_apply_narrow(visit: Visit) -> None:
    page = visit("/", java_script_enabled=False)
    page.locator("#q").fill("missile")
    page.get_by_role("button", name="Search", exact=True).click()
    page.wait_for_url(re.compile("q=missile"))
    before = page.locator(".hit").count()
    page.get_by_role("checkbox", name="Trilateral & Minilateral").check()
    page.get_by_role("button", name="Apply").click()
    page.wait_for_url(re.compile(r"\?q=missile&topic=[a-z-]+$"))
    assert 0 < page.locator(".hit").count() < before


def test_short_forms_of_dollars_are_written_out(visit: Visit) -> None:
    page = visit("/", java_script_enabled=False)
    page.locator("#usd_min").fill("2.9bn")
    page.get_by_role("button", name="Apply").click()
    page.wait_for_url(re.compile(r"\?usd_min=2900000000$"))


def test_the_next_page_and_the_years_are_links(visit: Visit) -> None:
    page = visit("/", java_script_enabled=False)
    first = ids(page)
    page.get_by_role("link", name="Next page").click()
    page.wait_for_url(re.compile("cursor="))
    assert not set(first) & set(ids(page))
    page.locator(".years").get_by_role("link", name="2023").click()
    page.wait_for_url(re.compile("2023"))
    expect(page.locator(".chips")).to_be_visible()


def test_the_chart_is_its_table(visit: Visit) -> None:
    page = visit("/?topic=defense", java_script_enabled=False)
    table = page.locator(".timeline table")
    expect(table).to_be_visible()
    counts = [int(text) for text in table.locator("tbody td:nth-child(2)").all_inner_texts()]
    assert sum(counts) == page.locator(".total").evaluate("node => parseInt(node.textContent)")
    expect(page.locator("[data-plot]")).to_be_hidden()
    table.get_by_role("link").first.click()
    page.wait_for_url(re.compile("date_from="))


def test_on_a_phone_the_filters_can_be_opened_and_closed(visit: Visit) -> None:
    page = visit("/", size=PHONE, java_script_enabled=False)
    box = page.get_by_role("checkbox", name="Defense & Security")
    expect(box).to_be_visible()
    page.locator("#filters > summary").click()
    expect(box).to_be_hidden()


def ids(page: Page) -> list[str]:
    """The developments on a page."""
    return [row.get_attribute("id") or "" for row in page.locator(".hit").all()]
