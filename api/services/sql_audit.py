"""The audit log over the database, each method in a session of its own."""

from collections.abc import Sequence

from sqlalchemy import Engine

from api.database import read_session
from api.models import AuditEntry
from api.repositories import audit
from api.services.audit import Entry


class SqlAuditLog:
    """The audit log in the database (see `AuditLog`)."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def entries(self, limit: int, before: int | None) -> Sequence[Entry]:
        """At most `limit` entries with seq < before, the newest first."""
        with read_session(self._engine) as session:
            return [_entry(row) for row in audit.newest_entries(session, limit, before)]

    def count(self) -> int:
        """How many entries there are."""
        with read_session(self._engine) as session:
            return audit.count_entries(session)


def _entry(row: AuditEntry) -> Entry:
    return Entry(
        seq=row.seq or 0,
        at=row.at,
        key_id=row.key_id,
        name=row.name,
        action=row.action,
        kind=row.kind,
        id=row.target_id,
        request_id=row.request_id,
        details=row.details,
    )
