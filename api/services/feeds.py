"""Feeds: the newest records of a list as entries, the same for Atom, RSS and JSON Feed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any
from uuid import UUID, uuid5

import orjson

from api.cursors import Place, encode
from api.descriptions import describe
from api.services.addresses import Address
from api.services.questions import Question
from search import Snapshot

NAMES = UUID("8ba9b4e3-5c1c-4f0f-9f0e-8d6a7c2f4b71")
"""The namespace of entry ids; made once at random, never changed: readers know entries by them wherever they are served."""
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
Served = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Tag:
    """A topic of an entry."""

    slug: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One record; addresses are absolute, moments in UTC. `id` stays the same on every host and in every revision."""

    id: str
    kind: str
    title: str
    text: str
    url: str
    source_url: str | None
    published_at: datetime
    updated_at: datetime
    tags: tuple[Tag, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """The newest records of a list; `list_url` is the same question as a list, `next_url` the entries before these."""

    id: str
    subtitle: str
    updated_at: datetime
    base: str
    self_url: str
    list_url: str
    next_url: str | None
    entries: tuple[Entry, ...]


def make_feed(
    snapshot: Snapshot, question: Question, *, list_path: str, base: str, changed_at: datetime | None
) -> Feed:
    """Return one page of a feed. `changed_at` is when the archive last changed. Raises QueryTooCostly."""
    result = snapshot.search(question.query)
    next_key = result.next_key
    cursor = encode(Place(next_key, result.data_version), question.binding) if next_key else None
    next_url = question.address.with_(cursor=(cursor,)).url if cursor else None
    asked = Address(list_path, question.address.params).with_(limit=(), sort=(question.query.sort.value,))
    entries = tuple(_entry(orjson.loads(hit.rendered), snapshot, base) for hit in result.hits)
    return Feed(
        id=_urn(question.address.with_(limit=()).url),
        subtitle=describe(question.query, snapshot.label, question.noun),
        updated_at=max((entry.updated_at for entry in entries), default=changed_at or EPOCH),
        base=base,
        self_url=base + question.self_url,
        list_url=base + asked.url,
        next_url=base + next_url if next_url else None,
        entries=entries,
    )


def _entry(served: Served, snapshot: Snapshot, base: str) -> Entry:
    links = served["links"]
    return Entry(
        id=_urn(f"{served['kind']}/{served['id']}"),
        kind=served["kind"],
        title=served.get("title") or served["text"],
        text=_text(served),
        url=base + (links["html"] or links["self"]),
        source_url=links["source"],
        published_at=datetime.combine(datetime.fromisoformat(served["published"]["start"]), time(), UTC),
        updated_at=datetime.fromisoformat(served["updated_at"]),
        tags=tuple(Tag(slug, snapshot.label("topic", slug) or slug) for slug in served.get("topics", ())),
    )


def _text(served: Served) -> str:
    """Return what a record says, in plain text."""
    match served["kind"]:
        case "development":
            return str(served["summary"])
        case "headline":
            return f"Headline {served['position']} of {served['issue']['title']}."
        case _:
            return _lines(served["headlines"]) or str(served["title"])


def _lines(headlines: Sequence[Served]) -> str:
    return "\n".join(f"{line['position']}. {line['text']}" for line in headlines)


def _urn(name: str) -> str:
    return uuid5(NAMES, name).urn
