"""Facets: counts and dollars of every value, what a facet leaves out, and what it always shows, in every engine."""

from dataclasses import replace
from datetime import date

import pytest

from search import (
    DEVELOPMENT,
    FACETS,
    HEADLINE,
    ISSUE,
    RECORD_KINDS,
    USD_BANDS,
    AmountFilter,
    Facet,
    Filters,
    Money,
    SearchQuery,
    Snapshot,
    SpanFilter,
    TermFilter,
)
from tests.search.archive import development, exactly, seed_documents, usd
from tests.search.conftest import Build

M = 1_000_000


def facet(snapshot: Snapshot, query: SearchQuery, name: str) -> Facet:
    return snapshot.search(replace(query, facets=(name,))).facets[name]


def counts(found: Facet) -> dict[str, int]:
    return {bucket.value: bucket.count for bucket in found.buckets}


def where(**terms: TermFilter) -> SearchQuery:
    return SearchQuery(filters=Filters(terms=terms), facet_limit=None)


def tally(query: SearchQuery, field: str) -> dict[str, int]:
    """Count the seed's developments by value, with the topic and country filters of a query."""
    found: dict[str, int] = {}
    for document in seed_documents():
        wanted = query.filters.terms
        if document.kind != DEVELOPMENT or not all(
            (not w.any_of or set(w.any_of) & set(document.keywords[f])) and set(w.all_of) <= set(document.keywords[f])
            for f, w in wanted.items()
        ):
            continue
        for value in set(document.keywords.get(field, ())):
            found[value] = found.get(value, 0) + 1
    return found


SPACE = TermFilter(("space",))


@pytest.mark.parametrize("field", ["topic", "country", "country_pair", "organization", "person", "initiative"])
def test_facet_counts_the_developments_of_every_value(seed: Snapshot, field: str) -> None:
    query = SearchQuery(facet_limit=None)
    assert counts(facet(seed, query, field)) == tally(query, field)


def test_facet_leaves_out_its_own_any_of_filter(seed: Snapshot) -> None:
    query = where(topic=SPACE)
    assert counts(facet(seed, query, "topic")) == tally(where(), "topic")
    assert counts(facet(seed, query, "country")) == tally(query, "country")


def test_facet_keeps_its_own_all_of_and_none_of_filters(seed: Snapshot) -> None:
    narrowed = facet(seed, where(topic=TermFilter(("space",), ("technology",))), "topic")
    assert counts(narrowed) == tally(where(topic=TermFilter((), ("technology",))), "topic")
    without = facet(seed, where(topic=TermFilter((), (), ("defense",))), "topic")
    assert "defense" not in counts(without)


def test_strict_facet_keeps_its_own_filter(seed: Snapshot) -> None:
    query = replace(where(topic=SPACE), strict_facets=frozenset({"topic"}))
    assert counts(facet(seed, query, "topic")) == tally(where(topic=SPACE), "topic")


def test_q_narrows_every_facet(seed: Snapshot) -> None:
    found = facet(seed, SearchQuery(q="organization:NASA"), "topic")
    assert counts(found) == {"space": 1, "technology": 1}


def test_buckets_stand_by_count_then_value(seed: Snapshot) -> None:
    buckets = facet(seed, SearchQuery(facet_limit=None), "organization").buckets
    assert list(buckets) == sorted(buckets, key=lambda bucket: (-bucket.count, bucket.value))


def test_facet_limit_cuts_buckets_but_not_the_number_of_values(seed: Snapshot) -> None:
    whole = facet(seed, SearchQuery(facet_limit=None), "organization")
    short = facet(seed, SearchQuery(facet_limit=3), "organization")
    assert short.buckets == whole.buckets[:3]
    assert short.values == whole.values == len(whole.buckets)
    assert short.distinct_count == whole.distinct_count


def test_selected_bucket_is_there_though_small(seed: Snapshot) -> None:
    query = replace(where(topic=TermFilter(("space",))), facet_limit=1)
    shown = {bucket.value: bucket.selected for bucket in facet(seed, query, "topic").buckets}
    assert shown == {"defense": False, "space": True}


def test_selected_bucket_is_there_with_nothing_in_it(seed: Snapshot) -> None:
    found = facet(seed, where(topic=TermFilter(("nosuchtopic",))), "topic")
    (selected,) = [bucket for bucket in found.buckets if bucket.selected]
    assert (selected.value, selected.count, selected.usd_sum) == ("nosuchtopic", 0, None)
    assert found.values == len(found.buckets) - 1


def test_labels_come_from_the_vocabulary(seed: Snapshot) -> None:
    labels = {b.value: b.label for b in facet(seed, where(), "topic").buckets}
    assert labels["space"] != "space"
    pairs = {b.value: b.label for b in facet(seed, where(), "country_pair").buckets}
    assert pairs["JP-PH"] == "Japan – Philippines"
    organizations = {b.value: b.label for b in facet(seed, where(), "organization").buckets}
    assert organizations["meti"] == "Ministry of Economy, Trade and Industry of Japan"
    assert {b.label for b in facet(seed, where(), "issue").buckets} >= {"US-Japan Alliance Digest Vol 3.7"}


