"""Searching and narrowing in a real browser: what is found, the address that says it, and the way back."""

import csv
import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.chromium import Watch
from tests.browser.conftest import PHONE, Visit


def total(page: Page) -> int:
    """How many developments the page says that it found."""
    found = re.search(r"[\d,]+", page.locator(".total").inner_text())
    assert found
    return int(found[0].replace(",", ""))


def chips(page: Page) -> list[str]:
    """What the page says that it is narrowed by."""
    return [" ".join(text.split()) for text in page.locator(".chips li:not(:last-child)").all_inner_texts()]


def box(page: Page, name: str) -> Locator:
    """A value of a facet."""
    return page.get_by_role("checkbox", name=name)


def search(page: Page, words: str) -> None:
    """Type words and press Enter."""
    page.locator("#q").fill(words)
    page.locator("#q").press("Enter")
    page.wait_for_url(re.compile(r"[?&]q="))


def narrowed(visit: Visit) -> Page:
    """A page that was searched and then narrowed by a topic, days and dollars, all by hand."""
    page = visit("/")
    search(page, "japan")
    box(page, "Defense & Security").check()
    page.wait_for_url(re.compile("topic=defense"))
    page.locator("#date_from").fill("2022-06-01")
    page.locator("#date_from").blur()
    page.wait_for_url(re.compile("date_from=2022-06-01"))
    page.locator("#usd_min").fill("100m")
    page.locator("#usd_min").press("Enter")
    page.wait_for_url(re.compile("usd_min=100000000"))
    return page


def test_words_a_topic_days_and_dollars_narrow_and_stand_in_the_address_in_the_api_s_words(visit: Visit) -> None:
    page = narrowed(visit)
    assert page.url.partition("?")[2] == "q=japan&date_from=2022-06-01&topic=defense&usd_min=100000000"
    assert chips(page) == ["From 1 June 2022 ×", "Topic Defense & Security ×", "At least $100 million ×"]
    assert page.title() == "japan · Alliance Digest"
    assert 0 < total(page) < 77
    assert page.locator(".hit").count() == total(page)


def test_the_address_alone_shows_the_same_to_somebody_else(visit: Visit) -> None:
    page = narrowed(visit)
    other = visit(page.url)
    for shown in (total, chips, lambda page: page.locator("#content").inner_text()):
        assert shown(other) == shown(page)


def test_the_way_back_restores_what_was_found_and_the_filters(visit: Visit) -> None:
    page = visit("/?q=missile")
    before = total(page)
    box(page, "Trilateral & Minilateral").check()
    page.wait_for_url(re.compile("topic="))
    assert total(page) < before
    page.go_back()
    expect(page.locator(".chips")).to_have_count(0)
    assert total(page) == before
    assert not box(page, "Trilateral & Minilateral").is_checked()
    assert page.locator("#q").input_value() == "missile"
    page.go_forward()
    expect(page.locator(".chips")).to_have_count(1)
    assert box(page, "Trilateral & Minilateral").is_checked()


def test_two_values_of_a_facet_widen_and_a_chip_takes_one_away(visit: Visit) -> None:
    page = visit("/?topic=energy")
    energy = total(page)
    box(page, "Defense & Security").check()
    page.wait_for_url(re.compile("topic=defense"))
    assert total(page) > energy
    page.get_by_role("link", name="Remove: Topic Defense & Security").click()
    page.wait_for_url(re.compile(r"\?topic=energy$"))
    assert total(page) == energy


def test_a_change_keeps_the_focus_the_open_parts_and_the_place_on_the_page(visit: Visit) -> None:
    page = visit("/")
    page.locator(".timeline summary").click()
    box(page, "Energy & Climate").focus()
    page.keyboard.press("Space")
    page.wait_for_url(re.compile("topic=energy"))
    expect(page.locator(".chips")).to_be_visible()
    expect(box(page, "Energy & Climate")).to_be_focused()
    assert page.locator(".timeline details").get_attribute("open") is not None


def test_the_total_is_announced_without_moving_the_focus(visit: Visit) -> None:
    page = visit("/")
    status = page.get_by_role("status")
    status.evaluate("node => { node.marked = true; }")
    box(page, "Energy & Climate").check()
    page.wait_for_url(re.compile("topic=energy"))
    expect(status).not_to_contain_text("77")
    assert status.evaluate("node => node.marked"), "it is the same live region, so a screen reader speaks"


