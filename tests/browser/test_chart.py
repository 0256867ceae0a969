"""The chart over time: what a bar and a stroke over it narrow to, and how it looks after a change."""

import re
from datetime import date
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit

INK = """() => {
  const canvas = document.querySelector("[data-plot] canvas");
  const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
  const seen = {};
  for (let at = 0; at < pixels.length; at += 4) if (pixels[at + 3] === 255) {
    const colour = `${pixels[at]},${pixels[at + 1]},${pixels[at + 2]}`;
    seen[colour] = (seen[colour] ?? 0) + 1;
  }
  return Object.entries(seen).sort((one, other) => other[1] - one[1])[0][0];
}"""
"""The colour that most of the chart is drawn in: that of its bars."""


def span(page: Page) -> tuple[date, date]:
    """The days in the page's address."""
    given = parse_qs(urlsplit(page.url).query)
    return date.fromisoformat(given["date_from"][0]), date.fromisoformat(given["date_to"][0])


def over(page: Page) -> dict[str, float]:
    """Where the chart's own area lies on the screen."""
    box = page.locator("[data-plot] .u-over").bounding_box()
    assert box
    return dict(box)


def test_a_bar_narrows_to_its_period(visit: Visit) -> None:
    page = visit("/?q=missile")
    box = over(page)
    rows = page.locator("[data-timeline] tbody tr")
    at, count = 2, rows.count()
    page.mouse.click(box["x"] + box["width"] * (at + 0.6) / (count + 0.2), box["y"] + box["height"] - 5)
    page.wait_for_url(re.compile("date_from="))
    start, end = span(page)
    assert (start.isoformat(), end.isoformat()) == (
        rows.nth(at).get_attribute("data-start"),
        rows.nth(at).get_attribute("data-end"),
    )
    assert (end - start).days in range(89, 93)
    expect(page.locator("#date_from")).to_have_value(start.isoformat())
    expect(page.locator(".chips li")).to_have_count(3)
    assert rows.count() == count, "the chart stays wide, so that one can widen"


def test_a_stroke_over_bars_narrows_to_all_their_days(visit: Visit) -> None:
    page = visit("/?by=year")
    box = over(page)
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] * 0.15, middle)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.5, middle, steps=5)
    page.mouse.up()
    page.wait_for_url(re.compile("date_from="))
    start, end = span(page)
    assert (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)
    assert end.year - start.year == 1
    assert "by=year" in page.url


def test_light_and_dark_draw_the_chart_anew_in_their_colours(visit: Visit) -> None:
    page = visit("/")
    light = page.evaluate(INK)
    page.get_by_role("button", name="Light or dark").click()
    dark = page.evaluate(INK)
    page.get_by_role("button", name="Light or dark").click()
    assert (light, page.evaluate(INK)) == ("58,110,168", "58,110,168")
    assert dark == "108,160,218"


def test_a_chosen_theme_holds_on_the_next_page(visit: Visit) -> None:
    page = visit("/")
    page.get_by_role("button", name="Light or dark").click()
    page.goto("/?q=missile")
    assert page.locator("html").get_attribute("data-theme") == "dark"


def test_the_system_s_theme_is_followed_while_the_page_is_open(visit: Visit) -> None:
    page = visit("/")
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(f"({INK})() === '108,160,218'")


def test_dollars_by_month_are_a_step_away_and_the_chart_fits_a_narrower_window(visit: Visit) -> None:
    page = visit("/?topic=defense")
    choices = page.locator(".timeline .choices")
    choices.get_by_role("link", name="Dollars").click()
    page.wait_for_url(re.compile("measure=usd_sum"))
    choices.get_by_role("link", name="month").click()
    page.wait_for_url(re.compile("by=month"))
    assert "topic=defense" in page.url
    page.set_viewport_size({"width": 700, "height": 900})
    page.wait_for_function("document.querySelector('[data-plot] canvas').clientWidth <= 700")
    assert page.evaluate("document.documentElement.scrollWidth") <= 700
