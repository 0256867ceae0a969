"""What every filter means, in every engine: as cases of the seed, and as tables over small archives."""

from datetime import UTC, date, datetime, timedelta

import pytest

from search import (
    RECORD_KINDS,
    AmountFilter,
    Document,
    Filters,
    Money,
    SearchQuery,
    Snapshot,
    Sort,
    Span,
    SpanFilter,
    TermFilter,
)
from tests.search.archive import SEED_VERSION, development, exactly, seed_documents, usd
from tests.search.conftest import Build

M = 1_000_000


def terms(**wanted: TermFilter) -> Filters:
    return Filters(terms=wanted)


def filtered(snapshot: Snapshot, filters: Filters) -> set[str]:
    return {hit.id for hit in snapshot.search(SearchQuery(filters=filters, limit=1000)).hits}


def day(n: int) -> date:
    return date(2024, 4, n)


def having(field: str, *values: str) -> set[str]:
    return {d.id for d in seed_documents() if set(values) <= set(d.keywords.get(field, ()))}


# --- the cases of the seed -------------------------------------------------------------------------------------------
def test_every_answer_names_its_version(seed: Snapshot) -> None:
    assert seed.data_version == SEED_VERSION
    assert seed.search(SearchQuery()).data_version == SEED_VERSION


def test_no_filter_finds_every_record(seed: Snapshot) -> None:
    assert [seed.search(SearchQuery(kinds=(kind,))).total for kind in RECORD_KINDS] == [77, 170, 34]
    assert seed.search(SearchQuery(kinds=RECORD_KINDS)).total == 77 + 170 + 34


def test_space_with_japan_finds_the_developments_that_bear_both(seed: Snapshot) -> None:
    found = filtered(seed, terms(topic=TermFilter(("space",)), country=TermFilter(("JP",))))
    assert found == having("topic", "space") & having("country", "JP")
    assert "3.7-d4" in found


def test_dollar_range_binds_one_amount(seed: Snapshot) -> None:
    found = filtered(seed, Filters(amount=AmountFilter(usd_min=200 * M, usd_max=900 * M)))
    assert found == {"2.10-d2", "3.10-d2"}, "2.9bn, 1bn and 110m of 3.7-d3 are all outside"


def test_at_least_a_billion_is_sorted_by_the_largest(seed: Snapshot) -> None:
    query = SearchQuery(filters=Filters(amount=AmountFilter(usd_min=1000 * M)), sort=Sort.USD_DESC)
    found = [hit.id for hit in seed.search(query).hits]
    assert found == ["2.24-d1", "3.5-d1", "2.17-d2", "3.7-d3", "2.22-d2", "1.6-d3"]


def test_all_of_two_countries(seed: Snapshot) -> None:
    found = filtered(seed, terms(country=TermFilter((), ("JP", "PH"))))
    assert found == having("country", "JP", "PH")
    assert {"3.7-d5", "2.11-d3"} <= found


def test_date_of_an_event_or_else_of_the_issue(seed: Snapshot) -> None:
    found = filtered(seed, Filters(date=SpanFilter(day(7), day(7))))
    assert {"3.7-d5", "3.7-d2", "3.7-d3"} <= found
    assert not {"3.7-d1", "3.7-d4"} & found


