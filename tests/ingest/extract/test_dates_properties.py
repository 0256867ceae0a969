"""Dates hold their promises on any text: evidence is exact, days are near the issue, nothing raises."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ingest.draft import Days
from ingest.extract.dates import find_dates, find_day_months
from ingest.extract.passages import LONGEST

WORDS = (
    "April May march Sept. 10 11 31 29 5th the on 2024 2018-19 - – to through and between , . fiscal FY24 Q3 late mid- early "
    "first half of quarter last next this month year week two days later until fall February December January 2023-02-29 0 99"
).split()
TEXTS = st.one_of(st.text(max_size=120), st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join))
STARTS = st.dates(min_value=date(2022, 1, 1), max_value=date(2030, 12, 31))
MONTH_NAMES = "January February March April May June July August September October November December".split()


@given(TEXTS, STARTS)
def test_evidence_is_exactly_the_words_of_the_text(text: str, start: date) -> None:
    period = Days(start=start, end=start + timedelta(days=14))
    for found in find_dates(text, period):
        evidence = found.evidence
        assert evidence.raw
        assert evidence.raw == text[evidence.start : evidence.end]
        assert found.start <= found.end
        assert 0 < evidence.confidence <= 1


@given(TEXTS, STARTS)
def test_no_span_of_days_is_told_twice(text: str, start: date) -> None:
    found = find_dates(text, Days(start=start, end=start + timedelta(days=14)))
    assert len({(one.start, one.end) for one in found}) == len(found)


@given(STARTS, st.dates(min_value=date(2024, 1, 1), max_value=date(2024, 12, 31)))
def test_a_day_without_a_year_lies_within_183_days_of_the_issue(start: date, day: date) -> None:
    period = Days(start=start, end=start + timedelta(days=14))
    text = f"They met on {MONTH_NAMES[day.month - 1]} {day.day} in Oslo."
    for found in find_dates(text, period):
        assert (found.start.month, found.start.day) == (day.month, day.day)
        assert max((period.start - found.end).days, (found.start - period.end).days) <= 183


@given(STARTS, st.dates(min_value=date(1950, 1, 1), max_value=date(2080, 12, 31)))
def test_a_full_date_is_read_as_it_is(start: date, day: date) -> None:
    text = f"They met on {MONTH_NAMES[day.month - 1]} {day.day}, {day.year}."
    (found,) = find_dates(text, Days(start=start, end=start))
    assert found.start == found.end == day


@given(TEXTS)
def test_day_months_are_days_of_some_year(text: str) -> None:
    assert all(date(2024, month, day) for month, day in find_day_months(text))


def test_what_lies_beyond_the_longest_text_is_not_read() -> None:
    period = Days(start=date(2024, 4, 1), end=date(2024, 4, 15))
    assert find_dates(" " * LONGEST + "April 9", period) == ()
