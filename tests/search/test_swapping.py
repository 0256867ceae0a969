"""Swapping generations in: readers beside a writer, writes that fail, what is synced and what is kept."""

import os
import stat
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from search import Batch, IndexUnavailable, SearchQuery
from search.backends.whoosh import WhooshBackend
from search.backends.whoosh.generations import KEPT, POINTER, Generations
from tests.search.archive import development
from tests.search.indexes import DOCUMENTS, generation, opened, total


def test_reader_sees_a_publish_of_another_process_when_it_looks(index: Path) -> None:
    reader, writer = opened(index), opened(index)
    assert reader.refresh() == writer.refresh() == 5
    writer.apply(Batch([development("1.1-d3", title="third rover")], [], 6))
    assert total(reader) == 2
    assert reader.refresh() == 6
    assert total(reader) == 3


def test_readers_read_while_the_index_is_rebuilt(index: Path) -> None:
    backend = opened(index)
    backend.refresh()
    wrong: list[object] = []
    over = threading.Event()

    def read() -> None:
        while not over.wait(0.002):
            found = backend.snapshot().search(SearchQuery(q="rover"))
            if (found.data_version, found.total) not in {(5, 2), (6, 1), (7, 2)}:
                wrong.append(found)

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    backend.rebuild(DOCUMENTS[:1], 6)
    backend.rebuild(DOCUMENTS, 7)
    over.set()
    for reader in readers:
        reader.join()
    assert not wrong


def test_apply_without_an_index_is_refused(tmp_path: Path) -> None:
    with pytest.raises(IndexUnavailable):
        opened(tmp_path / "index").apply(Batch([], [], 1))


def folders(index: Path) -> set[str]:
    return {f.name for f in index.iterdir() if f.is_dir()}


def _broken() -> Iterator[Any]:
    yield DOCUMENTS[0]
    raise RuntimeError("the database went away")


@pytest.mark.parametrize(
    "write",
    [
        lambda backend: backend.rebuild(_broken(), 9),
        lambda backend: backend.apply(Batch([*DOCUMENTS, None], [], 9)),  # type: ignore[list-item]
    ],
    ids=["rebuild", "apply"],
)
def test_failed_write_leaves_the_generation_in_force_and_no_stray_folder(
    index: Path, write: Callable[[WhooshBackend], None]
) -> None:
    backend = opened(index)
    backend.refresh()
    before = (folders(index), (index / POINTER).read_text())
    with pytest.raises((RuntimeError, AttributeError)):
        write(backend)
    assert (folders(index), (index / POINTER).read_text()) == before
    assert (total(backend), opened(index).refresh()) == (2, 5)
    backend.apply(Batch([], [], 10))
    assert backend.refresh() == 10


def test_everything_is_synced_before_the_pointer_moves(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    events: list[str] = []
    real_sync, real_replace = os.fsync, Path.replace

    def fsync(handle: int) -> None:
        events.append(Path(f"/proc/self/fd/{handle}").resolve().name)
        real_sync(handle)

    def moved(self: Path, target: Any) -> Path:
        events.append("moved")
        return real_replace(self, target)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(Path, "replace", moved)
    opened(index).rebuild(DOCUMENTS, 6)
    new = generation(index)
    before, after = events[: events.index("moved")], events[events.index("moved") + 1 :]
    assert {f.name for f in new.iterdir()} | {new.name} <= set(before)
    assert before.index(new.name) > max(before.index(f.name) for f in new.iterdir()), "the folder after its files"
    assert before[-1].startswith(f"{POINTER}."), "the new pointer last"
    assert after == [index.name], "the rename itself is synced"


def test_only_the_newest_generations_are_kept(index: Path) -> None:
    backend = opened(index)
    backend.refresh()
    for version in range(6, 12):
        backend.apply(Batch([development(f"1.1-d{version}")], [], version))
    assert len(folders(index)) == KEPT
    assert generation(index).name in folders(index)
    assert sorted(f.name for f in index.iterdir() if f.is_file()) == [POINTER]


def test_nobody_else_may_read_or_write_the_index(tmp_path: Path) -> None:
    mask = os.umask(0)
    try:
        backend = opened(tmp_path / "index")
        backend.rebuild(DOCUMENTS, 5)
        backend.apply(Batch([DOCUMENTS[0]], [], 6))
    finally:
        os.umask(mask)
    paths = [tmp_path / "index", *(tmp_path / "index").rglob("*")]
    modes = {p.name: oct(stat.S_IMODE(p.stat().st_mode)) for p in paths}
    assert modes == {p.name: "0o700" if p.is_dir() else "0o600" for p in paths}


def test_unchanged_segments_are_linked_not_copied(index: Path) -> None:
    backend = opened(index)
    backend.refresh()
    old = {f.stat().st_ino for f in generation(index).iterdir()}
    backend.apply(Batch([], [], 6))
    assert old & {f.stat().st_ino for f in generation(index).iterdir()}


def test_generation_names_are_never_used_twice(tmp_path: Path) -> None:
    generations = Generations(tmp_path / "index", "x", "y")
    assert generations.begin(None).name != generations.begin(None).name