# --- kinds -----------------------------------------------------------------------------------------------------------
def test_kind_facet_counts_each_kind_whatever_kinds_are_asked(seed: Snapshot) -> None:
    for kinds in (RECORD_KINDS, (DEVELOPMENT,)):
        assert counts(facet(seed, SearchQuery(kinds=kinds), "kind")) == {HEADLINE: 170, DEVELOPMENT: 77, ISSUE: 34}


def test_kind_facet_selects_the_kinds_asked_unless_all_are(seed: Snapshot) -> None:
    one = facet(seed, SearchQuery(kinds=(ISSUE,)), "kind")
    assert {b.value for b in one.buckets if b.selected} == {ISSUE}
    assert not [b for b in facet(seed, SearchQuery(kinds=RECORD_KINDS), "kind").buckets if b.selected]


def test_facet_of_issues_counts_issues_and_sums_developments(seed: Snapshot) -> None:
    by_issue = facet(seed, SearchQuery(kinds=(ISSUE,), facet_limit=None), "topic")
    by_development = facet(seed, SearchQuery(facet_limit=None), "topic")
    space = {d.keywords["issue"] for d in seed_documents() if "space" in d.keywords.get("topic", ())}
    assert counts(by_issue)["space"] == len(space)
    sums = {b.value: b.usd_sum for b in by_issue.buckets}
    assert sums == {b.value: b.usd_sum for b in by_development.buckets}


# --- dollars ---------------------------------------------------------------------------------------------------------
def money_archive() -> list[object]:
    return [
        development("1.1-d1", amounts=(exactly(10 * M), usd(5 * M)), keywords={"topic": ("a", "b")}),
        development("1.1-d2", amounts=(usd(None, 3 * M), exactly(7 * M, counted=False)), keywords={"topic": ("a",)}),
        development("1.1-d3", amounts=(Money("KRW", 9, 9, None, None),), keywords={"topic": ("b",)}),
        development("1.1-d4", amounts=(Money("KRW", 9, 9, None, None, counted=False),), keywords={"topic": ("c",)}),
        development("1.1-d5", amounts=(usd(1 * M, 2 * M),), sorted_on=date(2023, 2, 3), keywords={"topic": ("a",)}),
    ]


@pytest.fixture(scope="module")
def money(build: Build) -> Snapshot:
    return build(money_archive()).snapshot()  # type: ignore[arg-type]


def test_sums_take_the_bottom_of_counted_amounts(money: Snapshot) -> None:
    found = {b.value: (b.usd_sum, b.unconverted) for b in facet(money, SearchQuery(), "topic").buckets}
    assert found == {"a": ((10 + 5 + 3 + 1) * M, 0), "b": (15 * M, 1), "c": (None, 0)}


def test_distinct_counts_each_development_and_amount_once(money: Snapshot) -> None:
    found = facet(money, SearchQuery(), "topic")
    assert found.overlapping
    assert (found.distinct_count, found.distinct_usd_sum) == (5, 19 * M)
    assert sum(b.count for b in found.buckets) == 6


def test_distinct_is_over_the_records_that_have_a_value(money: Snapshot) -> None:
    assert facet(money, SearchQuery(), "payer").distinct_count == 0
    assert facet(money, SearchQuery(), "payer").distinct_usd_sum is None


def test_sum_without_dollars_is_unknown_not_zero(money: Snapshot) -> None:
    query = where(topic=TermFilter(("c",)))
    found = facet(money, replace(query, strict_facets=frozenset({"topic"})), "topic")
    assert [b.usd_sum for b in found.buckets] == [None]


def test_sum_of_zero_dollars_is_zero(build: Build) -> None:
    snapshot = build([development(amounts=(exactly(0),), keywords={"topic": ("a",)})]).snapshot()
    assert facet(snapshot, SearchQuery(), "topic").buckets[0].usd_sum == 0


def test_first_and_last_day_of_a_bucket(money: Snapshot) -> None:
    found = {b.value: (b.first_on, b.last_on) for b in facet(money, SearchQuery(facet_days=True), "topic").buckets}
    assert found["a"] == (date(2023, 2, 3), date(2024, 4, 1))
    assert found["c"] == (date(2024, 4, 1), date(2024, 4, 1))


def test_buckets_have_no_days_unless_asked(money: Snapshot) -> None:
    assert {(b.first_on, b.last_on) for b in facet(money, SearchQuery(), "topic").buckets} == {(None, None)}


