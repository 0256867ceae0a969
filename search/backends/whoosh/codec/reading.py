"""ArrayCodec: through it Whoosh's own readers, queries and scorers work on segments of arrays."""

from pathlib import Path
from typing import Any, NoReturn

from whoosh.codec.base import Codec

from search.backends.whoosh.codec.documents import ArrayDocumentReader
from search.backends.whoosh.codec.fields import indexed_fields
from search.backends.whoosh.codec.segment import ArraySegment
from search.backends.whoosh.codec.terms import ArrayTermsReader
from search.backends.whoosh.storage.arrays import Arrays


class ArrayCodec(Codec):  # type: ignore[misc]
    """Reads segments from a `FileStorage`; it does not write, for a segment is made of documents, not of postings."""

    def terms_reader(self, storage: Any, segment: ArraySegment) -> ArrayTermsReader:
        """Return the reader of a segment's terms. Raises ValueError when its file is damaged."""
        return ArrayTermsReader(indexed_fields(_open(storage, segment)))

    def per_document_reader(self, storage: Any, segment: ArraySegment) -> ArrayDocumentReader:
        """Return the reader of a segment's documents. Raises ValueError when its file is damaged."""
        return ArrayDocumentReader(_open(storage, segment), segment)

    def new_segment(self, storage: Any, indexname: str) -> ArraySegment:  # noqa: ARG002 - Whoosh's signature
        """Return a segment without documents."""
        return ArraySegment(indexname)

    def per_document_writer(self, storage: Any, segment: Any) -> NoReturn:  # noqa: ARG002 - Whoosh's signature
        """Refuse to write. Raises NotImplementedError."""
        _refuse()

    def field_writer(self, storage: Any, segment: Any) -> NoReturn:  # noqa: ARG002 - Whoosh's signature
        """Refuse to write. Raises NotImplementedError."""
        _refuse()

    def postings_writer(self, dbfile: Any, byteids: bool = False) -> NoReturn:  # noqa: ARG002 - Whoosh's signature
        """Refuse to write. Raises NotImplementedError."""
        _refuse()


def _open(storage: Any, segment: ArraySegment) -> Arrays:
    return Arrays(Path(storage.folder) / segment.file_name)


def _refuse() -> NoReturn:
    raise NotImplementedError(
        "Whoosh's writers cannot make segments of arrays: documents come in through `writing.writer.Writer`"
    )
