"""Every label of the reading set is true of its page, in known words, and the set covers what real pages do."""

import re
from datetime import date
from pathlib import Path

import pycountry
import pytest

from tests.reading.drafts import page_text, paragraph_text
from tests.reading.labels import PAGES, LabelledAmount, LabelledPage, labelled_page, labelled_pages

TOPICS = Path(__file__).resolve().parents[2] / "seed_data" / "topics.yaml"
ALL = labelled_pages()
TEXTS = {page.name: page_text(page) for page in ALL}
SLUGS = frozenset(re.findall(r"(?m)^  - slug: (\S+)", TOPICS.read_text(encoding="utf-8")))
each_page = pytest.mark.parametrize("page", ALL, ids=lambda page: page.name)
PRECISIONS = {"day", "part-of-month", "half-month", "month", "quarter", "half-year", "year", "fiscal-year"}
SCALES = {
    "thousand": 10**3,
    "million": 10**6,
    "m": 10**6,
    "billion": 10**9,
    "bn": 10**9,
    "b": 10**9,
    "trillion": 10**12,
}
WORDS = {"one": 1, "two": 2, "four": 4, "five": 5, "forty": 40, "seventy-five": 75, "half a": 0.5}
SIGNS = {"USD": ("$", "dollars"), "JPY": ("¥", "yen"), "EUR": ("€", "euros"), "KRW": ("won",)}
SIGNS |= {"AUD": ("A$", "Australian dollars"), "CAD": ("C$",)}


def figures(raw: str) -> set[int]:
    """The sums that the words of an amount say, in whole units; the scale at the end holds for both ends of a range."""
    scales = [
        SCALES[word.casefold()]
        for word in re.findall(r"(?i)(?<![a-z])(thousand|trillion|billion|million|bn|m|b)\b", raw)
    ]
    numbers = [float(number.replace(",", "")) for number in re.findall(r"\d[\d,]*(?:\.\d+)?", raw)]
    numbers += [value for word, value in WORDS.items() if re.search(rf"(?i)(?<![\w-]){word}\b", raw)]
    return {round(number * (scales[-1] if scales else 1)) for number in numbers}


@each_page
def test_every_headline_and_paragraph_is_on_the_page_once_and_in_order(page: LabelledPage) -> None:
    text, at = TEXTS[page.name], 0
    for words in [*page.headlines, *(p.first for p in page.paragraphs)]:
        assert text.count(words) == 1, words
        assert text.index(words) > at, words
        at = text.index(words)
    assert all(36 <= len(line) <= 91 and not line.endswith(".") for line in page.headlines)
    assert all(400 <= len(paragraph_text(p, text)) <= 1250 for p in page.paragraphs)
    assert [p.headline for p in page.paragraphs] == list(range(1, len(page.headlines) + 1))


@each_page
def test_every_quoted_date_and_amount_stands_in_its_paragraph(page: LabelledPage) -> None:
    for label in page.paragraphs:
        text = paragraph_text(label, TEXTS[page.name])
        quotes = [*(found.raw for found in label.dates), *(found.raw for found in label.amounts)]
        assert [raw for raw in quotes if raw and raw not in text] == []
        assert all(found.raw or found.optional for found in label.dates)
        names = [name for name in label.names if name.kind and not any(form in text for form in name.forms)]
        assert [name.forms for name in names] == []


@each_page
def test_every_amount_says_its_figures_and_currency(page: LabelledPage) -> None:
    for amount in (amount for label in page.paragraphs for amount in label.amounts):
        ends = {end for end in (amount.low, amount.high) if end is not None}
        assert ends, amount
        assert ends == figures(amount.raw), amount
        assert any(sign in amount.raw for sign in SIGNS[amount.currency]), amount
        assert amount.low is None or amount.high is None or amount.low <= amount.high


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("$2.9 billion", {2_900_000_000}),
        ("~$700m", {700_000_000}),
        ("$14.9B", {14_900_000_000}),
        ("A$14-18 billion", {14_000_000_000, 18_000_000_000}),
        ("half a billion dollars", {500_000_000}),
        ("seventy-five thousand dollars", {75_000}),
        ("$186,000", {186_000}),
    ],
)
def test_figures_are_read_from_the_words_of_an_amount(raw: str, expected: set[int]) -> None:
    assert figures(raw) == expected


