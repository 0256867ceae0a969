"""Segments: the same arrays however they came to be, few of them after many changes, and found out when damaged."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pytest

from search import Batch, Document, SearchQuery
from search.backends.whoosh.codec import ArraySegment
from search.backends.whoosh.storage.arrays import Arrays, seal, write_arrays
from search.backends.whoosh.writing import writer as writing
from search.backends.whoosh.writing.builder import SegmentBuilder
from search.backends.whoosh.writing.contents import read_segments
from search.backends.whoosh.writing.merging import merge
from search.backends.whoosh.writing.policy import GROWTH, to_merge
from search.backends.whoosh.writing.writer import Writer
from tests.search.archive import memory_of, seed_documents
from tests.search.indexes import opened
from tests.search.random_archives import RECORD_KINDS

DOCUMENTS = seed_documents()
HALF = len(DOCUMENTS) // 2


def written(documents: Sequence[Document], path: Path) -> Arrays:
    builder = SegmentBuilder()
    for document in documents:
        builder.add(document)
    write_arrays(path, builder.arrays())
    return Arrays(path)


def whole(arrays: Mapping[str, object]) -> dict[str, list[object]]:
    return {
        name: (np.concatenate(value) if isinstance(value, list) else np.asarray(value)).tolist()
        for name, value in arrays.items()
    }


def test_merging_two_halves_gives_what_building_at_once_gives(tmp_path: Path) -> None:
    halves = [written(DOCUMENTS[:HALF], tmp_path / "a"), written(DOCUMENTS[HALF:], tmp_path / "b")]
    merged = merge([(half, np.ones(len(half["kind"]), np.bool_)) for half in halves])
    assert whole(merged) == whole(written(DOCUMENTS, tmp_path / "c"))


def test_a_bulk_build_in_portions_gives_the_same_segment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "DOCUMENTS_AT_ONCE", 100)
    writer = Writer(tmp_path)
    writer.build([*DOCUMENTS, DOCUMENTS[3]])
    writer.commit()
    (segment,) = read_segments(tmp_path)
    moved = [*DOCUMENTS[:3], *DOCUMENTS[4:], DOCUMENTS[3]]
    expected = written(moved, tmp_path / "expected")
    found = Arrays(tmp_path / segment.file_name)
    assert found["posting_document"].tolist() == expected["posting_document"].tolist()
    assert found["position"].tolist() != []
    assert found["id"].tobytes() == expected["id"].tobytes()


def test_many_small_changes_leave_few_segments_and_the_same_answers(tmp_path: Path) -> None:
    backend, memory = opened(tmp_path / "index"), memory_of(*DOCUMENTS)
    backend.rebuild(DOCUMENTS, 1)
    for at in range(40):
        changed = DOCUMENTS[at * 7 : at * 7 + 3]
        gone = [(d.kind, d.id) for d in DOCUMENTS[at * 11 + 400 : at * 11 + 401]]
        for one in (backend, memory):
            one.apply(Batch(changed, gone, at + 2))
    newest = backend.generations.root / str(backend.generations.current())
    assert len(read_segments(newest)) <= 6
    query = SearchQuery(q="command OR space", kinds=RECORD_KINDS, facets=("topic", "issue", "year"), limit=100)
    assert backend.snapshot().search(query) == memory.snapshot().search(query)


def segments(*sizes: int, deleted: int = 0) -> list[ArraySegment]:
    found = [ArraySegment("MAIN", size) for size in sizes]
    for number in range(deleted):
        found[0].delete_document(number)
    return found


@pytest.mark.parametrize(
    ("sizes", "deleted", "merged"),
    [
        pytest.param((100,), 0, 0, id="one-alone-rests"),
        pytest.param((1000, 10), 0, 0, id="a-big-one-rests"),
        pytest.param((GROWTH * 10, 10), 0, 2, id="one-not-much-bigger-is-merged"),
        pytest.param((1000, 12, 10), 0, 2, id="small-ones-are-merged"),
        pytest.param((100,), 51, 1, id="mostly-deleted-is-written-anew"),
        pytest.param((100,), 50, 0, id="half-deleted-rests"),
    ],
)
def test_policy(sizes: tuple[int, ...], deleted: int, merged: int) -> None:
    assert len(to_merge(segments(*sizes, deleted=deleted))) == merged


def test_every_flipped_byte_of_a_file_is_found(tmp_path: Path) -> None:
    path = tmp_path / "some.arrays"
    write_arrays(
        path, {"numbers": np.arange(5), "none": np.empty(0, np.int32), "bytes": np.frombuffer(b"abc", np.uint8)}
    )
    right, known = path.read_bytes(), seal(path)
    assert Arrays(path)["numbers"].tolist() == [0, 1, 2, 3, 4]
    assert Arrays(path)["none"].tolist() == []
    for at in range(len(right)):
        path.write_bytes(right[:at] + bytes([right[at] ^ 1]) + right[at + 1 :])
        with pytest.raises(ValueError, match="damaged"):
            Arrays(path).check()
    path.write_bytes(right)
    Arrays(path).check()
    assert seal(path) == known


@pytest.mark.parametrize("left", [0, 1, 40, 200])
def test_a_file_that_was_cut_off_is_refused(tmp_path: Path, left: int) -> None:
    path = tmp_path / "some.arrays"
    write_arrays(path, {"numbers": np.arange(500)})
    path.write_bytes(path.read_bytes()[:left])
    for look in (Arrays, seal):
        with pytest.raises(ValueError, match="damaged"):
            look(path)


def test_segments_of_another_codec_are_refused(tmp_path: Path) -> None:
    from whoosh.index import open_dir  # noqa: PLC0415 - only this test speaks to Whoosh itself

    writer = Writer(tmp_path)
    writer.build(DOCUMENTS[:20])
    writer.commit()
    foreign = open_dir(str(tmp_path)).writer()
    foreign.add_document(text_title="rover")
    foreign.commit(merge=False)
    with pytest.raises(ValueError, match="another codec"):
        read_segments(tmp_path)