def test_the_next_page_goes_on_and_the_first_is_a_step_away(visit: Visit) -> None:
    page = visit("/?q=japan")
    first = page.locator(".hit").evaluate_all("nodes => nodes.map(node => node.id)")
    page.get_by_role("link", name="Next page").click()
    page.wait_for_url(re.compile("cursor="))
    second = page.locator(".hit").evaluate_all("nodes => nodes.map(node => node.id)")
    assert second
    assert not set(first) & set(second)
    page.get_by_role("link", name="Back to the first page").click()
    page.wait_for_url(re.compile(r"\?q=japan$"))
    assert page.locator(".hit").first.get_attribute("id") == first[0]


def test_a_changed_filter_leaves_the_later_page(visit: Visit) -> None:
    page = visit("/?q=japan")
    page.get_by_role("link", name="Next page").click()
    page.wait_for_url(re.compile("cursor="))
    box(page, "Energy & Climate").check()
    page.wait_for_url(re.compile("topic=energy"))
    assert "cursor" not in page.url


def test_the_order_is_chosen_and_stands_in_the_address(visit: Visit) -> None:
    page = visit("/")
    page.locator("#sort").select_option("usd_desc")
    page.wait_for_url(re.compile("sort=usd_desc"))
    expect(page.locator(".hit").first).to_contain_text("billion")


def test_a_list_is_taken_home_whole(visit: Visit) -> None:
    page = visit("/?topic=energy")
    page.locator("#take summary").click()
    with page.expect_download() as download:
        page.locator("#take").get_by_role("link", name="CSV").click()
    with download.value.path().open(encoding="utf-8-sig", newline="") as file:
        assert len({row["id"] for row in csv.DictReader(file)}) == total(page)
    page.keyboard.press("Escape")
    expect(page.locator("#take")).not_to_have_attribute("open", "")


def test_a_wrong_value_is_told_beside_the_form_which_keeps_what_was_typed(visit: Visit, watch: Watch, url: str) -> None:
    page = visit("/?q=missile")
    watch.refused.add(f"{url}/?q=missile&usd_min=lots")
    page.locator("#usd_min").fill("lots")
    page.locator("#usd_min").press("Enter")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("usd_min")
    assert page.locator("#usd_min").input_value() == "lots"
    assert page.locator("#usd_min").get_attribute("aria-invalid") == "true"
    assert page.locator("#q").input_value() == "missile"
    page.locator("#usd_min").fill("100m")
    page.locator("#usd_min").press("Enter")
    page.wait_for_url(re.compile("usd_min=100000000"))
    expect(alert).to_have_count(0)


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/?q=zzzz&topic=defense", "Nothing matches"),
        ("/?q=misile", "Did you mean"),
        ("/?q=missile+zzzz", "have some"),
    ],
    ids=["nothing", "a slip of the pen", "not all words"],
)
def test_what_finds_nothing_helps_further(visit: Visit, path: str, says: str) -> None:
    expect(visit(path).locator("#found")).to_contain_text(says)


def test_on_a_phone_nothing_is_wider_than_the_screen_and_filters_open_on_demand(visit: Visit) -> None:
    page = visit("/?q=missile", size=PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    assert not box(page, "Defense & Security").is_visible()
    page.locator("#filters > summary").click()
    box(page, "Defense & Security").check()
    page.wait_for_url(re.compile("topic=defense"))
    assert box(page, "Defense & Security").is_visible(), "they stay open while one narrows"


def test_in_japanese_all_stays_japanese_while_one_narrows(visit: Visit) -> None:
    page = visit("/?lang=ja", locale="ja-JP")
    assert page.locator("html").get_attribute("lang") == "ja"
    box(page, "防衛・安全保障").check()
    page.wait_for_url(re.compile("topic=defense"))
    assert "lang=ja" in page.url
    expect(page.locator(".total")).to_contain_text("件")
    expect(page.locator(".chips")).to_contain_text("防衛・安全保障")
    assert "日米同盟ダイジェスト" in page.title()


def test_the_language_changes_and_the_question_stays(visit: Visit) -> None:
    page = visit("/?topic=defense")
    found = total(page)
    page.get_by_role("link", name="日本語").click()
    page.wait_for_url(re.compile("lang=ja"))
    assert total(page) == found
