"""IndexFollower: keeps the index at the end of the changes log, whoever wrote the changes."""

import logging
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from threading import Event

from filelock import FileLock, Timeout
from sqlalchemy import Engine

from api.database import read_session
from api.indexing.batches import next_batches
from api.indexing.documents import all_issue_documents
from api.indexing.entries import all_entry_documents
from api.money import Rates, read_rates
from api.repositories.archive import archive_id, last_seq
from api.repositories.log import count_changes
from api.repositories.usage import counts
from api.settings import SEED_DATA, Settings
from search import RECORD_KINDS, Document, SearchBackend

LOG = logging.getLogger(__name__)
RENDERING = 3
"""Goes up when the same records render to other JSON, so that indexes are rebuilt."""
LOCK_TIMEOUT_S = 60.0
FAR_BEHIND = 2_000
"""Changes up to which an index is always brought up in batches."""
AFTER_FAILURE_S = 1.0
STEP = 200
"""Records between two reports of progress."""
Progress = Callable[[int, int], None]
"""Takes how many records were read, and how many there are."""


def index_identity(engine: Engine, rates: Rates) -> str:
    """What an index was made of: the archive, the exchange rates and the form of the rendering.

    An index with another identity is another archive's to a backend, and is rebuilt.
    """
    with read_session(engine) as session:
        return f"{archive_id(session)}:{rates.fingerprint}:{RENDERING}"


class IndexFollower:
    """Applies what the changes log holds beyond the index; one writer at a time among all processes.

    The writer holds a lock on `index.lock` in the data folder, which the system frees when it dies.
    """

    def __init__(self, engine: Engine, backend: SearchBackend, settings: Settings, rates: Rates | None = None) -> None:
        self._engine = engine
        self._backend = backend
        self._poll_s = settings.index_poll_s
        self._lock_path = settings.data_dir / "index.lock"
        self._rates = rates or read_rates(SEED_DATA / "exchange_rates.yaml")

    def open(self, timeout_s: float = LOCK_TIMEOUT_S) -> int:
        """Bring the index up at start: rebuilt when it is missing, foreign or ahead of the log. Returns its version."""
        return self.catch_up(timeout_s)

    def catch_up(self, timeout_s: float = LOCK_TIMEOUT_S, progress: Progress | None = None) -> int:
        """Apply all changes after the index's version; returns the version then in force.

        Waits at most `timeout_s` for another writer and raises `filelock.Timeout` after that. `progress` is told of a
        rebuild as it goes on.
        """
        with FileLock(self._lock_path).acquire(timeout=timeout_s):
            version = self._backend.refresh()
            reason = self._why_rebuild(version)
            if reason:
                LOG.warning("the index is rebuilt: %s", reason)
                return self._rebuild(progress)
            while (applied := self._apply(version)) > version:
                version = applied
            return version

    def rebuild(self, timeout_s: float = LOCK_TIMEOUT_S, progress: Progress | None = None) -> int:
        """Build the index from the database beside the present one and swap it in; returns its version."""
        with FileLock(self._lock_path).acquire(timeout=timeout_s):
            return self._rebuild(progress)

    def run(self, stop: Event) -> None:
        """Look for new generations and changes until `stop` is set; failures are logged and tried again."""
        while not stop.wait(self._poll_s):
            try:
                self._look()
            except Timeout:
                LOG.debug("another process is writing the index")
            except Exception:  # a thread that died would leave the index behind without a word
                LOG.exception("the index could not follow the changes log")
                stop.wait(AFTER_FAILURE_S)

    def _look(self) -> None:
        version = self._backend.refresh()
        with read_session(self._engine) as session:
            end = last_seq(session)
        if version != end:
            self.catch_up(timeout_s=0)

    def _why_rebuild(self, version: int) -> str | None:
        if version < 0:
            return self._backend.fault or "there is none of this archive"
        with read_session(self._engine) as session:
            end = last_seq(session)
            if version > end:
                return f"its version {version} is beyond the changes log, which ends at {end}"
            behind = count_changes(session, version)
            if behind > max(FAR_BEHIND, sum(counts(session).values()) // 2):
                return f"it is {behind:,} changes behind, and building it anew is quicker"
        return None

    def _apply(self, version: int) -> int:
        with read_session(self._engine) as session:
            for batch in next_batches(session, self._backend, version, self._rates):
                self._backend.apply(batch)
                version = batch.version
        return version

    def _rebuild(self, progress: Progress | None = None) -> int:
        with read_session(self._engine) as session:
            version = last_seq(session)
            live = counts(session)
            total = sum(live[kind] for kind in RECORD_KINDS)
            records = _counted(all_issue_documents(session, self._rates), total, progress or _silent)
            self._backend.rebuild(chain(all_entry_documents(session), records), version)
        return version


def _counted(documents: Iterable[Document], total: int, progress: Progress) -> Iterator[Document]:
    for done, document in enumerate(documents):
        if done % STEP == 0:
            progress(done, total)
        yield document
    progress(total, total)


def _silent(done: int, total: int) -> None:
    """Say nothing."""
