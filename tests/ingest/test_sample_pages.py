"""A real page, kept outside of the project, is read right: set ALLIANCE_SAMPLE_PAGES to a folder that holds it."""

import os
from datetime import date
from pathlib import Path

import pytest

from ingest import Draft, FoundTopic, read, read_vocabulary

FOLDER = os.environ.get("ALLIANCE_SAMPLE_PAGES", "")
SEED_DATA = Path(__file__).resolve().parents[2] / "seed_data"
NUMBER = (3, 7)
SUMS = [(2_900_000_000, "USD"), (1_000_000_000, "USD"), (110_000_000, "USD")]
DAYS = {
    (date(2024, 4, 7), date(2024, 4, 7)),
    (date(2024, 4, 9), date(2024, 4, 9)),
    (date(2024, 4, 10), date(2024, 4, 11)),
    (date(2024, 4, 11), date(2024, 4, 11)),
}
CORE = {1: "defense", 2: "economic", 3: "space", 4: "trilateral"}


@pytest.fixture(scope="module")
def draft() -> Draft:
    if not FOLDER or not Path(FOLDER).is_dir():
        pytest.skip("ALLIANCE_SAMPLE_PAGES names no folder of sample pages")
    vocabulary = read_vocabulary(SEED_DATA)
    drafts = [read(path.read_bytes(), vocabulary) for path in sorted(Path(FOLDER).iterdir()) if path.is_file()]
    found = [one for one in drafts if (one.numbering.volume, one.numbering.number) == NUMBER]
    if not found:
        pytest.skip(f"no sample page is of volume {NUMBER[0]}, number {NUMBER[1]}")
    return found[0]


def test_the_page_has_five_headlines_and_a_development_each(draft: Draft) -> None:
    assert len(draft.headlines) == 5
    assert [one.headline for one in draft.developments] == [1, 2, 3, 4, 5]
    assert draft.publisher == "Sasakawa USA"
    assert draft.occasion is not None


def test_the_sums_are_those_of_the_page(draft: Draft) -> None:
    amounts = [amount for one in draft.developments for amount in one.amounts]
    assert [(amount.low, amount.currency) for amount in amounts] == SUMS
    assert all(amount.low == amount.high for amount in amounts)


def test_the_dates_are_those_of_the_page(draft: Draft) -> None:
    assert {(found.start, found.end) for one in draft.developments for found in one.dates} == DAYS


@pytest.mark.parametrize(("place", "topic"), CORE.items(), ids=CORE.values())
def test_core_topics_are_placed_right(draft: Draft, place: int, topic: str) -> None:
    assert topic in slugs(draft.developments[place].topics)


def test_the_last_development_has_its_six_countries(draft: Draft) -> None:
    assert {country.code for country in draft.developments[4].countries} >= {"US", "JP", "PH", "AU", "GB", "CN"}


def slugs(topics: tuple[FoundTopic, ...]) -> set[str]:
    return {topic.slug for topic in topics}
