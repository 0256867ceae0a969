"""Volume and number come from who brings a document, its title or its address; else they are proposed from its events."""

from datetime import date

import pytest

from ingest import Hints, Office
from ingest.draft import Days
from ingest.numbering import conflicts, settle, statements
from ingest.periods import days_away, half_month, number_of
from ingest.proposing import Clues, likely_number, propose

ADDRESSES = {
    "https://example.org/publications/alliance-digest-vol-2-11/": (2, 11),
    "https://example.org/publications/alliance-digest-vol-3-7": (3, 7),
    "https://example.org/publications/alliance-digest-vol-1-22-2/": (1, 22),
    "https://example.org/Alliance_Digest_Vol_3_7.pdf": (3, 7),
    "https://example.org/files/Alliance%20Digest%20Vol%203.7.pdf?x=1": (3, 7),
    "https://example.org/volume-2-issue-4/": (2, 4),
    "https://example.org/2024/04/alliance-digest/": None,
    "https://example.org/revol-2-11-x/": None,
}


@pytest.mark.parametrize(("address", "number"), ADDRESSES.items(), ids=ADDRESSES.keys())
def test_an_address_states_volume_and_number(address: str, number: tuple[int, int] | None) -> None:
    found = settle(statements(Hints(), None, address))
    assert (found.volume, found.number) == (number or (None, None))
    assert found.rule == ("address" if number else None)


def test_a_hint_wins_over_the_title_and_the_title_over_addresses() -> None:
    hints = Hints(url="https://example.org/x-vol-2-9/", volume=2, number=11)
    said = statements(hints, "US-Japan Alliance Digest Vol 2.10", None)
    assert (settle(said).volume, settle(said).number, settle(said).rule) == (2, 11, "hint")
    assert conflicts(said)
    assert [str(one) for one in said] == [
        "2.11 (given with the document)",
        "2.10 (its title)",
        "2.9 (the address it was brought from)",
    ]
    said = statements(Hints(url="https://example.org/x-vol-2-9/"), "Digest Vol 2.10", "https://example.org/x-vol-2-9/")
    assert (settle(said).number, settle(said).rule) == (10, "title")


def test_a_hint_of_the_volume_alone_is_completed_by_the_page() -> None:
    said = statements(Hints(volume=2), "Digest Vol 2.10", None)
    assert (settle(said).volume, settle(said).number, conflicts(said)) == (2, 10, False)


def test_an_issue_of_volume_three_number_seven_is_early_april_2024() -> None:
    assert half_month(3, 7) == Days(start=date(2024, 4, 1), end=date(2024, 4, 15))
    assert half_month(3, 4) == Days(start=date(2024, 2, 16), end=date(2024, 2, 29))
    assert half_month(1, 24) == Days(start=date(2022, 12, 16), end=date(2022, 12, 31))
    assert [half_month(*none) for none in ((0, 1), (1, 0), (1, 25), (8000, 1))] == [None] * 4


def test_every_day_lies_in_the_half_month_of_its_number() -> None:
    for month in range(1, 13):
        for day in (1, 15, 16, 28):
            period = half_month(2, number_of(month, day))
            assert period is not None
            assert days_away(date(2023, month, day), date(2023, month, day), period) == 0


def test_days_away_is_counted_to_the_nearer_end() -> None:
    period = Days(start=date(2024, 4, 1), end=date(2024, 4, 15))
    assert days_away(date(2024, 3, 30), date(2024, 3, 31), period) == 1
    assert days_away(date(2024, 4, 17), date(2024, 4, 18), period) == 2
    assert days_away(date(2024, 1, 1), date(2024, 12, 31), period) == 0


EVENTS = {
    "all inside": ([(4, 10), (4, 11), (4, 9), (4, 7)], 7),
    "some before": ([(7, 4), (7, 6), (6, 28), (7, 12)], 13),
    "one much before": ([(2, 1), (5, 17), (5, 20)], 10),
    "one behind": ([(5, 18), (5, 20), (6, 2)], 10),
    "around the new year": ([(12, 30), (1, 6), (1, 13)], 1),
    "the end of the year": ([(12, 18), (12, 20), (1, 9)], 24),
    "a leap day": ([(2, 29)], 4),
    "no day at all": ([], None),
    "impossible days": ([(2, 31), (13, 1)], None),
}


@pytest.mark.parametrize(("events", "number"), EVENTS.values(), ids=EVENTS.keys())
def test_the_number_is_the_half_month_that_fits_the_events(events: list[tuple[int, int]], number: int | None) -> None:
    assert likely_number(events) == number


APRIL = [(4, 10), (4, 11)]
FIRST = [Office(role="minister", first=date(2022, 1, 1), last=date(2022, 8, 15))]
SECOND = [Office(role="minister", first=date(2023, 9, 16), last=date(2024, 6, 30))]
THIRD = [Office(role="envoy", first=date(2024, 2, 1), last=date(2024, 5, 30))]


def test_a_publication_date_decides_the_year() -> None:
    assert propose(Clues(day_months=APRIL, published_on=date(2024, 4, 20)), None, None) == (3, 7)
    december = Clues(day_months=[(12, 20)], published_on=date(2024, 1, 4))
    assert propose(december, None, None) == (2, 24)


def test_who_was_in_office_narrows_the_year() -> None:
    assert propose(Clues(day_months=APRIL, offices=[SECOND, THIRD]), None, None) == (3, 7)
    assert propose(Clues(day_months=APRIL, offices=[FIRST]), None, None) == (1, 7)


def test_years_in_the_text_narrow_the_year() -> None:
    texts = ["The plan of 2023 was put off.", "Since 2023, and until 2025, they meet.", "In 2023 it cost $2024 a day."]
    assert propose(Clues(day_months=APRIL, texts=texts), None, None) == (2, 7)


def test_a_year_that_cannot_be_told_is_not_guessed() -> None:
    assert propose(Clues(day_months=APRIL), None, None) is None
    assert propose(Clues(day_months=APRIL, published_on=date(2024, 12, 1)), None, None) is None
    assert propose(Clues(day_months=APRIL, texts=["in 2022, in 2024"]), None, None) is None
    assert propose(Clues(texts=["in 2023"] * 9), None, None) is None


def test_what_is_known_stays_in_the_proposal() -> None:
    assert propose(Clues(day_months=APRIL), 3, None) == (3, 7)
    assert propose(Clues(published_on=date(2024, 4, 20)), None, 8) == (3, 8)
    assert propose(Clues(day_months=APRIL), 3, 40) is None
