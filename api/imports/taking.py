"""Taking in: a document that somebody brings, read and kept as a draft, once however often it is sent."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass

from sqlalchemy.orm import Session

from api.auditing import Actor
from api.imports.drafts import keep_reading
from api.imports.reading import Source, read_document
from api.imports.vocabulary import Vocabularies
from api.models.imports import ImportRecord, Remark
from api.repositories.imports import open_import

Sessions = Callable[[], AbstractContextManager[Session]]
ALREADY_OPEN = Remark(
    code="already_open",
    message="This document is being reviewed: here is its draft as it was corrected; nothing was read again.",
)


@dataclass(frozen=True, slots=True)
class Taken:
    """The import of a document, whether it is new, and what to say of that."""

    record: ImportRecord
    new: bool
    remarks: tuple[Remark, ...] = ()


def take(source: Source, vocabularies: Vocabularies, reading: Sessions, writing: Sessions, actor: Actor) -> Taken:
    """Read a document and keep its draft; what is not said about it is taken from when it was sent before.

    Nothing is locked while it is read. Raises UnreadableDocument, BodyTooLarge.
    """
    with reading() as session:
        known = open_import(session, source.sha256)
        vocabulary = vocabularies.of(session)
    if known is not None and known.corrected:
        return Taken(known, new=False, remarks=(ALREADY_OPEN,))
    hints = (known.hints if known else {}) | source.hints
    document, read = read_document(source, hints, vocabulary)
    with writing() as session:
        record, new = keep_reading(session, document, read, hints, actor)
    return Taken(record, new, (ALREADY_OPEN,) if record.corrected else ())
