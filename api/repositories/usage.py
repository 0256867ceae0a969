"""Who uses what: issues behind an entry or payer, roles of people, what the archive holds in all."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session
from sqlmodel import col

from api.models import (
    ENTRY_TABLES,
    LINK_TABLES,
    RECORD_TABLES,
    Amount,
    Country,
    Development,
    DevelopmentPerson,
    EventDate,
    Issue,
    Organization,
)
from api.names import slugify
from api.payers import Payer
from api.repositories.vocabulary import find_names

LIVE = col(Development.withdrawn_at).is_(None)
CHUNK = 500


def issues_using(session: Session, kind: str, ids: Collection[str]) -> set[str]:
    """Ids of the issues whose live developments name one of the entries."""
    table = LINK_TABLES[kind]
    query = select(col(Development.issue_id)).join(table, col(table.development_id) == col(Development.id)).where(LIVE)
    return {id for part in _chunks(ids) for id in session.execute(query.where(col(table.entry_id).in_(part))).scalars()}


def roles_of(session: Session, ids: Collection[str]) -> dict[str, tuple[str, ...]]:
    """The offices that live developments give to people, oldest first, each once: person → roles."""
    query = (
        select(col(DevelopmentPerson.entry_id), col(DevelopmentPerson.role))
        .join(Development, col(Development.id) == col(DevelopmentPerson.development_id))
        .join(Issue, col(Issue.id) == col(Development.issue_id))
        .where(LIVE, col(DevelopmentPerson.role).is_not(None))
        .order_by(col(Issue.volume), col(Issue.number), col(Development.position), col(DevelopmentPerson.position))
    )
    roles: dict[str, dict[str, None]] = {}
    for part in _chunks(ids):
        for person, role in session.execute(query.where(col(DevelopmentPerson.entry_id).in_(part))):
            roles.setdefault(person, {})[str(role)] = None
    return {person: tuple(found) for person, found in roles.items()}


def payer_texts(session: Session) -> list[str]:
    """The words for payers in live developments, each once, sorted."""
    query = select(col(Amount.payer)).join(Development, col(Development.id) == col(Amount.development_id))
    return sorted(
        str(text) for text in session.execute(query.where(LIVE, col(Amount.payer).is_not(None)).distinct()).scalars()
    )


def issues_with_payers(session: Session, texts: Collection[str]) -> set[str]:
    """Ids of the issues whose live developments have a payer in these words."""
    query = (
        select(col(Development.issue_id)).join(Amount, col(Amount.development_id) == col(Development.id)).where(LIVE)
    )
    return {id for part in _chunks(texts) for id in session.execute(query.where(col(Amount.payer).in_(part))).scalars()}


def known_payers(session: Session, keys: Collection[str]) -> dict[str, Payer]:
    """The organization, or else the country, that each name key means as a payer: key → payer."""
    meant = find_names(session, keys)
    countries = {key: id for (kind, key), id in meant.items() if kind == "country"}
    organizations = {key: id for (kind, key), id in meant.items() if kind == "organization"}
    country_names = _names(session, Country, countries.values())
    names = _names(session, Organization, organizations.values())
    found = {key: Payer(slugify(country_names[code]), country_names[code]) for key, code in countries.items()}
    return found | {key: Payer(slug, names[slug]) for key, slug in organizations.items()}


def counts(session: Session) -> dict[str, int]:
    """How many live records and entries of each kind there are, and dates and amounts of live developments."""
    live = {kind: col(table.withdrawn_at).is_(None) for kind, table in RECORD_TABLES.items()}
    found = {
        kind: session.execute(select(func.count()).select_from(RECORD_TABLES[kind]).where(chosen)).scalar_one()
        for kind, chosen in live.items()
    }
    for name, table in (("date", EventDate), ("amount", Amount)):
        found[name] = session.execute(_children(table).where(LIVE)).scalar_one()
    return found


def withdrawn(session: Session, kind: str, id: str) -> bool | None:
    """Whether a record was withdrawn; None when there never was one with this id."""
    table = RECORD_TABLES[kind]
    row = session.execute(select(col(table.withdrawn_at)).where(col(table.id) == id)).one_or_none()
    return None if row is None else row[0] is not None


def used_entries(session: Session, kind: str, ids: Collection[str]) -> set[str]:
    """Those of the entries that any development names, live or withdrawn."""
    table = LINK_TABLES[kind]
    query = select(col(table.entry_id)).distinct()
    return {id for part in _chunks(ids) for id in session.execute(query.where(col(table.entry_id).in_(part))).scalars()}


def names_of(session: Session, slugs: Mapping[str, Collection[str]]) -> dict[tuple[str, str], str]:
    """Names of entries, withdrawn ones too: (kind, id) → name."""
    found: dict[tuple[str, str], str] = {}
    for kind, ids in slugs.items():
        table: Any = ENTRY_TABLES[kind]
        found |= {(kind, id): name for id, name in _names(session, table, ids).items()}
    return found


def _names(session: Session, table: type[Country | Organization], ids: Iterable[str]) -> dict[str, str]:
    query = select(col(table.id), col(table.name))
    return {
        id: name for part in _chunks(set(ids)) for id, name in session.execute(query.where(col(table.id).in_(part)))
    }


def _children(table: type[EventDate | Amount]) -> Select[int]:
    owner = col(table.development_id)
    return select(func.count()).select_from(table).join(Development, col(Development.id) == owner)


def _chunks(ids: Collection[str]) -> Iterable[list[str]]:
    wanted = sorted(ids)
    return [wanted[start : start + CHUNK] for start in range(0, len(wanted), CHUNK)]
