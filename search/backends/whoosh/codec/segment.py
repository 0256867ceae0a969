"""ArraySegment: what Whoosh's table of contents says of a segment; pickled there, so it moves only with a new FORMAT."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.base import Segment

EXTENSION = ".arrays"


class ArraySegment(Segment):  # type: ignore[misc]
    """A segment of `size` documents in one file of arrays, and which of them were deleted since."""

    def __init__(self, indexname: str, size: int = 0) -> None:
        super().__init__(indexname)
        self.size = size
        self._deleted: set[int] = set()

    @property
    def file_name(self) -> str:
        """The name of the file of its arrays."""
        return str(self.make_filename(EXTENSION))

    @property
    def live(self) -> NDArray[np.bool_]:
        """Which documents are not deleted."""
        found = np.ones(self.size, np.bool_)
        found[list(self._deleted)] = False
        return found

    def codec(self) -> Any:
        """Return the codec that reads it."""
        from search.backends.whoosh.codec.reading import ArrayCodec  # noqa: PLC0415 - the codec makes segments

        return ArrayCodec()

    def should_assemble(self) -> bool:
        """Whether several files must be put into one: it is one."""
        return False

    def set_doc_count(self, doccount: int) -> None:
        """Say how many documents it has."""
        self.size = doccount

    def doc_count_all(self) -> int:
        """Return how many documents it has, deleted ones included."""
        return self.size

    def deleted_count(self) -> int:
        """Return how many are deleted."""
        return len(self._deleted)

    def deleted_docs(self) -> Iterator[int]:
        """Return the numbers of the deleted ones."""
        return iter(sorted(self._deleted))

    def delete_document(self, docnum: int, delete: bool = True) -> None:
        """Delete a document by its number, or bring it back."""
        if delete:
            self._deleted.add(docnum)
        else:
            self._deleted.discard(docnum)

    def is_deleted(self, docnum: int) -> bool:
        """Whether a document is deleted."""
        return docnum in self._deleted
