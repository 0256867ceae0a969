"""Rows: facts laid out in the columns of their tables."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from sqlmodel import SQLModel

from api.models import LINK_TABLES, Amount, EventDate
from api.models.facts import DevelopmentFacts, EntryFacts, IssueFacts
from api.names import name_key
from api.record_ids import headline_id

Row = dict[str, Any]


def issue_columns(facts: IssueFacts) -> Row:
    """Columns of an issue."""
    return {
        "volume": facts.volume,
        "number": facts.number,
        "title": facts.title,
        "occasion": facts.occasion,
        "period_start": facts.period.start,
        "period_end": facts.period.end,
        "period_precision": facts.period.precision,
        "period_basis": facts.period.basis,
        "publisher": facts.publisher,
        "source_url": facts.source_url,
    }


def development_columns(issue: str, position: int, facts: DevelopmentFacts) -> Row:
    """Columns of a development's own row."""
    return {
        "issue_id": issue,
        "headline_id": headline_id(issue, facts.headline),
        "position": position,
        "title": facts.title,
        "summary": facts.summary,
        "partial": facts.partial,
        "evidence": list(facts.evidence),
    }


def child_rows(id: str, facts: DevelopmentFacts) -> Iterator[tuple[type[SQLModel], Row]]:
    """Rows of a development's dates, amounts and links, with their table."""
    for position, date in enumerate(facts.dates):
        row = asdict(date)
        row |= {"start_on": row.pop("start"), "end_on": row.pop("end")}
        yield EventDate, {"development_id": id, "position": position, **row}
    for position, amount in enumerate(facts.amounts):
        yield Amount, {"development_id": id, "position": position, **asdict(amount)}
    linked = {
        "topic": facts.topics,
        "country": facts.countries,
        "organization": facts.organizations,
        "initiative": facts.initiatives,
    }
    for kind, entries in linked.items():
        for position, entry in enumerate(entries):
            yield LINK_TABLES[kind], {"development_id": id, "position": position, "entry_id": entry}
    for position, named in enumerate(facts.people):
        row = {"development_id": id, "position": position, "entry_id": named.person, "role": named.role}
        yield LINK_TABLES["person"], row


def name_rows(kind: str, id: str, facts: EntryFacts, *, curated: bool) -> list[Row]:
    """Rows of the names under which an entry is found; a curated name goes before an alias, both before the rest."""
    if kind == "topic":
        return []
    others = [getattr(facts, "name_ja", None), *getattr(facts, "aliases", ()), *getattr(facts, "acronyms", ())]
    ranks = {name_key(name): 1 for name in others if name}
    ranks[name_key(facts.name)] = 0
    return [
        {"kind": kind, "key": key, "entry_id": id, "rank": rank if curated else rank + 2}
        for key, rank in ranks.items()
        if key
    ]
