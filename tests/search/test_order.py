"""Kinds, sorts and pages, in every engine."""

from datetime import date
from typing import Any

import orjson
import pytest

from search import (
    DEVELOPMENT,
    HEADLINE,
    ISSUE,
    RECORD_KINDS,
    AmountFilter,
    Document,
    Filters,
    SearchQuery,
    Snapshot,
    Sort,
    Span,
    SpanFilter,
    TermFilter,
)
from search.fields import WEIGHTS
from search.ranking import K1, B
from tests.search.archive import development, exactly, seed_documents, usd
from tests.search.conftest import Build


def ids(snapshot: Snapshot, **asked: Any) -> list[str]:
    return [hit.id for hit in snapshot.search(SearchQuery(**asked)).hits]


def record(kind: str, id: str, order: tuple[int, int, int], **more: Any) -> Document:
    key = "text" if kind == HEADLINE else "title"
    return Document(kind=kind, id=id, label=id, rendered=orjson.dumps({key: id}), order=order, **more)


# --- kinds -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("kind", "found"), [(DEVELOPMENT, "3.7-d4"), (HEADLINE, "3.7-h4"), (ISSUE, "3.7")], ids=RECORD_KINDS
)
def test_development_makes_a_hit_of_its_headline_and_issue(seed: Snapshot, kind: str, found: str) -> None:
    assert ids(seed, q="organization:NASA", kinds=(kind,)) == [found]


def test_issue_is_hit_once_however_many_of_its_developments_match(seed: Snapshot) -> None:
    filters = Filters(terms={"issue": TermFilter(("3.7",))})
    assert len(ids(seed, filters=filters)) == 5
    assert ids(seed, filters=filters, kinds=(ISSUE,)) == ["3.7"]


def test_issue_matches_only_when_one_development_meets_all_filters(seed: Snapshot) -> None:
    """3.7 has space (d4) and the Philippines (d5), but in no single development."""
    filters = Filters(
        terms={"topic": TermFilter(("space",)), "country": TermFilter(("PH",)), "issue": TermFilter(("3.7",))}
    )
    assert ids(seed, filters=filters, kinds=(ISSUE, HEADLINE, DEVELOPMENT)) == []


def test_headline_without_a_development_is_found_by_its_own_text(seed: Snapshot) -> None:
    bare = next(d for d in seed_documents() if d.kind == HEADLINE and d.entry)
    assert ids(seed, q=f'"{bare.label}"', kinds=(HEADLINE,)) == [bare.id]


def test_issue_is_found_by_its_title(seed: Snapshot) -> None:
    assert "3.7" in ids(seed, q='"Vol 3.7"', kinds=(ISSUE,))


EVERYWHERE = Filters(terms={"volume": TermFilter(("1",))}, published=SpanFilter(None, date(2022, 6, 1)))
DEVELOPMENTS_ONLY = {
    "topic": Filters(terms={"topic": TermFilter((), (), ("people",))}),
    "country": Filters(terms={"country": TermFilter(("US",))}),
    "date": Filters(date=SpanFilter(None, date(2030, 1, 1))),
    "amount": Filters(amount=AmountFilter(present=False)),
}


def test_issue_volume_and_period_filter_headlines_without_a_development(seed: Snapshot) -> None:
    found = ids(seed, kinds=(HEADLINE,), filters=EVERYWHERE, limit=200)
    bare = {d.id for d in seed_documents() if d.kind == HEADLINE and d.entry}
    assert set(found) & bare
    assert all(id.startswith("1.") for id in found)
    assert seed.search(SearchQuery(kinds=(HEADLINE,), filters=EVERYWHERE)).remarks == ()


@pytest.mark.parametrize("filters", DEVELOPMENTS_ONLY.values(), ids=list(DEVELOPMENTS_ONLY))
def test_any_other_filter_leaves_out_headlines_without_a_development_and_says_so(
    seed: Snapshot, filters: Filters
) -> None:
    bare = {d.id for d in seed_documents() if d.kind == HEADLINE and d.entry}
    result = seed.search(SearchQuery(kinds=(HEADLINE,), filters=filters, limit=200))
    assert not {hit.id for hit in result.hits} & bare
    (remark,) = result.remarks
    assert remark.code == "headlines_left_out"
    assert str(len(bare)) in remark.message


def test_headlines_left_out_counts_only_those_that_match_otherwise(seed: Snapshot) -> None:
    filters = Filters(terms={"topic": TermFilter(("space",)), "issue": TermFilter(("3.12",))})
    bare = [d for d in seed_documents() if d.kind == HEADLINE and d.entry and d.parents == ("3.12",)]
    (remark,) = seed.search(SearchQuery(kinds=(HEADLINE,), filters=filters)).remarks
    assert remark.message.startswith(f"{len(bare)} ")
    assert seed.search(SearchQuery(filters=filters)).remarks == (), "developments were asked for, none is left out"


# --- sorts -----------------------------------------------------------------------------------------------------------
def dated(id: str, on: date | None, **more: Any) -> Document:
    return development(id, sorted_on=on, published=Span(on, on) if on else None, **more)


