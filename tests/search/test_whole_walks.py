"""A walk at once gives all that pages give, in their order, from the generation that it began on, in every engine."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given

from search import RECORD_KINDS, Batch, Document, Filters, QueryTooCostly, SearchQuery, Snapshot, Sort, TermFilter
from search.backends.whoosh import WhooshBackend
from tests.search.archive import ANY_PREFIX, development, memory_of
from tests.search.conftest import Build
from tests.search.indexes import opened
from tests.search.random_archives import archives, queries

ASKED = {
    "all developments": SearchQuery(),
    "by dollars": SearchQuery(sort=Sort.USD_DESC),
    "all kinds by relevance": SearchQuery(q="japan", kinds=RECORD_KINDS, sort=Sort.RELEVANCE),
    "all kinds by date": SearchQuery(kinds=RECORD_KINDS, sort=Sort.PUBLISHED_ASC),
    "filtered": SearchQuery(q="japan", filters=Filters(terms={"topic": TermFilter(("space",))}), sort=Sort.DATE_ASC),
    "nothing": SearchQuery(q="zirconium"),
}


def paged(snapshot: Snapshot, query: SearchQuery) -> list[tuple[str, str, bytes]]:
    result = snapshot.search(replace(query, limit=10_000, after=None, facets=(), highlight=False))
    return [(hit.kind, hit.id, hit.rendered) for hit in result.hits]


def walked(snapshot: Snapshot, query: SearchQuery) -> list[tuple[str, str, bytes]]:
    return [(hit.kind, hit.id, hit.rendered) for hit in snapshot.walk(query)]


@pytest.mark.parametrize("query", ASKED.values(), ids=ASKED)
def test_a_walk_is_the_whole_result_in_its_order(seed: Snapshot, query: SearchQuery) -> None:
    whole = paged(seed, query)
    assert walked(seed, query) == whole
    assert bool(whole) == (query.q != "zirconium")


def test_a_walk_leaves_limit_place_facets_and_highlight_aside(seed: Snapshot) -> None:
    query = SearchQuery(q="japan", sort=Sort.RELEVANCE)
    key = seed.search(query).next_key
    extras = replace(query, limit=1, after=key, facets=("topic",), highlight=True)
    assert walked(seed, extras) == walked(seed, query)
    assert all(hit.score is None and hit.highlight is None for hit in seed.walk(extras))


@given(archives(), queries())
def test_a_walk_over_any_archive_is_its_result(documents: list[Document], query: SearchQuery) -> None:
    snapshot = memory_of(*documents, limits=ANY_PREFIX).snapshot()
    assert walked(snapshot, query) == paged(snapshot, query)


def test_a_costly_question_is_refused_before_the_walk_begins(seed: Snapshot) -> None:
    with pytest.raises(QueryTooCostly):
        seed.walk(SearchQuery(q="a*"))


def test_a_walk_goes_on_over_its_generation_while_the_archive_changes(build: Build) -> None:
    documents = [development(f"1.1-d{n}") for n in range(1, 200)]
    backend = build(documents)
    walk = backend.snapshot().walk(SearchQuery(sort=Sort.DATE_ASC))
    found = [next(walk).id]
    backend.apply(Batch([development("9.9-d1")], [(d.kind, d.id) for d in documents[50:]], 2))
    found += [hit.id for hit in walk]
    assert found == [document.id for document in documents]
    assert len(list(backend.snapshot().walk(SearchQuery()))) == 51


def test_a_walk_outlives_the_files_of_its_generation(tmp_path: Path) -> None:
    backend: WhooshBackend = opened(tmp_path / "index")
    backend.rebuild([development(f"1.1-d{n}") for n in range(1, 150)], 1)
    walk = backend.snapshot().walk(SearchQuery())
    next(walk)
    for version in range(2, 7):
        backend.rebuild([development("2.2-d2")], version)
    assert len([*walk]) == 148
    backend.close()
