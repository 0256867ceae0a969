"""Segments: the opened segments of a generation, their documents numbered through."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from search.backends.whoosh.storage.arrays import Arrays
from search.backends.whoosh.storage.strings import Dictionary, Strings
from search.backends.whoosh.writing.contents import read_segments
from search.backends.whoosh.writing.facts import NONE
from search.backends.whoosh.writing.names import find

Mask = NDArray[np.bool_]


class OpenFile:
    """The file of a segment, open for reading; shared by the generations that have the segment."""

    def __init__(self, path: Path) -> None:
        self.arrays = Arrays(path)
        self.arrays.check()
        self.ids = Strings(self.arrays, "id")
        self.labels = Strings(self.arrays, "label")
        self.rendered = Strings(self.arrays, "rendered")
        self.shown = Strings(self.arrays, "shown_text")
        self.terms = Dictionary(self.arrays, "term")
        self.words = Dictionary(self.arrays, "word")

    def stored(self, numbers: Sequence[int]) -> list[tuple[str, bytes]]:
        """Return the ids of documents, and what is served of them."""
        ids, rendered = self.ids.views(numbers), self.rendered.views(numbers)
        return [(str(id, "utf-8"), bytes(json)) for id, json in zip(ids, rendered, strict=True)]


@dataclass(frozen=True, slots=True)
class Segment:
    """A segment in one generation: its first document number, and which documents live (None: all do)."""

    file: OpenFile
    first: int
    live: Mask | None

    @property
    def arrays(self) -> Arrays:
        """The arrays of its file."""
        return self.file.arrays

    @property
    def size(self) -> int:
        """How many documents it has, deleted ones included."""
        return len(self.arrays["kind"])


class Segments(Sequence[Segment]):
    """The segments of a generation, in the order of document numbers."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = tuple(segments)
        self._firsts = [segment.first for segment in segments]
        self.size = segments[-1].first + segments[-1].size if segments else 0

    def __getitem__(self, at: int) -> Segment:  # type: ignore[override]
        return self._segments[at]

    def __len__(self) -> int:
        return len(self._segments)

    def __iter__(self) -> Iterator[Segment]:
        return iter(self._segments)

    def locate(self, number: int) -> tuple[Segment, int]:
        """Return the segment of a document, and its number there."""
        segment = self._segments[bisect_right(self._firsts, number) - 1]
        return segment, number - segment.first

    def stored(self, numbers: Sequence[int]) -> list[tuple[str, bytes]]:
        """Return the ids of documents, and what is served of them."""
        if len(self._segments) == 1:
            return self._segments[0].file.stored(numbers)
        located = map(self.locate, numbers)
        return [pair for segment, at in located for pair in segment.file.stored((at,))]

    def find(self, kind: str, id: str) -> int:
        """Return the number of a living document, NONE when it is not there."""
        for segment in reversed(self._segments):
            at = find(segment.arrays, kind, id)
            if at != NONE and (segment.live is None or segment.live[at]):
                return segment.first + at
        return NONE


def open_segments(folder: Path, known: Segments | None = None) -> Segments:
    """Open the segments in force in a folder; files that `known` has open are not opened again. Raises ValueError."""
    files = {segment.arrays.name: segment.file for segment in known or ()}
    found: list[Segment] = []
    first = 0
    for entry in read_segments(folder):
        file = files.get(entry.file_name) or OpenFile(folder / entry.file_name)
        found.append(Segment(file, first, entry.live if entry.has_deletions() else None))
        first += entry.size
    return Segments(found)
