"""The index on disk: what may be opened, how it is swapped in, and what is left when things go wrong."""

import json
import os
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from search import Batch, IndexUnavailable
from search.backends.whoosh import WhooshBackend
from search.backends.whoosh.generations import MANIFEST, POINTER
from tests.search.archive import development
from tests.search.indexes import DOCUMENTS, generation, opened, total


def assert_refused(backend: WhooshBackend, reason: str) -> None:
    assert backend.refresh() == -1
    assert backend.fault is not None
    assert reason in backend.fault
    with pytest.raises(IndexUnavailable, match=reason):
        backend.snapshot()


def test_whole_index_is_opened_by_another_process(index: Path) -> None:
    backend = opened(index)
    assert backend.refresh() == 5
    assert backend.fault is None
    assert total(backend) == 2


# --- what is refused -------------------------------------------------------------------------------------------------
def flip(file: Path, at: int = -1) -> None:
    content = bytearray(file.read_bytes())
    content[at] ^= 1
    file.write_bytes(bytes(content))


def rewrite(index: Path, **changes: Any) -> None:
    manifest = generation(index) / MANIFEST
    manifest.write_text(json.dumps({**json.loads(manifest.read_text()), **changes}))


def segment(index: Path) -> Path:
    return next(f for f in sorted(generation(index).iterdir()) if f.suffix == ".arrays")


REFUSED: list[tuple[str, Callable[[Path], Any], str]] = [
    ("missing", lambda i: (i / POINTER).unlink(), "there is no index yet"),
    ("empty-pointer", lambda i: (i / POINTER).write_text("\n"), "there is no index yet"),
    ("pointer-of-bytes", lambda i: (i / POINTER).write_bytes(b"\xff\xfe"), "there is no index yet"),
    ("pointer-to-nothing", lambda i: (i / POINTER).write_text("g0000"), "names no generation"),
    ("pointer-outside", lambda i: (i / POINTER).write_text("../index"), "names no generation"),
    ("pointer-above", lambda i: (i / POINTER).write_text(".."), "names no generation"),
    ("pointer-to-a-neighbour", lambda i: (i / POINTER).write_text("../x"), "names no generation"),
    ("pointer-to-itself", lambda i: (i / POINTER).write_text("."), "names no generation"),
    ("pointer-to-a-file", lambda i: (i / POINTER).write_text(POINTER), "names no generation"),
    ("absolute-pointer", lambda i: (i / POINTER).write_text(str(generation(i))), "names no generation"),
    ("no-manifest", lambda i: (generation(i) / MANIFEST).unlink(), "manifest cannot be read"),
    ("manifest-cut", lambda i: (generation(i) / MANIFEST).write_text("{"), "manifest cannot be read"),
    ("manifest-of-bytes", lambda i: (generation(i) / MANIFEST).write_bytes(b"\xff"), "manifest cannot be read"),
    ("manifest-of-something-else", lambda i: (generation(i) / MANIFEST).write_text("{}"), "manifest"),
    ("manifest-is-a-list", lambda i: (generation(i) / MANIFEST).write_text("[]"), "manifest"),
    ("manifest-is-a-number", lambda i: (generation(i) / MANIFEST).write_text("7"), "manifest"),
    ("manifest-with-odd-files", lambda i: rewrite(i, files=7), "manifest"),
    ("manifest-with-odd-version", lambda i: rewrite(i, version=None), "manifest"),
    ("truncated-segment", lambda i: os.truncate(segment(i), 10), "is damaged"),
    ("emptied-segment", lambda i: os.truncate(segment(i), 0), "is damaged"),
    ("missing-segment", lambda i: segment(i).unlink(), "missing or foreign"),
    ("extra-file", lambda i: (generation(i) / "extra").touch(), "missing or foreign"),
    ("folder-others-can-write", lambda i: generation(i).chmod(0o720), "others can write"),
    ("root-others-can-write", lambda i: i.chmod(0o702), "others can write"),
    ("file-others-can-write", lambda i: segment(i).chmod(0o660), "others can write"),
]


@pytest.mark.parametrize(("damage", "reason"), [r[1:] for r in REFUSED], ids=[r[0] for r in REFUSED])
def test_index_is_refused_and_says_why(index: Path, damage: Callable[[Path], Any], reason: str) -> None:
    damage(index)
    assert_refused(opened(index), reason)


def test_one_flipped_byte_in_any_file_is_found(index: Path) -> None:
    files = [f for f in generation(index).iterdir() if f.name != MANIFEST]
    assert len(files) >= 2
    for file in files:
        for at in (0, -1):
            flip(file, at)
            assert_refused(opened(index), f"{file.name} is damaged")
            flip(file, at)
    assert opened(index).refresh() == 5


def test_index_of_another_archive_is_refused(index: Path) -> None:
    assert_refused(opened(index, "theirs"), "another archive")


def test_index_of_another_format_is_refused(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.backends.whoosh.schema.FORMAT", 999)
    assert_refused(opened(index), "another version")


@pytest.mark.parametrize("what", ["generation", "file"])
def test_link_is_refused(index: Path, tmp_path: Path, what: str) -> None:
    original = generation(index) if what == "generation" else segment(index)
    moved = tmp_path / "elsewhere"
    original.rename(moved)
    original.symlink_to(moved)
    assert_refused(opened(index), "is a link")


class Bomb:
    """A pickle that leaves a mark when it is loaded."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[Any, ...]:
        return (Path.touch, (self.mark,))


def test_tampered_pickle_is_never_loaded(index: Path, tmp_path: Path) -> None:
    bomb = pickle.dumps(Bomb(tmp_path / "mark"))
    for file in list(generation(index).iterdir()):
        if file.suffix == ".toc":
            file.write_bytes(bomb)
    assert_refused(opened(index), "is damaged")
    assert not (tmp_path / "mark").exists()
    pickle.loads(bomb)  # noqa: S301 - shows that it would have gone off
    assert (tmp_path / "mark").exists()


@pytest.mark.parametrize("damage", [r[1] for r in REFUSED], ids=[r[0] for r in REFUSED])
def test_refused_index_is_mended_by_a_rebuild(index: Path, damage: Callable[[Path], Any]) -> None:
    damage(index)
    index.chmod(0o700)
    backend = opened(index)
    backend.refresh()
    backend.rebuild(DOCUMENTS, 6)
    assert (total(backend), backend.fault) == (2, None)
    assert opened(index).refresh() == 6


def test_damaged_newer_generation_leaves_the_older_in_force(index: Path) -> None:
    reader, writer = opened(index), opened(index)
    assert reader.refresh() == writer.refresh() == 5
    writer.apply(Batch([development("1.1-d3", title="third rover")], [], 6))
    flip(segment(index))
    assert reader.refresh() == 5
    assert reader.fault is not None
    assert total(reader) == 2
