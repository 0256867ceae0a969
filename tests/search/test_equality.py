"""Whoosh answers exactly as the specification does, on random archives, queries and changes."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search import (
    DEVELOPMENT,
    FACETS,
    RECORD_KINDS,
    USD_BANDS,
    AmountFilter,
    Document,
    Filters,
    Match,
    Money,
    SearchQuery,
    Sort,
)
from search.backends.memory import MemoryBackend
from search.backends.whoosh import WhooshBackend
from tests.search.archive import ANY_PREFIX, development, memory_of, seed_synonyms
from tests.search.random_archives import archives, batches, queries

QUERIES_AN_ARCHIVE = 8
per_archive = st.lists(queries(), min_size=QUERIES_AN_ARCHIVE, max_size=QUERIES_AN_ARCHIVE)
several_examples = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large]
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("random")


_numbers = count()


@contextmanager
def both(documents: Sequence[Document], folder: Path) -> Iterator[tuple[MemoryBackend, WhooshBackend]]:
    own = folder / str(next(_numbers))
    whoosh = WhooshBackend(own, "random", seed_synonyms(), ANY_PREFIX)
    try:
        whoosh.rebuild(documents, 1)
        yield memory_of(*documents, limits=ANY_PREFIX), whoosh
    finally:
        whoosh.close()
        shutil.rmtree(own)


def assert_same(memory: MemoryBackend, whoosh: WhooshBackend, asked: Sequence[SearchQuery]) -> None:
    wanted, found = memory.snapshot(), whoosh.snapshot()
    for query in asked:
        expected = wanted.search(query)
        answered = found.search(query)
        assert [hit.id for hit in answered.hits] == [hit.id for hit in expected.hits]
        assert answered == expected
        if expected.next_key is not None:
            following = replace(query, after=expected.next_key)
            assert found.search(following) == wanted.search(following)
    for kind in RECORD_KINDS:
        ids = wanted.ids(kind)
        assert found.ids(kind) == ids
        assert found.fetch(kind, ids) == wanted.fetch(kind, ids)
    for q in ("n", "art", "JAPAN", "administration"):
        assert found.suggest(q, 10) == wanted.suggest(q, 10)


@several_examples
@given(documents=archives(), asked=per_archive)
def test_whoosh_answers_as_memory_does(documents: list[Document], asked: list[SearchQuery], folder: Path) -> None:
    with both(documents, folder) as (memory, whoosh):
        assert_same(memory, whoosh, asked)


@several_examples
@given(data=st.data())
def test_whoosh_answers_as_memory_does_after_a_batch(data: st.DataObject, folder: Path) -> None:
    documents = data.draw(archives())
    batch = data.draw(batches(documents))
    with both(documents, folder) as (memory, whoosh):
        memory.apply(batch)
        whoosh.apply(batch)
        assert_same(memory, whoosh, data.draw(per_archive))


@given(archives(), st.sampled_from([s for s in Sort if s is not Sort.RELEVANCE]))
def test_every_record_is_found_without_a_question(documents: list[Document], sort: Sort) -> None:
    """Issues and headlines are found by their entries, so an issue without any is found by itself."""
    found = (
        memory_of(*documents, limits=ANY_PREFIX)
        .snapshot()
        .search(SearchQuery(kinds=RECORD_KINDS, sort=sort, limit=1000))
    )
    assert sorted((h.kind, h.id) for h in found.hits) == sorted(
        (d.kind, d.id) for d in documents if d.kind in RECORD_KINDS
    )


def values_of(document: Document, facet: str) -> set[str]:
    """The buckets of a development, written from the contract's words."""
    if facet == "year":
        return {str(document.sorted_on.year)} if document.sorted_on else set()
    if facet == "payer":
        return {payer for a in document.amounts for payer in a.payers}
    if facet == "usd_band":
        known = [a for a in document.amounts if a.usd_low is not None or a.usd_high is not None]
        figures = [(low(a.usd_low, a.usd_high), low(a.usd_high, a.usd_low)) for a in known]
        return {
            b.value for b in USD_BANDS for lo, hi in figures if (b.low or 0) <= lo and (b.high is None or hi <= b.high)
        }
    return {document.kind} if facet == "kind" else set(document.keywords.get(facet, ()))


def is_of(amount: Money, facet: str, value: str) -> bool:
    """Whether a bucket's sum takes an amount of a development that is in it."""
    if facet == "payer":
        return value in amount.payers
    if facet != "usd_band":
        return True
    one = development(amounts=(amount,))
    return value in values_of(one, facet)


def low(figure: int | None, instead: int | None) -> int:
    found = figure if figure is not None else instead
    assert found is not None
    return found


@given(archives(), st.sampled_from(FACETS))
def test_facet_counts_and_sums_are_those_of_a_plain_count(documents: list[Document], facet: str) -> None:
    developments = [d for d in documents if d.kind == DEVELOPMENT]
    answer = (
        memory_of(*documents, limits=ANY_PREFIX)
        .snapshot()
        .search(SearchQuery(facets=(facet,), facet_limit=None, facet_days=True))
        .facets[facet]
    )
    buckets = {
        b.value: b
        for b in answer.buckets
        if b.count and b.value in {v for d in developments for v in values_of(d, facet)}
    }
    for value, bucket in buckets.items():
        holders = [d for d in developments if value in values_of(d, facet)]
        counted = [a for d in holders for a in d.amounts if a.counted and is_of(a, facet, value)]
        dollars = [low(a.usd_low, a.usd_high) for a in counted if (a.usd_low, a.usd_high) != (None, None)]
        assert bucket.count == len(holders)
        assert bucket.usd_sum == (sum(dollars) if dollars else None)
        assert bucket.unconverted == len(counted) - len(dollars)
        primary = [d.sorted_on for d in holders if d.sorted_on]
        assert (bucket.first_on, bucket.last_on) == (min(primary, default=None), max(primary, default=None))
    assert set(buckets) == {v for d in developments for v in values_of(d, facet)}
    if facet != "kind":
        assert answer.distinct_count == sum(bool(values_of(d, facet)) for d in developments)


def narrowed(filters: Filters, facet: str, value: str) -> Filters:
    """What a bucket of payers or bands stands for: its own filter beside the others."""
    amount = filters.amount or AmountFilter()
    if facet == "payer":
        return replace(filters, amount=replace(amount, payers=(value,)))
    (band,) = (band for band in USD_BANDS if band.value == value)
    return replace(filters, amount=replace(amount, usd_min=band.low, usd_max=band.high))


@given(archives(), queries(), st.sampled_from(["payer", "usd_band"]))
def test_a_bucket_of_amounts_counts_what_its_own_filter_finds(
    documents: list[Document], query: SearchQuery, facet: str
) -> None:
    snapshot = memory_of(*documents, limits=ANY_PREFIX).snapshot()
    asked = replace(query, facets=(facet,), facet_limit=None, strict_facets=frozenset())
    for bucket in snapshot.search(asked).facets[facet].buckets:
        found = snapshot.search(replace(query, filters=narrowed(query.filters, facet, bucket.value)))
        assert found.total == bucket.count


@given(archives(), queries())
def test_total_counts_what_pages_hold_and_any_is_no_narrower_than_all(
    documents: list[Document], query: SearchQuery
) -> None:
    snapshot = memory_of(*documents, limits=ANY_PREFIX).snapshot()
    whole = snapshot.search(replace(query, limit=1000, match=Match.ALL))
    loose = snapshot.search(replace(query, limit=1000, match=Match.ANY))
    assert whole.total == len(whole.hits)
    assert {h.id for h in whole.hits} <= {h.id for h in loose.hits}
