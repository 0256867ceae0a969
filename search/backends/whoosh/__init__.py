"""The Whoosh engine: Whoosh keeps the index on disk, arrays answer. The only package that imports `whoosh`."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from search.backend import Batch
from search.backends.whoosh.engine import WhooshEngine
from search.backends.whoosh.generations import Generation, Generations
from search.backends.whoosh.schema import fingerprint
from search.backends.whoosh.writing.writer import Writer
from search.document import Document
from search.errors import IndexUnavailable
from search.language.parser import Limits
from search.reading import EngineSnapshot
from search.synonyms import Synonyms


class WhooshBackend:
    """An index in a folder of its own; the caller holds the writer lock for `apply` and `rebuild`."""

    def __init__(self, folder: Path, archive_id: str, synonyms: Synonyms, limits: Limits) -> None:
        self.generations = Generations(folder, archive_id, fingerprint())
        self.synonyms = synonyms
        self.limits = limits
        self.fault: str | None = "there is no index yet"
        """Why what is on disk was refused at the last look; None when it was not."""
        self._lock = Lock()
        self._name: str | None = None
        self._engine: WhooshEngine | None = None

    def snapshot(self) -> EngineSnapshot:
        """Return the newest generation known to this process. Raises IndexUnavailable."""
        engine = self._engine
        if engine is None:
            raise IndexUnavailable(self.fault)
        return EngineSnapshot(engine, self.synonyms, self.limits)

    def refresh(self) -> int:
        """Look for a newer generation; return the version in force (-1: none that may be opened)."""
        with self._lock:
            name = self.generations.current()
            if name is not None and name != self._name:
                self._try_open(name)
            elif name is None and self._engine is None:
                self.fault = "there is no index yet"
            return self._engine.data_version if self._engine else -1

    def apply(self, batch: Batch) -> None:
        """Write a batch beside the present generation and swap it in, synced to disk."""
        if self._engine is None or self._name is None:
            raise IndexUnavailable(self.fault)
        with self._new(self.generations.root / self._name, batch.version) as writer:
            writer.replace(batch.upserts, batch.removals)

    def rebuild(self, documents: Iterable[Document], version: int) -> None:
        """Build from nothing beside the present generation, then swap it in whole."""
        with self._new(None, version) as writer:
            writer.build(documents)

    @contextmanager
    def _new(self, previous: Path | None, version: int) -> Iterator[Writer]:
        """Begin a generation after `previous` or from nothing; put what was written in force at the end."""
        folder = self.generations.begin(previous)
        try:
            writer = Writer(folder)
            yield writer
            writer.commit()
            self._swap(self.generations.publish(folder, version))
        except BaseException:
            self.generations.discard(folder)
            raise

    def close(self) -> None:
        """Let go of the files; they close when the last answer that reads them is done."""
        with self._lock:
            self._engine = self._name = None

    def _try_open(self, name: str) -> None:
        try:
            self._open(self.generations.check(name))
        except (ValueError, OSError) as error:
            self.fault = str(error)
            if self._engine is None:
                self._name = None

    def _swap(self, generation: Generation) -> None:
        with self._lock:
            self._open(generation)

    def _open(self, generation: Generation) -> None:
        """Put a generation in force; answers under way finish on the old one, whose files close when they end."""
        self._engine = WhooshEngine(generation.folder, generation.version, self._engine)
        self._name = generation.folder.name
        self.fault = None