@pytest.mark.parametrize("most", [1, 2, 12])
def test_few_chosen_of_many_are_counted_however_many_values_they_have(build: Build, most: int) -> None:
    many = tuple(f"t{at:02}" for at in range(most))
    chosen = [
        development("1.1-d1", title="Moon", amounts=(usd(3 * M, None),), keywords={"topic": many}),
        development("1.1-d2", title="Moon", keywords={"topic": many[-1:]}, sorted_on=date(2023, 2, 3)),
        development("1.1-d3", title="Moon", amounts=(usd(4 * M, None),)),
    ]
    others = [development(f"2.1-d{at}", amounts=(usd(M, None),), keywords={"topic": many}) for at in range(1, 90)]
    snapshot = build([*chosen, *others]).snapshot()
    found = facet(snapshot, SearchQuery(q="moon", facet_days=True), "topic")
    assert [(b.value, b.count, b.usd_sum) for b in found.buckets] == [
        (many[-1], 2, 3 * M),
        *((value, 1, 3 * M) for value in many[:-1]),
    ]
    assert (found.buckets[0].first_on, found.buckets[0].last_on) == (date(2023, 2, 3), date(2024, 4, 1))
    assert (found.values, found.distinct_count, found.distinct_usd_sum) == (most, 2, 3 * M)
    both = snapshot.search(SearchQuery(q="moon", facets=("topic", "issue", "volume"))).facets
    assert [(b.value, b.count, b.usd_sum) for b in both["issue"].buckets] == [("1.1", 3, 7 * M)]
    assert [(b.value, b.count, b.usd_sum) for b in both["volume"].buckets] == [("1", 3, 7 * M)]
    assert both["topic"].buckets[0].usd_sum == 3 * M


@pytest.mark.parametrize("kinds", [(DEVELOPMENT,), RECORD_KINDS])
@pytest.mark.parametrize("q", ["nasa OR jaxa", "defense", "zzzz", None])
def test_facets_asked_together_are_those_asked_alone(seed: Snapshot, q: str | None, kinds: tuple[str, ...]) -> None:
    query = SearchQuery(q=q, kinds=kinds, filters=Filters(terms={"topic": TermFilter(("space",))}), facets=FACETS)
    together = seed.search(query).facets
    assert list(together) == list(FACETS)
    assert together == {name: facet(seed, query, name) for name in FACETS}


def test_sums_beyond_sixty_four_bits_are_exact(build: Build) -> None:
    huge = 4 * 10**18
    documents = [
        development(f"1.1-d{n}", amounts=(exactly(huge + n),), keywords={"topic": ("a",)}) for n in range(1, 5)
    ]
    assert facet(build(documents).snapshot(), SearchQuery(), "topic").buckets[0].usd_sum == 4 * huge + 10


# --- derived facets --------------------------------------------------------------------------------------------------
def test_usd_band_counts_what_its_own_range_would_find(money: Snapshot) -> None:
    found = counts(facet(money, SearchQuery(), "usd_band"))
    for band in USD_BANDS:
        query = SearchQuery(filters=Filters(amount=AmountFilter(usd_min=band.low, usd_max=band.high)))
        assert found.get(band.value, 0) == money.search(query).total


def test_usd_band_leaves_out_the_dollar_range_but_not_the_currency(money: Snapshot) -> None:
    band = USD_BANDS[1]
    query = SearchQuery(filters=Filters(amount=AmountFilter(usd_min=band.low, usd_max=band.high)))
    found = facet(money, query, "usd_band")
    assert counts(found) == counts(facet(money, SearchQuery(), "usd_band"))
    assert [b.value for b in found.buckets if b.selected] == [band.value]
    won = SearchQuery(filters=Filters(amount=AmountFilter(usd_min=1, currencies=("KRW",))))
    assert counts(facet(money, won, "usd_band")) == {}


def test_year_goes_by_the_primary_date_and_leaves_out_the_date_filter(money: Snapshot) -> None:
    query = SearchQuery(filters=Filters(date=SpanFilter(date(2024, 1, 1), date(2024, 12, 31))))
    found = facet(money, query, "year")
    assert counts(found) == {"2024": 4, "2023": 1}
    assert [b.value for b in found.buckets if b.selected] == ["2024"]
    assert not found.overlapping


def test_year_is_not_selected_by_a_part_of_it(money: Snapshot) -> None:
    query = SearchQuery(filters=Filters(date=SpanFilter(date(2024, 1, 1), date(2024, 6, 30))))
    assert not [b for b in facet(money, query, "year").buckets if b.selected]


def test_country_pair_is_selected_by_all_of_two_countries(seed: Snapshot) -> None:
    found = facet(seed, where(country=TermFilter((), ("PH", "JP"))), "country_pair")
    assert [b.value for b in found.buckets if b.selected] == ["JP-PH"]


def test_only_the_facets_asked_for_are_answered(seed: Snapshot) -> None:
    assert seed.search(SearchQuery()).facets == {}
    assert list(seed.search(SearchQuery(facets=("year", "topic"))).facets) == ["year", "topic"]
    assert set(seed.search(SearchQuery(facets=FACETS)).facets) == set(FACETS)


def test_empty_archive_has_empty_facets(build: Build) -> None:
    result = build([]).snapshot().search(SearchQuery(facets=FACETS, kinds=RECORD_KINDS))
    assert result.total == 0
    assert all(f.buckets == () and f.distinct_count == 0 and f.values == 0 for f in result.facets.values())


def test_no_page_asked_for_gives_total_and_facets_alone(seed: Snapshot) -> None:
    answer = seed.search(SearchQuery(limit=0, facets=("topic",)))
    assert (answer.hits, answer.next_key) == ((), None)
    assert answer.total == sum(document.kind == DEVELOPMENT for document in seed_documents())
    assert answer.facets["topic"].buckets
