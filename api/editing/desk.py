"""The desk: transactions that write to the archive, each over when the index has taken it in."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from api.database import read_session, write_session
from api.errors import Unavailable
from api.indexing import IndexFollower
from api.repositories.archive import last_seq, lock_archive
from api.seeding import IssueChecker
from search import IndexUnavailable, SearchBackend

LOG = logging.getLogger(__name__)
INDEX_TIMEOUT_S = 30.0
"""How long a writer waits for the index; what it wrote is in the archive all the same."""
RETRY_AFTER = {"Retry-After": "5"}


class Desk:
    """Where editors' changes are made; shared by all requests."""

    def __init__(self, engine: Engine, backend: SearchBackend, follower: IndexFollower) -> None:
        self._engine = engine
        self._backend = backend
        self._follower = follower

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session over one state of the archive."""
        with read_session(self._engine) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """One transaction that nobody else writes beside: whole or not at all, and acknowledged when it ends.

        What it reads stays so until it writes. It ends when the generation with its changes is swapped in.
        Raises Unavailable when nothing could be written (locked, disk full), and when the index does not take the changes in
        in time; they are written then all the same.
        """
        with self.storing() as session:
            yield session
            end = last_seq(session)
        self._acknowledge(end)

    @contextmanager
    def storing(self) -> Iterator[Session]:
        """As `writing`, for what the index does not hold: it ends when it is committed."""
        try:
            with write_session(self._engine) as session:
                lock_archive(session)
                yield session
        except OperationalError as error:
            LOG.exception("the archive could not be written")
            raise Unavailable("The archive cannot be written now; nothing was changed.", headers=RETRY_AFTER) from error

    def checker(self) -> IssueChecker:
        """Return what holds bodies against the format and the vocabularies of now."""
        with self.reading() as session:
            return IssueChecker(session)

    def _acknowledge(self, seq: int) -> None:
        until = monotonic() + INDEX_TIMEOUT_S
        try:
            while self._version() < seq and (left := until - monotonic()) > 0:
                self._follower.catch_up(timeout_s=left)
        except Exception:  # whatever keeps the index from following, the change is in the archive
            LOG.exception("the index could not follow an editor's change")
        if self._version() < seq:
            message = f"The change is written (number {seq}), but the index has not taken it in; it will. Do not send it again."
            raise Unavailable(message, headers=RETRY_AFTER)

    def _version(self) -> int:
        try:
            return self._backend.snapshot().data_version
        except IndexUnavailable:
            return -1
