"""The ledger: what one transaction writes, with its hashes, revisions and changes, flushed together."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session
from sqlmodel import SQLModel

from api.hashing import as_json, content_hash
from api.models import CHILD_TABLES, LINK_TABLES, RECORD_TABLES, Revision, VocabularyName, now
from api.models.facts import DevelopmentFacts, EntryFacts
from api.models.stored import Head
from api.publishing.rows import Row, child_rows, name_rows
from api.repositories import archive, log, vocabulary

TABLES: tuple[type[SQLModel], ...] = (*RECORD_TABLES.values(), *CHILD_TABLES, VocabularyName)
"""Tables in the order in which rows can be inserted: what is pointed at comes first."""


@dataclass(frozen=True, slots=True)
class Written:
    """One change that was written; `seq` is its place in the changes log."""

    kind: str
    id: str
    op: str
    revision: int
    changed: tuple[str, ...] = ()
    seq: int = 0


class Ledger:
    """Collects the changes of one transaction; `flush` writes them, each table in one statement.

    The session must be a writing one (`api.database.write_session`).
    """

    def __init__(self, session: Session, *, at: datetime | None = None, note: str | None = None) -> None:
        self.session = session
        self.at = at or now()
        self.note = note
        self.written: list[Written] = []
        self._states: list[tuple[dict[str, Any], str] | None] = []
        self._inserts: defaultdict[type[SQLModel], list[Row]] = defaultdict(list)
        self._updates: defaultdict[type[SQLModel], list[Row]] = defaultdict(list)
        self._withdrawals: defaultdict[type[SQLModel], list[Row]] = defaultdict(list)
        self._stale_children: list[str] = []
        self._stale_names: defaultdict[str, list[str]] = defaultdict(list)
        archive.lock_archive(session)

    def put(self, kind: str, id: str, facts: object, columns: Row, head: Head | None, *, revision: int = 1) -> bool:
        """Create a record or update it where its facts differ; returns whether anything is written.

        A record that is not there starts with `revision`; one that was withdrawn comes back with the next number.
        """
        state = as_json(facts)
        digest = content_hash(state)
        if head is not None and not head.withdrawn and head.content_hash == digest:
            return False
        number = revision if head is None else max(head.revision + 1, revision)
        row = {"id": id, **columns, "revision": number, "content_hash": digest, "updated_at": self.at}
        row["withdrawn_at"] = None
        rows = self._inserts if head is None else self._updates
        rows[RECORD_TABLES[kind]].append(row)
        new = head is None or head.withdrawn
        changed = () if head is None or new else self._changed(kind, head, state)
        self.written.append(Written(kind, id, "created" if new else "updated", number, changed))
        self._states.append((state, digest))
        return True

    def put_development(
        self, id: str, facts: DevelopmentFacts, columns: Row, head: Head | None, *, revision: int = 1
    ) -> None:
        """As `put`, with the dates, amounts and links."""
        if not self.put("development", id, facts, columns, head, revision=revision):
            return
        if head is not None:
            self._stale_children.append(id)
        for table, row in child_rows(id, facts):
            self._inserts[table].append(row)

    def put_entry(self, kind: str, id: str, facts: EntryFacts, head: Head | None, *, curated: bool = True) -> None:
        """As `put`, for a vocabulary entry with its names; `curated` is false where only issue files name it."""
        columns = as_json(facts) | ({"curated": curated} if kind in {"organization", "person", "initiative"} else {})
        if not self.put(kind, id, facts, columns, head):
            return
        if head is not None:
            self._stale_names[kind].append(id)
        self._inserts[VocabularyName].extend(name_rows(kind, id, facts, curated=curated))

    def withdraw(self, kind: str, head: Head) -> None:
        """Withdraw a record that is live; its rows stay, so that its hash can still be checked."""
        row = {"id": head.id, "withdrawn_at": self.at, "updated_at": self.at}
        self._withdrawals[RECORD_TABLES[kind]].append(row)
        self.written.append(Written(kind, head.id, "withdrawn", head.revision))
        self._states.append(None)
        if kind in LINK_TABLES:
            self._stale_names[kind].append(head.id)

    def flush(self) -> tuple[Written, ...]:
        """Write everything; returns the changes with their sequence numbers."""
        archive.delete_children(self.session, self._stale_children)
        for kind, ids in self._stale_names.items():
            vocabulary.delete_names(self.session, kind, ids)
        for table in TABLES:
            archive.insert_rows(self.session, table, self._inserts[table])
            archive.update_rows(self.session, table, self._updates[table])
            archive.update_rows(self.session, table, self._withdrawals[table])
        seqs = log.append_changes(self.session, [self._change(change) for change in self.written])
        written = tuple(replace(change, seq=seq) for change, seq in zip(self.written, seqs, strict=True))
        archive.insert_rows(self.session, Revision, self._revisions(written))
        return written

    def _changed(self, kind: str, head: Head, state: dict[str, Any]) -> tuple[str, ...]:
        key = (kind, head.id, head.revision)
        before = log.states(self.session, [key]).get(key, {})
        return tuple(name for name, value in state.items() if name not in before or before[name] != value)

    def _change(self, change: Written) -> Row:
        return {
            "at": self.at,
            "op": change.op,
            "kind": change.kind,
            "record_id": change.id,
            "revision": change.revision,
            "changed": list(change.changed),
            "note": self.note,
        }

    def _revisions(self, written: tuple[Written, ...]) -> list[Row]:
        return [
            {
                "seq": change.seq,
                "kind": change.kind,
                "record_id": change.id,
                "revision": change.revision,
                "state": kept[0],
                "content_hash": kept[1],
                "at": self.at,
                "note": self.note,
            }
            for change, kept in zip(written, self._states, strict=True)
            if kept is not None
        ]
