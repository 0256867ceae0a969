"""Dependencies: what the process holds for all requests."""

from dataclasses import dataclass, field
from typing import Annotated, Any

from fastapi import Depends, Request

from api.authentication import Doorkeeper
from api.editing import Desk
from api.errors import Unavailable
from api.imports import Vocabularies as ReadingWords
from api.interpreting import Interpreters
from api.params import Vocabulary
from api.services.archive import Archive
from api.services.audit import AuditLog
from api.services.freshness import Freshness
from api.services.worths import Worths
from api.settings import Settings
from search import IndexUnavailable, SearchBackend, Snapshot


class Vocabularies:
    """Keeps the vocabulary of the generation in force."""

    def __init__(self) -> None:
        self._kept: Vocabulary | None = None

    def of(self, snapshot: Snapshot) -> Vocabulary:
        """Return the vocabulary of a generation."""
        kept = self._kept
        if kept is None or kept.data_version != snapshot.data_version:
            kept = self._kept = Vocabulary(snapshot)
        return kept


@dataclass(frozen=True, slots=True)
class Resources:
    """What the process holds for all requests."""

    settings: Settings
    backend: SearchBackend
    archive: Archive
    freshness: Freshness
    vocabularies: Vocabularies
    synonyms: list[dict[str, Any]]
    worths: Worths
    doorkeeper: Doorkeeper
    desk: Desk | None = None
    """Where changes are made; None where the store of record cannot be written."""
    audit_log: AuditLog | None = None
    reading_words: ReadingWords = field(default_factory=ReadingWords)
    """What documents are read with."""
    interpreters: Interpreters = field(default_factory=Interpreters)
    """What sentences are read with."""

    def open_desk(self) -> Desk:
        """Return the desk. Raises Unavailable where there is none."""
        if self.desk is None:
            raise Unavailable("The store of record is not open here.")
        return self.desk

    @property
    def data_version(self) -> int | None:
        """The data version that answers are made from now, None when there is no index."""
        try:
            return self.backend.snapshot().data_version
        except IndexUnavailable:
            return None


def get_resources(request: Request) -> Resources:
    """The process's resources."""
    resources: Resources = request.app.state.resources
    return resources


ResourcesDep = Annotated[Resources, Depends(get_resources)]