MIXED = [
    dated("3.9-d1", date(2024, 5, 1), amounts=(exactly(5),)),
    dated("3.10-d2", date(2024, 5, 1), amounts=(exactly(5), usd(1))),
    dated("3.10-d1", date(2024, 5, 1), amounts=(usd(None, 5),)),
    dated("3.1-d1", None),
    dated("2.24-d1", date(2023, 1, 1), amounts=(usd(9),)),
    dated("2.5-d1", None),
    dated("3.8-d1", date(2024, 5, 1), amounts=(usd(1, 4),)),
]
UP = "2.24-d1 3.8-d1 3.9-d1 3.10-d1 3.10-d2 2.5-d1 3.1-d1"
DOWN = "3.10-d1 3.10-d2 3.9-d1 3.8-d1 2.24-d1 3.1-d1 2.5-d1"
ORDERS = {
    Sort.DATE_ASC: UP,
    Sort.DATE_DESC: DOWN,
    Sort.PUBLISHED_ASC: UP,
    Sort.PUBLISHED_DESC: DOWN,
    Sort.USD_ASC: "3.8-d1 3.9-d1 3.10-d1 3.10-d2 2.24-d1 2.5-d1 3.1-d1",
    Sort.USD_DESC: "2.24-d1 3.10-d1 3.10-d2 3.9-d1 3.8-d1 3.1-d1 2.5-d1",
    Sort.RELEVANCE: "3.10-d1 3.10-d2 3.9-d1 3.8-d1 3.1-d1 2.24-d1 2.5-d1",
}


@pytest.fixture(scope="module")
def mixed(build: Build) -> Snapshot:
    return build(MIXED).snapshot()


@pytest.mark.parametrize(("sort", "order"), ORDERS.items(), ids=list(ORDERS))
def test_sort_ends_in_issue_numbers_then_position_and_puts_nulls_last(mixed: Snapshot, sort: Sort, order: str) -> None:
    assert ids(mixed, q="title", sort=sort) == order.split()


def test_equal_hits_of_one_issue_stand_by_position_then_kind(build: Build) -> None:
    records = [
        record(ISSUE, "1.1", (1, 1, 0), sorted_on=date(2024, 1, 1)),
        record(HEADLINE, "1.1-h1", (1, 1, 1), sorted_on=date(2024, 1, 1), parents=("1.1",)),
        development("1.1-d1", sorted_on=date(2024, 1, 1)),
    ]
    snapshot = build(records).snapshot()
    for sort in (Sort.DATE_ASC, Sort.DATE_DESC):
        assert ids(snapshot, kinds=RECORD_KINDS, sort=sort) == ["1.1", "1.1-d1", "1.1-h1"]


def test_record_is_scored_by_its_best_entry_and_kind(build: Build) -> None:
    records = [
        record(ISSUE, "1.1", (1, 1, 0)),
        record(HEADLINE, "1.1-h1", (1, 1, 1), parents=("1.1",)),
        development("1.1-d1", title="rover rover"),
        development("1.1-d2", title="a rover of another sort altogether"),
    ]
    hits = build(records).snapshot().search(SearchQuery(q="rover", kinds=RECORD_KINDS, sort=Sort.RELEVANCE)).hits
    score = {hit.id: hit.score or 0.0 for hit in hits}
    assert score["1.1-d1"] > score["1.1-d2"] > 0
    assert (score["1.1-h1"], score["1.1"]) == (score["1.1-d1"] * 0.5, score["1.1-d1"] * 0.25)


def test_score_is_bm25f_worked_out_in_figures(build: Build) -> None:
    """Two entries, one holds the word twice in a title of three words, where two and a half are usual."""
    records = [development("1.1-d1", title="rover rover there"), development("1.1-d2", title="two words")]
    (hit,) = build(records).snapshot().search(SearchQuery(q="rover", sort=Sort.RELEVANCE)).hits
    rarity = 1.0
    share = 2 * 3 / (2 + 2 * (0.25 + 0.75 * 3 / 2.5))
    assert (K1, B) == (2.0, 0.75)
    assert hit.score == pytest.approx(rarity * share * WEIGHTS["title"])


def test_score_is_served_with_relevance_only(seed: Snapshot) -> None:
    scored = seed.search(SearchQuery(q="missile", sort=Sort.RELEVANCE)).hits
    assert [hit.score for hit in scored] == sorted((hit.score for hit in scored), reverse=True)
    assert {hit.score for hit in seed.search(SearchQuery(q="missile", sort=Sort.DATE_ASC)).hits} == {None}


def test_rare_word_outweighs_a_common_one(seed: Snapshot) -> None:
    found = seed.search(SearchQuery(q="japan rover", match="any", sort=Sort.RELEVANCE, limit=3))  # type: ignore[arg-type]
    assert found.hits[0].id == "3.7-d4"


# --- pages -----------------------------------------------------------------------------------------------------------
def test_last_page_has_no_next_key(seed: Snapshot) -> None:
    assert seed.search(SearchQuery(limit=77)).next_key is None
    assert seed.search(SearchQuery(limit=76)).next_key is not None
    assert seed.search(SearchQuery(q="nothinglikeit")).next_key is None


def test_total_and_facets_do_not_depend_on_the_page(seed: Snapshot) -> None:
    first = seed.search(SearchQuery(limit=10, facets=("topic",)))
    second = seed.search(SearchQuery(limit=10, facets=("topic",), after=first.next_key))
    assert (second.total, second.facets) == (first.total, first.facets)
    assert second.hits != first.hits


def test_key_of_a_record_that_is_gone_still_continues_after_it(mixed: Snapshot) -> None:
    key = (date(2024, 5, 1).toordinal(), 3, 9, 0, 0)
    assert ids(mixed, sort=Sort.DATE_ASC, after=key) == ["3.9-d1", "3.10-d1", "3.10-d2", "2.5-d1", "3.1-d1"]
