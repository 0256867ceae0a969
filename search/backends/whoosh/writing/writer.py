"""Writer: documents into a folder's index, as one new segment or, for many, as several that are merged at the end."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import numpy as np

from search.backends.whoosh.codec import ArraySegment
from search.backends.whoosh.storage.arrays import Arrays, write_arrays
from search.backends.whoosh.storage.strings import Strings
from search.backends.whoosh.writing.builder import SegmentBuilder
from search.backends.whoosh.writing.contents import INDEX_NAME, commit, create, read_segments
from search.backends.whoosh.writing.facts import KINDS, NONE
from search.backends.whoosh.writing.merging import merge
from search.backends.whoosh.writing.names import find
from search.backends.whoosh.writing.policy import to_merge
from search.document import Document

DOCUMENTS_AT_ONCE = 25_000
"""Documents of a bulk build that are in memory at a time."""
Key = tuple[str, str]


class Writer:
    """Writes into a folder that nobody reads yet; what it wrote is in force there after `commit`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        if not any(folder.iterdir()):
            create(folder)
        self._segments = read_segments(folder)
        self._open = {segment.file_name: Arrays(folder / segment.file_name) for segment in self._segments}

    def replace(self, upserts: Iterable[Document], removals: Iterable[Key]) -> None:
        """Remove records and put others, in the place of those with the same kind and id."""
        documents = {(document.kind, document.id): document for document in upserts}
        for key in {*removals, *documents}:
            self._delete(*key)
        self._add(documents.values())

    def build(self, documents: Iterable[Document]) -> None:
        """Add many documents to an empty index, in bounded memory."""
        for portion in _portions(documents, DOCUMENTS_AT_ONCE):
            self._add(portion)
        if len(self._segments) > 1:
            self._delete_repeated()
            self._merge(self._segments)

    def commit(self) -> None:
        """Merge what the policy names and write the table of contents."""
        self._merge(to_merge(self._segments))
        self._segments = [segment for segment in self._segments if segment.doc_count()]
        commit(self.folder, self._segments)

    def _delete(self, kind: str, id: str) -> None:
        for segment in self._segments:
            number = find(self._open[segment.file_name], kind, id)
            if number != NONE:
                segment.delete_document(number)

    def _delete_repeated(self) -> None:
        """Delete what came again in a later segment."""
        hashes = [self._open[segment.file_name]["key_hash"] for segment in self._segments]
        found, times = np.unique(np.concatenate(hashes), return_counts=True)
        repeated = found[times > 1]
        for at, segment in enumerate(self._segments):
            arrays = self._open[segment.file_name]
            for number in arrays["key_document"][np.isin(arrays["key_hash"], repeated)]:
                kind, id = KINDS[arrays["kind"][number]], Strings(arrays, "id")[int(number)].decode()
                later = (self._open[other.file_name] for other in self._segments[at + 1 :])
                if any(find(other, kind, id) != NONE for other in later):
                    segment.delete_document(int(number))

    def _add(self, documents: Iterable[Document]) -> None:
        builder = SegmentBuilder()
        for document in documents:
            builder.add(document)
        if len(builder):
            self._write(builder.arrays(), len(builder))

    def _write(self, arrays: object, size: int) -> None:
        segment = ArraySegment(INDEX_NAME, size)
        path = self.folder / segment.file_name
        write_arrays(path, arrays)  # type: ignore[arg-type]
        self._segments.append(segment)
        self._open[segment.file_name] = Arrays(path)

    def _merge(self, chosen: Sequence[ArraySegment]) -> None:
        chosen = list(chosen)
        live = [segment.live for segment in chosen]
        self._segments = [segment for segment in self._segments if segment not in chosen]
        size = sum(segment.doc_count() for segment in chosen)
        if size:
            arrays = [self._open[segment.file_name] for segment in chosen]
            self._write(merge(list(zip(arrays, live, strict=True))), size)
        for segment in chosen:
            (self.folder / segment.file_name).unlink()


def _portions(documents: Iterable[Document], size: int) -> Iterator[list[Document]]:
    remaining = iter(documents)
    while portion := list(islice(remaining, size)):
        yield portion
