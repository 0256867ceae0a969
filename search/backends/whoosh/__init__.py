"""The Whoosh engine: Whoosh keeps the index on disk, arrays answer. The only package that imports `whoosh`."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from threading import Lock

from whoosh.filedb.filestore import FileStorage
from whoosh.writing import IndexWriter

from search.backend import Batch
from search.backends.whoosh.engine import WhooshEngine
from search.backends.whoosh.generations import Generation, Generations
from search.backends.whoosh.schema import build_schema, fingerprint, to_row
from search.document import Document
from search.errors import IndexUnavailable
from search.language.parser import Limits
from search.reading import EngineSnapshot
from search.synonyms import Synonyms

WRITER_MEGABYTES = 64


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
        engine = self._engine
        if engine is None or self._name is None:
            raise IndexUnavailable(self.fault)
        folder = self.generations.begin(self.generations.root / self._name)
        try:
            writer = FileStorage(str(folder)).open_index().writer(limitmb=WRITER_MEGABYTES)
            _write(writer, batch, engine.columns.place)
            self._swap(self.generations.publish(folder, batch.version))
        except BaseException:
            self.generations.discard(folder)
            raise

    def rebuild(self, documents: Iterable[Document], version: int) -> None:
        """Build from nothing beside the present generation, then swap it in whole."""
        folder = self.generations.begin(None)
        try:
            writer = FileStorage(str(folder)).create_index(build_schema()).writer(limitmb=WRITER_MEGABYTES)
            _add_all(writer, documents)
            self._swap(self.generations.publish(folder, version))
        except BaseException:
            self.generations.discard(folder)
            raise

    def close(self) -> None:
        """Release files."""
        with self._lock:
            if self._engine:
                self._engine.close()
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
        self._engine = WhooshEngine(generation.folder, generation.version)
        self._name = generation.folder.name
        self.fault = None


def _write(writer: IndexWriter, batch: Batch, place: Mapping[tuple[str, str], int]) -> None:
    """Write a batch; `place` says which document number each (kind, id) has in the present generation."""
    try:
        upserts = {(d.kind, d.id): d for d in batch.upserts}
        for key in {*batch.removals, *upserts}:
            if key in place:
                writer.delete_document(place[key])  # delete_by_term opens the whole index for every key
        for document in upserts.values():
            writer.add_document(**to_row(document))
        writer.commit()
    except BaseException:
        writer.cancel()
        raise


def _add_all(writer: IndexWriter, documents: Iterable[Document]) -> None:
    try:
        for document in documents:
            writer.add_document(**to_row(document))
        writer.commit()
    except BaseException:
        writer.cancel()
        raise
