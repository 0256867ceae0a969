"""Walking a result page by page meets every hit once, also when the archive changes on the way, in every engine."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search import DEVELOPMENT, RECORD_KINDS, Batch, Document, SearchBackend, SearchQuery, Snapshot, Sort
from tests.search.archive import ANY_PREFIX, exactly, memory_of, seed_documents, usd
from tests.search.conftest import Build
from tests.search.random_archives import archives, batches, queries

WITHOUT_SCORE = [sort for sort in Sort if sort is not Sort.RELEVANCE]


def walk(snapshot_at: Callable[[int], Snapshot], query: SearchQuery, limit: int) -> list[tuple[str, str]]:
    """Walk to the end, each page on the snapshot of its turn."""
    found: list[tuple[str, str]] = []
    page = replace(query, limit=limit, after=None)
    for turn in range(1000):
        result = snapshot_at(turn).search(page)
        found += [(hit.kind, hit.id) for hit in result.hits]
        if result.next_key is None:
            return found
        assert len(result.hits) == limit
        page = replace(page, after=result.next_key)
    raise AssertionError("the walk does not end")


def at_once(snapshot: Snapshot, query: SearchQuery) -> list[tuple[str, str]]:
    return [(hit.kind, hit.id) for hit in snapshot.search(replace(query, limit=1000)).hits]


@pytest.mark.parametrize("sort", Sort)
@pytest.mark.parametrize("limit", [30, 100])
def test_pages_of_the_seed_are_one_big_page_cut_up(seed: Snapshot, sort: Sort, limit: int) -> None:
    query = SearchQuery(q="japan", kinds=RECORD_KINDS, sort=sort)
    whole = at_once(seed, query)
    assert walk(lambda _: seed, query, limit) == whole
    assert len(set(whole)) == len(whole) > 50


@given(archives(), queries(), st.integers(1, 3))
def test_pages_partition_any_result(documents: list[Document], query: SearchQuery, limit: int) -> None:
    snapshot = memory_of(*documents, limits=ANY_PREFIX).snapshot()
    whole = at_once(snapshot, query)
    assert walk(lambda _: snapshot, query, limit) == whole
    assert len(set(whole)) == len(whole)


# --- a publish in the middle -----------------------------------------------------------------------------------------
SHORT = [replace(d, text={"title": d.text["title"]}) for d in seed_documents() if d.kind == DEVELOPMENT][:40]


def changed(document: Document, n: int) -> Document:
    """Another date, period and amount."""
    assert document.sorted_on
    return replace(
        document, sorted_on=document.sorted_on + timedelta(days=37 * (n - 3)), amounts=(exactly(10**6 * n), usd(n))
    )


def publish(backend: SearchBackend) -> set[tuple[str, str]]:
    """Change, remove and add developments; return the keys of those that were there and stayed as they were."""
    moved = [changed(d, n) for n, d in enumerate(SHORT[::9])]
    gone = [(d.kind, d.id) for d in SHORT[4::9]]
    new = [
        replace(d, id=f"{d.id.split('-')[0]}-d{n + 60}", order=(*d.order[:2], n + 60))
        for n, d in enumerate(SHORT[5::9])
    ]
    backend.apply(Batch([*moved, *new], gone, backend.snapshot().data_version + 1))
    touched = {(d.kind, d.id) for d in moved} | set(gone)
    return {(d.kind, d.id) for d in SHORT} - touched


def walk_with_publish(backend: SearchBackend, query: SearchQuery, limit: int, at: int) -> tuple[list[Any], set[Any]]:
    unchanged: set[tuple[str, str]] = set()

    def snapshot_at(turn: int) -> Snapshot:
        if turn == at:
            unchanged.update(publish(backend))
        return backend.snapshot()

    return walk(snapshot_at, query, limit), unchanged


@pytest.mark.parametrize("at", [1, 3])
@pytest.mark.parametrize("sort", WITHOUT_SCORE)
def test_walk_over_a_publish_neither_loses_nor_repeats_what_stayed(build: Build, sort: Sort, at: int) -> None:
    backend = build(SHORT)
    there = {(DEVELOPMENT, id) for id in backend.snapshot().ids(DEVELOPMENT)}
    found, unchanged = walk_with_publish(backend, SearchQuery(sort=sort), 7, at)
    stayed = there & unchanged
    assert stayed
    assert [key for key in found if key in stayed] == list(dict.fromkeys(key for key in found if key in stayed))
    assert stayed <= set(found)


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data(), sort=st.sampled_from(WITHOUT_SCORE), limit=st.integers(1, 3))
def test_walk_over_any_batch_keeps_what_stayed(data: st.DataObject, sort: Sort, limit: int) -> None:
    documents = data.draw(archives())
    batch = data.draw(batches(documents))
    backend = memory_of(*documents, limits=ANY_PREFIX)
    query = SearchQuery(sort=sort)
    touched = {*batch.removals, *((d.kind, d.id) for d in batch.upserts)}
    stayed = {key for key in at_once(backend.snapshot(), query) if key not in touched}

    def snapshot_at(turn: int) -> Snapshot:
        if turn == 1:
            backend.apply(batch)
        return backend.snapshot()

    found = [key for key in walk(snapshot_at, query, limit) if key in stayed]
    assert sorted(found) == sorted(stayed)
