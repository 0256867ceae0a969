"""The archive over the database: the changes log, revisions and withdrawals, each method in a session of its own."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Engine

from api.database import read_session
from api.models import Change as ChangeRow
from api.money import Rates
from api.rendering import render_revision, to_json
from api.repositories import log, usage
from api.repositories.source_texts import texts_at
from api.services.archive import Change, Version


class SqlArchive:
    """The store of record, for reading (see `Archive`)."""

    def __init__(self, engine: Engine, rates: Rates) -> None:
        self._engine = engine
        self._rates = rates

    def changes(self, *, since: int, until: int, kinds: Sequence[str], limit: int) -> Sequence[Change]:
        """Changes with since < seq <= until, ascending."""
        with read_session(self._engine) as session:
            return [_change(row) for row in log.changes_after(session, since, limit, kinds, until)]

    def count_changes(self, *, since: int, until: int, kinds: Sequence[str]) -> int:
        """How many such changes there are."""
        with read_session(self._engine) as session:
            return log.count_changes(session, since, kinds, until)

    def changed_at(self, seq: int) -> datetime | None:
        """When the change with this number was made."""
        with read_session(self._engine) as session:
            return log.changed_at(session, seq)

    def behind_since(self, seq: int) -> datetime | None:
        """When the first change after this number was made."""
        with read_session(self._engine) as session:
            return log.first_change_at(session, seq)

    def history(self, kind: str, id: str) -> Sequence[Change]:
        """All changes of one record, ascending."""
        with read_session(self._engine) as session:
            return [_change(row) for row in log.changes_of(session, kind, id)]

    def revision(self, kind: str, id: str, revision: int) -> bytes | None:
        """The JSON of a development as it was at a revision; other kinds have none."""
        if kind != "development":
            return None
        with read_session(self._engine) as session:
            served = render_revision(session, id, revision, self._rates)
        return None if served is None else to_json(served)

    def evidence(self, keys: Sequence[Version]) -> Mapping[Version, Sequence[Mapping[str, Any]]]:
        """Where the source says the facts of developments, each at a revision."""
        with read_session(self._engine) as session:
            states = log.states(session, [("development", id, revision) for id, revision in keys])
        return {(id, revision): state["evidence"] for (_, id, revision), state in states.items()}

    def source_texts(self, keys: Sequence[Version]) -> Mapping[Version, str]:
        """The publisher's paragraphs behind developments, each as at a revision."""
        with read_session(self._engine) as session:
            return texts_at(session, keys)

    def withdrawn(self, kind: str, id: str) -> bool:
        """Whether the record was published once and then withdrawn."""
        with read_session(self._engine) as session:
            return bool(usage.withdrawn(session, kind, id))


def _change(row: ChangeRow) -> Change:
    return Change(
        seq=row.seq or 0,
        at=row.at,
        op=row.op,
        kind=row.kind,
        id=row.record_id,
        revision=row.revision,
        changed=tuple(row.changed),
        note=row.note,
    )