@each_page
def test_every_date_is_a_span_of_its_precision_near_its_words(page: LabelledPage) -> None:
    for found in (found for label in page.paragraphs for found in label.dates):
        assert found.start <= found.end
        assert found.precision in PRECISIONS
        if found.raw and (years := re.findall(r"\b(?:19|20)\d\d\b", found.raw)):
            spanned = range(found.start.year, found.end.year + 1)
            assert {int(year) for year in years} <= set(spanned), found
        if found.precision == "year":
            assert (found.start.month, found.start.day, found.end.month, found.end.day) == (1, 1, 12, 31)


@each_page
def test_a_day_without_a_year_is_the_nearest_one_to_the_issue(page: LabelledPage) -> None:
    volume, number = page.proposed or (page.volume, page.number)
    assert volume
    assert number
    issue = date(2021 + volume, (number + 1) // 2, 8 if number % 2 else 23)
    days = [
        d
        for label in page.paragraphs
        for d in label.dates
        if d.precision == "day" and not re.search(r"\d{4}", d.raw or "")
    ]
    assert days
    assert [d for d in days if abs((d.start - issue).days) > 183] == []


@each_page
def test_every_country_and_topic_is_known(page: LabelledPage) -> None:
    for label in page.paragraphs:
        codes = label.countries | label.optional_countries
        assert {code for code in codes if pycountry.countries.get(alpha_2=code) is None} == set()
        assert label.topics | label.optional_topics <= SLUGS
        assert not label.countries & label.optional_countries
        assert not label.topics & label.optional_topics


def test_the_topics_of_the_seed_data_are_seen() -> None:
    assert {"defense", "economic", "space", "trilateral"} < SLUGS


def test_the_set_is_as_large_and_as_varied_as_promised() -> None:
    paragraphs = [label for page in ALL for label in page.paragraphs]
    amounts = [amount for label in paragraphs for amount in label.amounts]
    assert len(ALL) >= 12
    assert len(paragraphs) >= 60
    assert {amount.currency for amount in amounts} == set(SIGNS)
    assert {amount.not_counted for amount in amounts} == {None, "repeat", "running_total", "past_cost"}
    assert {_shape(amount) for amount in amounts} == {"exact", "range", "open above", "open below"}
    assert {d.precision for label in paragraphs for d in label.dates} >= PRECISIONS - {"half-month"}
    assert any(not label.dates for label in paragraphs)
    assert any(not label.amounts for label in paragraphs)
    assert {page.path.suffix for page in ALL} == {".txt", ".html"}
    assert {len(page.headlines) for page in ALL} == {4, 5}
    assert any(page.volume is None and page.proposed for page in ALL)


def _shape(amount: LabelledAmount) -> str:
    if amount.low is None or amount.high is None:
        return "open above" if amount.high is None else "open below"
    return "exact" if amount.low == amount.high else "range"


def test_a_label_file_without_its_page_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "alone.yaml").write_text("volume: 1\nnumber: 1\nheadlines: []\nparagraphs: []\n", encoding="utf-8")
    with pytest.raises(ValueError, match="needs one page"):
        labelled_page(tmp_path / "alone.yaml")


def test_a_misspelt_key_of_a_paragraph_is_an_error(tmp_path: Path) -> None:
    row = "{first: a, last: b, headline: 1, country: [JP]}"
    (tmp_path / "page.yaml").write_text(f"volume: 1\nnumber: 1\nheadlines: []\nparagraphs: [{row}]\n", encoding="utf-8")
    (tmp_path / "page.txt").write_text("a b", encoding="utf-8")
    with pytest.raises(ValueError, match="country"):
        labelled_page(tmp_path / "page.yaml")


def test_every_page_has_labels() -> None:
    assert {path.stem for path in PAGES.iterdir()} == {page.name for page in ALL}
