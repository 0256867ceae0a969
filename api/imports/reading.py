"""Reading: a document becomes a draft, and whatever keeps it from that becomes an error of ours."""

import hashlib
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from api.errors import AllianceError, BodyTooLarge, Invalid, UnreadableDocument
from api.imports.cleaning import file_name, web_address
from api.imports.converting import Read, convert
from api.models.imports import Document
from ingest import Hints, Vocabulary, read
from ingest import UnreadableDocument as Unreadable

LOG = logging.getLogger(__name__)
TOO_LARGE = "too_large"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document as somebody brings it, with what is known about it."""

    content: bytes
    file_name: str | None = None
    url: str | None = None
    volume: int | None = None
    number: int | None = None

    @property
    def sha256(self) -> str:
        """The SHA-256 of the document, 64 hexadecimal digits."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def hints(self) -> dict[str, Any]:
        """What is known, of what is known."""
        said = {"url": web_address(self.url), "volume": self.volume, "number": self.number}
        return {name: value for name, value in said.items() if value is not None}


def read_document(source: Source, hints: Mapping[str, Any], vocabulary: Vocabulary) -> tuple[Document, Read]:
    """Read a document. Raises UnreadableDocument, BodyTooLarge."""
    try:
        draft = read(source.content, vocabulary, Hints(**hints))
    except Unreadable as error:
        raise _refused(error.code, error.message) from error
    except Exception as error:  # a reader that fails on somebody's document is no failure of the service
        LOG.exception("a document could not be read")
        raise _refused(
            "damaged", "Reading this document failed; it is logged. Save it as HTML or text, and try again."
        ) from error
    document = Document(
        media_type=draft.media_type,
        bytes=len(source.content),
        sha256=source.sha256,
        file_name=file_name(source.file_name),
    )
    return document, convert(draft)


def _refused(code: str, message: str) -> AllianceError:
    if code == TOO_LARGE:
        return BodyTooLarge(message)
    return UnreadableDocument(message, errors=[Invalid("body", "file", code, message)])
