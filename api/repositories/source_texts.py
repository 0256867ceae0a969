"""Source texts: the publisher's paragraphs behind developments, which only editors see."""

from collections.abc import Iterable, Mapping

from sqlalchemy import delete, insert, select, tuple_
from sqlalchemy.orm import Session
from sqlmodel import col

from api.models import Development, SourceText

CHUNK = 500
Key = tuple[str, int]
"""Development id and revision."""


def put_texts(session: Session, texts: Mapping[str, str]) -> int:
    """Keep the texts of stored developments, by id, at their present revisions; returns how many were new."""
    revisions = _revisions(session, texts)
    present = texts_at(session, revisions.items())
    rows = [
        {"development_id": id, "revision": revisions[id], "text": text}
        for id, text in texts.items()
        if present.get((id, revisions[id])) != text
    ]
    if rows:
        key = tuple_(col(SourceText.development_id), col(SourceText.revision))
        session.execute(delete(SourceText).where(key.in_([(row["development_id"], row["revision"]) for row in rows])))
        session.execute(insert(SourceText), rows)
    return len(rows)


def texts_at(session: Session, keys: Iterable[Key]) -> dict[Key, str]:
    """The text in force at each revision: that of the latest revision up to it which has one."""
    wanted = sorted(set(keys))
    found: dict[Key, str] = {}
    for start in range(0, len(wanted), CHUNK):
        part = wanted[start : start + CHUNK]
        kept = _kept(session, {id for id, _ in part})
        for id, revision in part:
            earlier = [number for number in kept.get(id, {}) if number <= revision]
            if earlier:
                found[id, revision] = kept[id][max(earlier)]
    return found


def _kept(session: Session, ids: Iterable[str]) -> dict[str, dict[int, str]]:
    query = select(SourceText).where(col(SourceText.development_id).in_(sorted(ids)))
    found: dict[str, dict[int, str]] = {}
    for row in session.scalars(query, execution_options={"populate_existing": True}):
        found.setdefault(row.development_id, {})[row.revision] = row.text
    return found


def _revisions(session: Session, ids: Iterable[str]) -> dict[str, int]:
    query = select(col(Development.id), col(Development.revision)).where(col(Development.id).in_(sorted(ids)))
    return dict(session.execute(query).all())
