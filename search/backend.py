"""SearchBackend: what an engine must do; every engine passes the same suite."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from search.document import Document, Span
from search.grouping import Grouped, Grouping
from search.query import SearchQuery
from search.results import Hit, SearchResult, Suggestion
from search.similarity import Similar
from search.vocabulary import Entry


@dataclass(frozen=True, slots=True)
class Batch:
    """Changes to apply: documents to put, (kind, id) pairs to remove, and the version they lead to."""

    upserts: Sequence[Document]
    removals: Sequence[tuple[str, str]]
    version: int


class Snapshot(Protocol):
    """One generation, for reading; everything taken from it agrees with itself."""

    @property
    def data_version(self) -> int:
        """The last sequence number of the changes log that this generation holds."""

    def search(self, query: SearchQuery) -> SearchResult:
        """Answer a query. Raises QueryTooCostly."""

    def walk(self, query: SearchQuery) -> Iterator[Hit]:
        """All matches of a query in its order, one after another in constant memory, from this generation.

        The query's limit, place, facets and highlight are left aside; hits have no score. Raises QueryTooCostly when it
        is called; the work begins with the first hit taken.
        """

    def expected_ms(self, query: SearchQuery) -> float:
        """About how many milliseconds `search` takes, once what it reads is in memory."""

    def group(self, grouping: Grouping) -> Grouped:
        """Add up developments by group. Raises QueryTooCostly."""

    @property
    def issue_periods(self) -> Sequence[Span]:
        """The publication periods of the issues, ascending: the time that the archive covers."""

    def fetch(self, kind: str, ids: Sequence[str]) -> Mapping[str, bytes]:
        """Rendered JSON of the records that are there, by id."""

    def ids(self, kind: str) -> Sequence[str]:
        """All ids of a kind, in the order of volume, number, position, then id."""

    def label(self, kind: str, id: str) -> str | None:
        """The name to show for a vocabulary entry or issue; None when unknown."""

    def value_label(self, facet: str, value: str) -> str:
        """The name to show for a value of a facet; the value itself where it has none."""

    def similar(self, id: str, limit: int) -> Sequence[Similar]:
        """Developments that share rare words and tags with one, the most similar first."""

    @property
    def vocabulary(self) -> Sequence[Entry]:
        """All entries of the vocabularies, each with its name, aliases and Japanese forms."""

    def suggest(self, q: str, limit: int) -> Sequence[Suggestion]:
        """Vocabulary entries whose name or alias has words that start as `q` does."""


class SearchBackend(Protocol):
    """An engine: one writer at a time (the caller holds the lock), many readers."""

    def snapshot(self) -> Snapshot:
        """The newest generation known to this process. Raises IndexUnavailable."""

    def refresh(self) -> int:
        """Look for a newer generation; returns the version now in force (-1: none)."""

    @property
    def fault(self) -> str | None:
        """Why what is on disk was refused at the last look, or that there is nothing; None when all is well."""

    def apply(self, batch: Batch) -> None:
        """Write a batch and swap the new generation in, synced to disk."""

    def rebuild(self, documents: Iterable[Document], version: int) -> None:
        """Build from nothing beside the present generation, then swap it in whole."""

    def close(self) -> None:
        """Release files."""
