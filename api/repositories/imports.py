"""Imports as they are stored, and the offices that people hold in the archive, for the reader."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import case, func, insert, select, tuple_, update
from sqlalchemy.orm import Session
from sqlmodel import col

from api.models import Development, DevelopmentPerson, Import, Issue
from api.models.imports import Document, ImportRecord, Remark

FRESH = {"populate_existing": True}
CLOSED = case((col(Import.status) == "open", 0), else_=1)
"""Open imports come first."""


def add_import(session: Session, record: ImportRecord) -> None:
    """Keep a new import."""
    session.execute(insert(Import).values(**_columns(record)))


def save_import(session: Session, record: ImportRecord) -> None:
    """Keep the new state of an import."""
    session.execute(update(Import).where(col(Import.id) == record.id).values(**_columns(record)))


def load_import(session: Session, id: str) -> ImportRecord | None:
    """One import, None when there is none with this id."""
    row = session.scalars(select(Import).where(col(Import.id) == id), execution_options=FRESH).one_or_none()
    return None if row is None else _record(row)


def open_import(session: Session, sha256: str) -> ImportRecord | None:
    """The open import of a document, None when there is none."""
    query = select(Import).where(col(Import.sha256) == sha256, col(Import.status) == "open")
    row = session.scalars(query.order_by(col(Import.seq)).limit(1), execution_options=FRESH).one_or_none()
    return None if row is None else _record(row)


def published_as(session: Session, sha256: str, *, but: str = "") -> list[str]:
    """Ids of the issues that a document was published as by other imports than `but`, each once, the latest last."""
    query = select(col(Import.issue_id)).where(
        col(Import.sha256) == sha256, col(Import.issue_id).is_not(None), col(Import.id) != but
    )
    return list(dict.fromkeys(str(id) for id in session.scalars(query.order_by(col(Import.seq)))))


def list_imports(
    session: Session, status: str | None, limit: int, after: tuple[int, int] | None = None
) -> list[ImportRecord]:
    """At most `limit` imports, open ones first, the newest first; `after` is the (closed, seq) of the last one seen."""
    query = select(Import).order_by(CLOSED, col(Import.seq).desc()).limit(limit)
    if status is not None:
        query = query.where(col(Import.status) == status)
    if after is not None:
        query = query.where(tuple_(CLOSED, -col(Import.seq)) > tuple_(after[0], -after[1]))
    return [_record(row) for row in session.scalars(query, execution_options=FRESH)]


def count_imports(session: Session, status: str | None) -> int:
    """How many imports there are, of one status where it is given."""
    query = select(func.count()).select_from(Import)
    return session.execute(query if status is None else query.where(col(Import.status) == status)).scalar_one()


def offices(session: Session) -> Iterator[tuple[str, str, date, date]]:
    """Person, office, and the first and last day of the issues whose live developments give it, by person and first day."""
    first, last = func.min(col(Issue.period_start)), func.max(col(Issue.period_end))
    query = (
        select(col(DevelopmentPerson.entry_id), col(DevelopmentPerson.role), first, last)
        .join(Development, col(Development.id) == col(DevelopmentPerson.development_id))
        .join(Issue, col(Issue.id) == col(Development.issue_id))
        .where(col(Development.withdrawn_at).is_(None), col(DevelopmentPerson.role).is_not(None))
        .group_by(col(DevelopmentPerson.entry_id), col(DevelopmentPerson.role))
        .order_by(col(DevelopmentPerson.entry_id), first, col(DevelopmentPerson.role))
    )
    for person, role, start, end in session.execute(query):
        yield person, str(role), start, end


def _columns(record: ImportRecord) -> dict[str, Any]:
    values = asdict(record) | asdict(record.document)
    del values["seq"], values["document"]
    return values | {"proposed": list(record.proposed), "remarks": [asdict(remark) for remark in record.remarks]}


def _record(row: Import) -> ImportRecord:
    values: dict[str, Any] = {name: getattr(row, name) for name in _KEPT}
    document = Document(media_type=row.media_type, bytes=row.bytes, sha256=row.sha256, file_name=row.file_name)
    proposed, remarks = tuple(row.proposed), tuple(Remark(**remark) for remark in row.remarks)
    return ImportRecord(**values, document=document, proposed=proposed, remarks=remarks)


_KEPT: Sequence[str] = tuple(
    name for name in ImportRecord.__dataclass_fields__ if name not in {"document", "proposed", "remarks"}
)
