"""Vocabulary entries and the names under which they are found."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session
from sqlmodel import col

from api.models import ENTRY_TABLES, RecordColumns, VocabularyName
from api.models.facts import ENTRY_FACTS, EntryFacts
from api.models.stored import EntryRecord, Head, stamp_of

CHUNK = 500
FRESH = {"populate_existing": True}


def entry_heads(session: Session, kind: str, ids: Collection[str] | None = None) -> dict[str, Head]:
    """What a writer needs to know of a kind's entries, withdrawn ones too, by id; all when no ids are given."""
    table = ENTRY_TABLES[kind]
    columns = (col(table.id), col(table.revision), col(table.content_hash), col(table.withdrawn_at))
    query = select(*columns)
    rows = session.execute(query if ids is None else query.where(col(table.id).in_(ids)))
    return {id: Head(id, number, digest, withdrawn_at is not None) for id, number, digest, withdrawn_at in rows}


def load_entries(
    session: Session, kind: str, ids: Collection[str] | None = None, *, withdrawn: bool = False
) -> list[EntryRecord]:
    """Entries of a kind by id; all when no ids are given, withdrawn ones only when asked for."""
    table = ENTRY_TABLES[kind]
    query = select(table).order_by(col(table.id))
    if not withdrawn:
        query = query.where(col(table.withdrawn_at).is_(None))
    return [_entry(kind, row) for chosen in _chosen(query, table, ids) for row in _scalars(session, chosen)]


def entry_pages(
    session: Session, kind: str, *, size: int = CHUNK, withdrawn: bool = False
) -> Iterator[list[EntryRecord]]:
    """All entries of a kind in pages by id; the session forgets each page."""
    ids = sorted(entry_heads(session, kind))
    for start in range(0, len(ids), size):
        yield load_entries(session, kind, ids[start : start + size], withdrawn=withdrawn)
        session.expunge_all()


def live_entries(session: Session, kind: str) -> dict[str, str]:
    """Names of a kind's live entries by id."""
    return dict(live_values(session, kind, "name"))


def live_values(session: Session, kind: str, *names: str) -> list[tuple[Any, ...]]:
    """Id and some columns of a kind's live entries, by id; reading whole entries takes ten times as long."""
    table: Any = ENTRY_TABLES[kind]
    columns = [col(getattr(table, name)) for name in ("id", *names)]
    rows = session.execute(select(*columns).where(col(table.withdrawn_at).is_(None)).order_by(col(table.id)))
    return [tuple(row) for row in rows]


def uncurated(session: Session, kind: str) -> dict[str, str]:
    """Names of live entries that only issue files name, by id; none for topics and countries."""
    table: Any = ENTRY_TABLES[kind]
    if not hasattr(table, "curated"):
        return {}
    rows = session.execute(
        select(col(table.id), col(table.name)).where(col(table.withdrawn_at).is_(None), col(table.curated).is_(False))
    )
    return dict(rows.all())


def find_names(session: Session, keys: Collection[str]) -> dict[tuple[str, str], str]:
    """The entry that each name key means, of every kind that has one: (kind, key) → id."""
    wanted = sorted(set(keys))
    found: dict[tuple[str, str], str] = {}
    columns = (col(VocabularyName.kind), col(VocabularyName.key), col(VocabularyName.entry_id))
    for start in range(0, len(wanted), CHUNK):
        query = (
            select(*columns)
            .where(col(VocabularyName.key).in_(wanted[start : start + CHUNK]))
            .order_by(col(VocabularyName.rank).desc(), col(VocabularyName.entry_id).desc())
        )
        found.update({(kind, key): id for kind, key, id in session.execute(query)})  # the least rank comes last
    return found


def delete_names(session: Session, kind: str, ids: Sequence[str]) -> None:
    """Forget all names of entries."""
    for start in range(0, len(ids), CHUNK):
        chosen = col(VocabularyName.entry_id).in_(ids[start : start + CHUNK])
        session.execute(delete(VocabularyName).where(col(VocabularyName.kind) == kind, chosen))


def taken_ids(session: Session, kind: str, ids: Collection[str]) -> set[str]:
    """Those of the ids that an entry has or had: they are never given to another one."""
    table = ENTRY_TABLES[kind]
    return {id for chosen in _chosen(select(col(table.id)), table, ids) for id in session.execute(chosen).scalars()}


def _chosen(query: Any, table: type[RecordColumns], ids: Collection[str] | None) -> Iterator[Any]:
    if ids is None:
        yield query
        return
    wanted = sorted(set(ids))
    for start in range(0, len(wanted), CHUNK):
        yield query.where(col(table.id).in_(wanted[start : start + CHUNK]))


def _scalars(session: Session, query: Any) -> Iterator[RecordColumns]:
    yield from session.scalars(query, execution_options=FRESH)


def _entry(kind: str, row: RecordColumns) -> EntryRecord:
    made: type[Any] = ENTRY_FACTS[kind]
    names: Mapping[str, Any] = made.__dataclass_fields__
    values = {name: getattr(row, name) for name in names}
    facts: EntryFacts = made(**{n: tuple(v) if isinstance(v, list) else v for n, v in values.items()})
    return EntryRecord(kind, row.id, facts, stamp_of(row))