# --- amounts ---------------------------------------------------------------------------------------------------------
AMOUNTS: dict[str, tuple[Money, ...]] = {
    "1.1-d1": (exactly(300 * M),),
    "1.1-d2": (usd(300 * M),),
    "1.1-d3": (usd(None, 300 * M),),
    "1.1-d4": (usd(100 * M, 300 * M),),
    "1.1-d5": (exactly(2900 * M), exactly(1000 * M), exactly(110 * M)),
    "1.1-d6": (),
    "1.1-d7": (Money("JPY", 300 * M, 300 * M, 2 * M, 2 * M),),
    "1.1-d8": (Money("KRW", 300 * M, 300 * M, None, None),),
}
AMOUNT_RULES = [
    ("exact-and-open-ends", AmountFilter(usd_min=200 * M, usd_max=900 * M), "1 2 3"),
    ("the-same-amount", AmountFilter(usd_min=200 * M, usd_max=2000 * M), "1 2 3 5"),
    ("one-amount-each-side-is-not-enough", AmountFilter(usd_min=1001 * M, usd_max=2899 * M), ""),
    ("at-least", AmountFilter(usd_min=300 * M), "1 2 3 5"),
    ("more-than-300m-counts-as-300m", AmountFilter(usd_min=300 * M + 1), "5"),
    ("at-most", AmountFilter(usd_max=300 * M), "1 2 3 4 5 7"),
    ("up-to-300m-counts-as-300m", AmountFilter(usd_max=300 * M - 1), "5 7"),
    ("range-lies-inside", AmountFilter(usd_min=100 * M, usd_max=300 * M), "1 2 3 4 5"),
    ("range-sticks-out-at-the-top", AmountFilter(usd_min=100 * M, usd_max=299 * M), "5"),
    ("both-ends-belong", AmountFilter(usd_min=110 * M, usd_max=110 * M), "5"),
    ("currency-as-written", AmountFilter(amount_min=300 * M, currencies=("JPY",)), "7"),
    ("several-currencies", AmountFilter(amount_min=300 * M, currencies=("JPY", "KRW")), "7 8"),
    ("currency-alone", AmountFilter(currencies=("KRW",)), "8"),
    ("currency-nobody-has", AmountFilter(currencies=("EUR",)), ""),
    ("as-written-in-any-currency", AmountFilter(amount_min=300 * M, amount_max=300 * M), "1 2 3 7 8"),
    ("dollars-and-currency-bind-together", AmountFilter(usd_max=5 * M, currencies=("JPY",)), "7"),
    ("dollars-and-figure-bind-together", AmountFilter(usd_max=5 * M, amount_min=301 * M), ""),
    ("unconverted-lies-in-no-dollar-range", AmountFilter(usd_min=0), "1 2 3 4 5 7"),
    ("has-an-amount", AmountFilter(present=True), "1 2 3 4 5 7 8"),
    ("has-an-amount-of-a-size", AmountFilter(present=True, usd_min=301 * M), "5"),
    ("has-no-amount", AmountFilter(present=False), "6"),
    ("no-amount-of-a-size-contradicts-itself", AmountFilter(present=False, usd_min=1), ""),
    ("no-amount-of-a-currency-contradicts-itself", AmountFilter(present=False, currencies=("USD",)), ""),
    ("nothing-wanted-of-an-amount-wants-an-amount", AmountFilter(), "1 2 3 4 5 7 8"),
    ("huge", AmountFilter(usd_min=9 * 10**18), ""),
]


@pytest.fixture(scope="module")
def amounts(build: Build) -> Snapshot:
    return build([development(id, amounts=amounts) for id, amounts in AMOUNTS.items()]).snapshot()


@pytest.mark.parametrize(("wanted", "found"), [r[1:] for r in AMOUNT_RULES], ids=[r[0] for r in AMOUNT_RULES])
def test_amount_filter(amounts: Snapshot, wanted: AmountFilter, found: str) -> None:
    assert filtered(amounts, Filters(amount=wanted)) == {f"1.1-d{n}" for n in found.split()}


# --- dates -----------------------------------------------------------------------------------------------------------
PERIOD = Span(day(1), day(15))
DATED: dict[str, tuple[Span, ...]] = {
    "1.1-d1": (Span(day(10), day(11)),),
    "1.1-d2": (),
    "1.1-d3": (Span(day(3), day(3)), Span(day(20), day(25))),
    "1.1-d4": (Span(date(2023, 4, 1), date(2024, 3, 31)),),
}
DATE_RULES = [
    ("one-day-inside", SpanFilter(day(10), day(10)), "1 2"),
    ("last-day-belongs", SpanFilter(day(11), day(11)), "1 2"),
    ("between-two-events", SpanFilter(day(4), day(9)), "2"),
    ("second-event", SpanFilter(day(22), day(22)), "3"),
    ("touches-the-start", SpanFilter(day(16), day(20)), "3"),
    ("open-end", SpanFilter(day(12), None), "2 3"),
    ("open-start", SpanFilter(None, date(2024, 3, 31)), "4"),
    ("open-both", SpanFilter(None, None), "1 2 3 4"),
    ("whole-year", SpanFilter(date(2023, 1, 1), date(2023, 12, 31)), "4"),
    ("after-all", SpanFilter(date(2025, 1, 1), None), ""),
    ("without-a-date-the-period-counts", SpanFilter(day(15), day(15)), "2"),
    ("far-ends-of-the-calendar", SpanFilter(date.min, date.max), "1 2 3 4"),
]


@pytest.fixture(scope="module")
def dated(build: Build) -> Snapshot:
    return build([development(id, event_spans=spans, published=PERIOD) for id, spans in DATED.items()]).snapshot()


