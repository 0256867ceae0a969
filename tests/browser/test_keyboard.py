"""The search page by keyboard alone: suggestions, the slider, and the way through all of it."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit

FOCUSED = """() => {
  const node = document.activeElement, style = getComputedStyle(node);
  const ring = [node, node.closest("label")].filter(Boolean).map((one) => getComputedStyle(one))
    .some((style) => (style.outlineStyle !== "none" && style.outlineWidth !== "0px") || style.boxShadow !== "none");
  return node === document.body ? null : { name: node.id || node.name || node.getAttribute("href") || node.className || node.textContent.trim(), ring };
}"""


def type_words(page: Page, words: str) -> None:
    """Type into the search box until suggestions stand below it."""
    page.locator("#q").press_sequentially(words)
    expect(page.get_by_role("listbox")).to_be_visible()


def test_a_suggestion_is_chosen_with_arrows_and_enter_and_becomes_a_filter(visit: Visit) -> None:
    page = visit("/")
    type_words(page, "artemis")
    expect(page.locator("#q")).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    option = page.get_by_role("listbox").get_by_role("option", selected=True)
    expect(option).to_have_count(1)
    assert page.locator("#q").get_attribute("aria-activedescendant") == option.get_attribute("id")
    value = option.get_attribute("data-value")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(f"={value}"))
    expect(page.locator("#q")).to_have_value("")
    expect(page.locator(".chips li")).to_have_count(2)


def test_escape_closes_suggestions_and_keeps_what_was_typed(visit: Visit) -> None:
    page = visit("/")
    type_words(page, "artemis")
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(page.locator("#q")).to_have_value("artemis")
    expect(page.locator("#q")).to_have_attribute("aria-expanded", "false")


def test_enter_without_a_choice_searches_for_the_words(visit: Visit) -> None:
    page = visit("/")
    type_words(page, "artemis")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"\?q=artemis$"))
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_a_slash_goes_to_the_search_box_but_can_still_be_typed(visit: Visit) -> None:
    page = visit("/")
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("a/b")
    expect(page.locator("#q")).to_have_value("a/b")


@pytest.mark.parametrize(
    ("handle", "key", "address"),
    [("Least dollars", "ArrowRight", "usd_min="), ("Most dollars", "ArrowLeft", "usd_max=")],
    ids=["the least", "the most"],
)
def test_the_slider_moves_by_keyboard_and_says_dollars(visit: Visit, handle: str, key: str, address: str) -> None:
    page = visit("/")
    slider = page.get_by_role("slider", name=handle)
    slider.focus()
    before = slider.get_attribute("aria-valuetext")
    for _ in range(3):
        page.keyboard.press(key)
    page.wait_for_url(re.compile(address))
    expect(page.get_by_role("slider", name=handle)).not_to_have_attribute("aria-valuetext", before or "")
    assert "$" in (page.get_by_role("slider", name=handle).get_attribute("aria-valuetext") or "")
    expect(page.get_by_role("slider", name=handle)).to_be_focused()


def test_tab_reaches_everything_in_order_and_shows_where_it_is(visit: Visit) -> None:
    page = visit("/?q=missile&topic=defense")
    reached = []
    for _ in range(400):
        page.keyboard.press("Tab")
        found = page.evaluate(FOCUSED)
        if found is None:
            break
        reached.append(found)
    names = [row["name"] for row in reached]
    assert [row["name"] for row in reached if not row["ring"]] == []
    wanted = ["#content", "q", "topic-defense", "date_from", "usd_min", "country-JP", "sort"]
    assert [name for name in dict.fromkeys(names) if name in wanted] == wanted, "in the order in which they are read"
    assert names[0] == "#content", "the way past the navigation comes first"
    must = page.locator("#found a:visible, #filters input:visible:not([type=hidden])").count()
    assert len(names) >= must


def test_the_skip_link_leads_past_the_navigation(visit: Visit) -> None:
    page = visit("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("#q")).to_be_focused()
