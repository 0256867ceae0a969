"""Groups: what developments add up to by one or two of them, in dollars or in a currency; engines agree."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import (
    GROUPS,
    PERIODS,
    AmountFilter,
    Document,
    Filters,
    Grouping,
    Money,
    SearchQuery,
    Snapshot,
    Span,
    Sums,
    TermFilter,
    Worth,
    overlapping,
)
from tests.search.archive import development, exactly
from tests.search.conftest import Build
from tests.search.random_archives import archives, batches, queries
from tests.search.test_equality import both, folder, several_examples

__all__ = ["folder"]
YEN = Worth("JPY", "fixed", {("USD", 2024): Fraction("151.5"), ("USD", 2023): Fraction(140)})
IN_CURRENCIES = st.sampled_from([None, None, YEN, Worth("USD", "odd", {("JPY", 2024): Fraction(1, 7)}),
                                 Worth("IDR", "huge", {("USD", 2023): Fraction(10**9), ("JPY", 2024): Fraction(10**8)})])  # fmt: skip
groupings = st.builds(
    lambda query, groups, worth: Grouping(query=query, groups=tuple(groups), worth=worth),
    queries(), st.lists(st.sampled_from(GROUPS), min_size=1, max_size=2, unique=True), IN_CURRENCIES,
)  # fmt: skip


def dollars(amount: int | None, *, counted: bool = True) -> Money:
    return Money("USD", amount, amount, amount, amount, counted)


@several_examples
@given(data=st.data())
def test_whoosh_adds_up_as_memory_does(data: st.DataObject, folder: Path) -> None:
    documents = data.draw(archives())
    batch = data.draw(batches(documents))
    with both(documents, folder) as (memory, whoosh):
        for change in (False, True):
            if change:
                memory.apply(batch)
                whoosh.apply(batch)
            wanted, found = memory.snapshot(), whoosh.snapshot()
            assert found.issue_periods == wanted.issue_periods
            for grouping in data.draw(st.lists(groupings, min_size=4, max_size=4)):
                assert found.group(grouping) == wanted.group(grouping)


@pytest.fixture(scope="session")
def snapshot(build: Build) -> Snapshot:
    return build(list(_documents())).snapshot()


def _documents() -> Iterator[Document]:
    for number, (day, topics, amounts) in enumerate(
        [
            (date(2023, 9, 30), ("space",), (dollars(100),)),
            (date(2023, 10, 1), ("space", "cyber"), (dollars(7), dollars(10), dollars(50, counted=False))),
            (date(2024, 3, 31), ("cyber",), (Money("KRW", 5, 5, None, None),)),
            (date(2024, 4, 1), (), (Money("JPY", 3030, None, 20, None),)),
            (None, ("space",), ()),
        ],
        start=1,
    ):
        yield development(f"3.7-d{number}", sorted_on=day, amounts=amounts, keywords={"topic": topics})


def rows(snapshot: Snapshot, *groups: str, worth: Worth | None = None) -> dict[tuple[str | int, ...], Sums]:
    return dict(snapshot.group(Grouping(query=SearchQuery(), groups=groups, worth=worth)).rows)


def test_sums_leave_out_what_is_not_counted_and_count_what_has_no_rate(snapshot: Snapshot) -> None:
    assert rows(snapshot, "topic") == {
        ("space",): Sums(3, 117, 10, 100, 0),
        ("cyber",): Sums(2, 17, 8, 10, 1),  # the median of 7 and 10, half to even
    }


def test_a_development_in_two_groups_is_counted_once_over_all(snapshot: Snapshot) -> None:
    found = snapshot.group(Grouping(query=SearchQuery(), groups=("topic",)))
    assert found.all == Sums(5, 137, 15, 100, 1)
    assert overlapping(("topic",))
    assert not overlapping(("year",))


def test_two_groups_are_crossed(snapshot: Snapshot) -> None:
    year = PERIODS["year"].number(date(2023, 1, 1))
    assert rows(snapshot, "topic", "year")["space", year] == Sums(2, 117, 10, 100, 0)
    assert ("cyber", year) in rows(snapshot, "topic", "year")
    assert rows(snapshot, "year", "topic").keys() == {(b, a) for a, b in rows(snapshot, "topic", "year")}


def test_sums_in_a_currency_take_what_is_written_in_it_as_it_is(snapshot: Snapshot) -> None:
    found = rows(snapshot, "year", worth=YEN)
    label = {PERIODS["year"].label(int(number)): sums for (number,), sums in found.items()}
    assert label["2024"] == Sums(2, 3030, 3030, 3030, 1)
    assert label["2023"] == Sums(2, 117 * 140, 1400, 14000, 0)


def test_a_filter_narrows_what_is_added_up(snapshot: Snapshot) -> None:
    query = SearchQuery(filters=Filters(terms={"topic": TermFilter(none_of=("cyber",))}))
    assert snapshot.group(Grouping(query=query, groups=("topic",))).rows == {("space",): Sums(2, 100, 100, 100, 0)}


@pytest.fixture(scope="session")
def paid(build: Build) -> Snapshot:
    lent = Money("JPY", 3030, 3030, 20, 20, payers=("japan", "ibm"))
    amounts = [
        (exactly(100, payers=("ibm",)), exactly(7, payers=("japan",)), exactly(50, counted=False, payers=("japan",))),
        (lent, exactly(1_000_000)),
    ]
    documents = [
        development(f"3.7-d{number}", sorted_on=date(2024, 1, number), amounts=own, keywords={"topic": ("space",)})
        for number, own in enumerate(amounts, start=1)
    ]
    return build(documents).snapshot()


def test_a_group_of_a_payer_adds_up_what_that_one_pays(paid: Snapshot) -> None:
    assert rows(paid, "payer") == {("ibm",): Sums(2, 120, 60, 100, 0), ("japan",): Sums(2, 27, 14, 20, 0)}
    assert rows(paid, "topic", "payer") == {
        ("space", "ibm"): Sums(2, 120, 60, 100, 0),
        ("space", "japan"): Sums(2, 27, 14, 20, 0),
    }
    assert rows(paid, "payer", worth=YEN)["japan",] == Sums(2, 3030 + 1060, 2045, 3030, 0)


def test_groups_of_amounts_are_crossed_amount_by_amount(paid: Snapshot) -> None:
    assert rows(paid, "payer", "usd_band").keys() == {("ibm", "under_1m"), ("japan", "under_1m")}
    assert rows(paid, "usd_band") == {
        ("under_1m",): Sums(2, 127, 20, 100, 0),
        ("1m_10m",): Sums(1, 1_000_000, 1_000_000, 1_000_000, 0),
    }


def test_conditions_on_amounts_say_who_is_in_a_group_of_payers(paid: Snapshot) -> None:
    query = SearchQuery(filters=Filters(amount=AmountFilter(usd_min=50, usd_max=60)))
    found = paid.group(Grouping(query=query, groups=("payer",)))
    assert found.rows == {("japan",): Sums(1, 7, 7, 7, 0)}
    assert found.all == Sums(1, 107, 54, 100, 0)


@pytest.mark.parametrize(
    ("period", "day", "label", "start", "end"),
    [
        ("month", date(2024, 2, 29), "2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("quarter", date(2023, 12, 31), "2023-Q4", date(2023, 10, 1), date(2023, 12, 31)),
        ("year", date(2024, 1, 1), "2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("us_fiscal_year", date(2023, 10, 1), "FY2024", date(2023, 10, 1), date(2024, 9, 30)),
        ("us_fiscal_year", date(2023, 9, 30), "FY2023", date(2022, 10, 1), date(2023, 9, 30)),
        ("jp_fiscal_year", date(2024, 4, 1), "FY2024", date(2024, 4, 1), date(2025, 3, 31)),
        ("jp_fiscal_year", date(2024, 3, 31), "FY2023", date(2023, 4, 1), date(2024, 3, 31)),
    ],
)
def test_periods_are_named_and_bounded(period: str, day: date, label: str, start: date, end: date) -> None:
    rules = PERIODS[period]
    number = rules.number(day)
    assert (rules.label(number), rules.span(number)) == (label, Span(start, end))
    assert rules.number(start) == rules.number(end) == number
