"""ArrayDocumentReader: what Whoosh asks of documents by their number: which are deleted, lengths, what is stored."""

from collections.abc import Iterator

import numpy as np
from whoosh.codec.base import PerDocumentReader

from search.backends.whoosh.codec.segment import ArraySegment
from search.backends.whoosh.schema import text_field
from search.backends.whoosh.storage.arrays import Array, Arrays
from search.backends.whoosh.storage.strings import Strings
from search.backends.whoosh.writing.facts import KINDS
from search.fields import TEXT_FIELDS

_NO_LENGTH = np.zeros(1, np.int32)


class ArrayDocumentReader(PerDocumentReader):  # type: ignore[misc]
    """Reads the documents of a segment; as everywhere in Whoosh, sums include those that were deleted since."""

    def __init__(self, arrays: Arrays, segment: ArraySegment) -> None:
        self._segment = segment
        self._kinds = arrays["kind"]
        self._ids, self._labels = Strings(arrays, "id"), Strings(arrays, "label")
        lengths = arrays["length"].reshape(len(TEXT_FIELDS), -1)
        self._lengths: dict[str, Array] = {text_field(name): lengths[place] for place, name in enumerate(TEXT_FIELDS)}

    def doc_count(self) -> int:
        """Return how many documents are not deleted."""
        return int(self._segment.doc_count())

    def doc_count_all(self) -> int:
        """Return how many documents there are, deleted ones included."""
        return self._segment.doc_count_all()

    def has_deletions(self) -> bool:
        """Whether any document is deleted."""
        return bool(self._segment.has_deletions())

    def is_deleted(self, docnum: int) -> bool:
        """Whether a document is deleted."""
        return self._segment.is_deleted(docnum)

    def deleted_docs(self) -> Iterator[int]:
        """Return the numbers of deleted documents."""
        return self._segment.deleted_docs()

    def stored_fields(self, docnum: int) -> dict[str, str]:
        """Return what tells a document apart: kind, id and label."""
        return {
            "kind": KINDS[self._kinds[docnum]],
            "id": self._ids[docnum].decode(),
            "label": self._labels[docnum].decode(),
        }

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """Return how many words a text field of a document has; `default` for a field whose words are not counted."""
        lengths = self._lengths.get(fieldname)
        return default if lengths is None else int(lengths[docnum])

    def field_length(self, fieldname: str) -> int:
        """Return how many words a text field has in all documents."""
        return int(self._lengths_of(fieldname).sum())

    def min_field_length(self, fieldname: str) -> int:
        """Return the length of a text field where it is shortest."""
        return int(self._lengths_of(fieldname).min())

    def max_field_length(self, fieldname: str) -> int:
        """Return the length of a text field where it is longest."""
        return int(self._lengths_of(fieldname).max())

    def _lengths_of(self, fieldname: str) -> Array:
        """Return the lengths of a field; a field whose words are not counted has none anywhere."""
        return self._lengths.get(fieldname, _NO_LENGTH)
