"""The memory engine: the executable specification that other engines are held to."""

from collections.abc import Iterable

from search.backend import Batch
from search.backends.memory.engine import MemoryEngine
from search.document import Document
from search.errors import IndexUnavailable
from search.language.parser import Limits
from search.reading import EngineSnapshot
from search.synonyms import Synonyms


class MemoryBackend:
    """The specification as an engine: for tests, and for archives small enough."""

    def __init__(self, synonyms: Synonyms, limits: Limits) -> None:
        self.synonyms = synonyms
        self.limits = limits
        self._engine: MemoryEngine | None = None

    def snapshot(self) -> EngineSnapshot:
        """Return the newest generation. Raises IndexUnavailable."""
        if self._engine is None:
            raise IndexUnavailable(self.fault)
        return EngineSnapshot(self._engine, self.synonyms, self.limits)

    def refresh(self) -> int:
        """Return the version in force (-1: none)."""
        return self._engine.data_version if self._engine else -1

    @property
    def fault(self) -> str | None:
        """Say that nothing was built, None after that."""
        return None if self._engine else "there is no index yet"

    def apply(self, batch: Batch) -> None:
        """Put and remove documents."""
        documents = dict(self._engine.documents) if self._engine else {}
        for key in batch.removals:
            documents.pop(key, None)
        documents |= {(d.kind, d.id): d for d in batch.upserts}
        self._engine = MemoryEngine(documents.values(), batch.version)

    def rebuild(self, documents: Iterable[Document], version: int) -> None:
        """Build from nothing."""
        self._engine = MemoryEngine(documents, version)

    def close(self) -> None:
        """Nothing to release."""