@pytest.mark.parametrize(("wanted", "found"), [r[1:] for r in DATE_RULES], ids=[r[0] for r in DATE_RULES])
def test_date_filter(dated: Snapshot, wanted: SpanFilter, found: str) -> None:
    assert filtered(dated, Filters(date=wanted)) == {f"1.1-d{n}" for n in found.split()}


PUBLISHED_RULES = [
    ("first-day-belongs", SpanFilter(None, day(1)), True),
    ("last-day-belongs", SpanFilter(day(15), None), True),
    ("before", SpanFilter(None, date(2024, 3, 31)), False),
    ("after", SpanFilter(day(16), None), False),
    ("inside", SpanFilter(day(5), day(6)), True),
    ("around", SpanFilter(date(2024, 1, 1), date(2024, 12, 31)), True),
]


@pytest.mark.parametrize(("wanted", "found"), [r[1:] for r in PUBLISHED_RULES], ids=[r[0] for r in PUBLISHED_RULES])
def test_published_filter_goes_by_the_issue_period(dated: Snapshot, wanted: SpanFilter, found: bool) -> None:
    assert filtered(dated, Filters(published=wanted)) == (set(DATED) if found else set())


def test_record_without_a_period_is_found_by_no_published_filter(build: Build) -> None:
    snapshot = build([development(published=None, event_spans=())]).snapshot()
    assert filtered(snapshot, Filters(published=SpanFilter(None, None))) == set()
    assert filtered(snapshot, Filters(date=SpanFilter(None, None))) == set()


NOON = datetime(2024, 5, 1, 12, 0, 0, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("since", "found"),
    [(NOON, True), (NOON - timedelta(microseconds=1), True), (NOON + timedelta(microseconds=1), False)],
    ids=["at-the-moment", "just-before", "just-after"],
)
def test_updated_since_includes_its_moment(build: Build, since: datetime, found: bool) -> None:
    snapshot = build([development(updated_at=NOON), development("1.1-d2", updated_at=None)]).snapshot()
    assert filtered(snapshot, Filters(updated_since=since)) == ({"1.1-d1"} if found else set())


# --- values ----------------------------------------------------------------------------------------------------------
TAGGED = {"1.1-d1": ("a",), "1.1-d2": ("a", "b"), "1.1-d3": ("b", "c"), "1.1-d4": ()}
TERM_RULES = [
    ("any-of-one", TermFilter(("a",)), "1 2"),
    ("any-of-two", TermFilter(("a", "c")), "1 2 3"),
    ("all-of-two", TermFilter((), ("a", "b")), "2"),
    ("none-of", TermFilter((), (), ("a",)), "3 4"),
    ("none-of-two", TermFilter((), (), ("a", "c")), "4"),
    ("any-and-all", TermFilter(("a", "c"), ("b",)), "2 3"),
    ("any-and-none", TermFilter(("a", "b"), (), ("c",)), "1 2"),
    ("value-that-nobody-has", TermFilter(("z",)), ""),
    ("none-of-a-value-that-nobody-has", TermFilter((), (), ("z",)), "1 2 3 4"),
    ("value-is-exact", TermFilter(("A",)), ""),
    ("nothing-asked", TermFilter(), "1 2 3 4"),
]


@pytest.fixture(scope="module")
def tagged(build: Build) -> Snapshot:
    documents: list[Document] = [development(id, keywords={"topic": tags}) for id, tags in TAGGED.items()]
    return build(documents).snapshot()


@pytest.mark.parametrize(("wanted", "found"), [r[1:] for r in TERM_RULES], ids=[r[0] for r in TERM_RULES])
def test_value_filter(tagged: Snapshot, wanted: TermFilter, found: str) -> None:
    assert filtered(tagged, terms(topic=wanted)) == {f"1.1-d{n}" for n in found.split()}


@pytest.mark.parametrize("field", ["organization", "person", "initiative", "issue", "volume"])
def test_named_things_filter_by_their_slug(seed: Snapshot, field: str) -> None:
    value = min(v for d in seed_documents() for v in d.keywords.get(field, ()))
    expected = {id for id in having(field, value) if "-d" in id}
    assert filtered(seed, terms(**{field: TermFilter((value,))})) == expected


def test_filters_are_anded(seed: Snapshot) -> None:
    filters = Filters(terms={"volume": TermFilter(("3",))}, amount=AmountFilter(present=True))
    assert filtered(seed, filters) == {"3.5-d1", "3.7-d3", "3.10-d2"}
