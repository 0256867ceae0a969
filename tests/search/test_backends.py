"""Writing: a batch leads to what a rebuild would have built, in every engine; an old snapshot stays as it was."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import orjson
import pytest

from search import (
    DEVELOPMENT,
    FACETS,
    RECORD_KINDS,
    Batch,
    Document,
    Filters,
    IndexUnavailable,
    SearchBackend,
    SearchQuery,
    SearchResult,
    Snapshot,
    Sort,
    TermFilter,
    open_backend,
)
from tests.search.archive import development, seed_documents
from tests.search.conftest import Build

FEW = [d for d in seed_documents() if d.id.startswith(("3.7", "2.10")) or d.kind in {"topic", "country"}]
ASKED = [
    SearchQuery(kinds=RECORD_KINDS, facets=FACETS, facet_limit=None, facet_days=True, limit=100),
    SearchQuery(q="japan university", kinds=RECORD_KINDS, sort=Sort.RELEVANCE, facets=FACETS, highlight=True),
    SearchQuery(q="misile*", sort=Sort.USD_DESC, limit=3),
    SearchQuery(q="changed OR quantum", filters=Filters(terms={"topic": TermFilter(("space", "technology"))})),
]


def answers(snapshot: Snapshot) -> list[SearchResult]:
    return [snapshot.search(query) for query in ASKED]


def assert_same_archive(one: SearchBackend, other: SearchBackend) -> None:
    assert answers(one.snapshot()) == answers(other.snapshot())
    for kind in (*RECORD_KINDS, "topic"):
        ids = other.snapshot().ids(kind)
        assert one.snapshot().ids(kind) == ids
        assert one.snapshot().fetch(kind, ids) == other.snapshot().fetch(kind, ids)
    for q in ("s", "jap"):
        assert one.snapshot().suggest(q, 10) == other.snapshot().suggest(q, 10)


def changed(id: str) -> Document:
    document = next(d for d in FEW if d.id == id)
    rendered = orjson.dumps({"id": id, "title": "changed", "summary": "of quantum"})
    text = {"title": ("changed",), "summary": ("of quantum",)}
    return replace(
        document, label="changed", rendered=rendered, text=text, keywords={**document.keywords, "topic": ("space",)}
    )


def without(documents: Sequence[Document], *gone: str) -> list[Document]:
    return [d for d in documents if d.id not in gone]


ROVER = "3.7-d4"
BATCHES: list[tuple[str, Batch, list[Document]]] = [
    ("update", Batch([changed(ROVER)], [], 1), [*without(FEW, ROVER), changed(ROVER)]),
    ("add", Batch([development("9.1-d1")], [], 1), [*FEW, development("9.1-d1")]),
    ("remove", Batch([], [(DEVELOPMENT, ROVER)], 1), without(FEW, ROVER)),
    ("remove-what-is-not-there", Batch([], [(DEVELOPMENT, "9.9-d9")], 1), FEW),
    ("remove-a-topic", Batch([], [("topic", "space")], 1), without(FEW, "space")),
    ("remove-of-another-kind-with-that-id", Batch([], [("issue", ROVER)], 1), FEW),
    (
        "removed-and-put-is-put",
        Batch([changed(ROVER)], [(DEVELOPMENT, ROVER)], 1),
        [*without(FEW, ROVER), changed(ROVER)],
    ),
    ("nothing", Batch([], [], 1), FEW),
    (
        "everything-away",
        Batch([], [(d.kind, d.id) for d in FEW], 1),
        [],
    ),
    ("everything-again", Batch(FEW, [], 1), FEW),
]


@pytest.mark.parametrize(("batch", "expected"), [row[1:] for row in BATCHES], ids=[row[0] for row in BATCHES])
def test_batch_equals_a_rebuild(build: Build, batch: Batch, expected: list[Document]) -> None:
    backend = build(FEW)
    backend.apply(batch)
    assert_same_archive(backend, build(expected))


def test_last_of_two_documents_with_one_key_counts(build: Build) -> None:
    backend = build(FEW)
    backend.apply(Batch([development(ROVER), changed(ROVER)], [], 1))
    assert_same_archive(backend, build([*without(FEW, ROVER), changed(ROVER)]))


def test_record_removed_comes_back(build: Build) -> None:
    backend = build(FEW)
    original = next(d for d in FEW if d.id == ROVER)
    backend.apply(Batch([], [(DEVELOPMENT, ROVER)], 2))
    assert ROVER not in backend.snapshot().ids(DEVELOPMENT)
    backend.apply(Batch([original], [], 1))
    assert_same_archive(backend, build(FEW))


def test_many_batches_equal_a_rebuild(build: Build) -> None:
    backend = build([])
    few = [d for d in FEW if d.id.startswith("3.7-d")]
    for document in few:
        backend.apply(Batch([document], [], 1))
    assert_same_archive(backend, build(few))


def test_rebuild_forgets_what_was(build: Build) -> None:
    backend = build(FEW)
    backend.rebuild([development()], 1)
    assert_same_archive(backend, build([development()]))


def test_version_is_that_of_the_last_write(build: Build) -> None:
    backend = build(FEW)
    assert backend.refresh() == backend.snapshot().data_version == 1
    backend.apply(Batch([], [], 17))
    assert backend.refresh() == backend.snapshot().data_version == 17
    assert backend.snapshot().search(SearchQuery()).data_version == 17


def test_snapshot_stays_as_it_was_while_the_archive_changes(build: Build) -> None:
    backend = build(FEW)
    old = backend.snapshot()
    before = answers(old)
    for n in range(6):
        backend.apply(Batch([development(f"9.1-d{n + 1}")], [(DEVELOPMENT, FEW[n].id)], 2 + n))
    backend.rebuild([], 99)
    assert answers(old) == before
    assert old.fetch(DEVELOPMENT, [ROVER])
    assert backend.snapshot().search(SearchQuery()).total == 0


def test_words_of_removed_records_are_no_spelling(build: Build) -> None:
    backend = build([development(title="zirconium"), development("1.1-d2", title="other")])
    assert backend.snapshot().search(SearchQuery(q="zirconiun")).did_you_mean is not None
    backend.apply(Batch([], [(DEVELOPMENT, "1.1-d1")], 2))
    assert backend.snapshot().search(SearchQuery(q="zirconiun")).did_you_mean is None


def test_failed_rebuild_keeps_what_was(build: Build) -> None:
    backend = build(FEW)

    def broken() -> object:
        yield FEW[0]
        raise RuntimeError("the database went away")

    with pytest.raises(RuntimeError):
        backend.rebuild(broken(), 2)  # type: ignore[arg-type]
    assert_same_archive(backend, build(FEW))


@pytest.mark.parametrize("url", ["whoosh:", "memory:"])
def test_engine_opens_by_its_url_and_is_unavailable_until_built(url: str, tmp_path: Path) -> None:
    backend = open_backend(url, folder=tmp_path / "index", archive_id="x")
    assert backend.refresh() == -1
    with pytest.raises(IndexUnavailable):
        backend.snapshot()
    backend.rebuild([development()], 3)
    assert backend.snapshot().search(SearchQuery(q="title")).total == 1
    backend.close()


def test_unknown_engine_is_refused_and_named(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="solr:"):
        open_backend("solr:", folder=tmp_path, archive_id="x")
