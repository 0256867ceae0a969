"""Documents of the vocabularies: entries and payers, carried for labels, suggestions and their pages."""

from collections.abc import Collection, Iterator, Sequence

from sqlalchemy.orm import Session

from api.indexing.documents import spellings
from api.models import ENTRY_TABLES
from api.models.facts import TopicFacts
from api.models.stored import EntryRecord
from api.payers import payer_keys, payers
from api.rendering import render_entry, render_payer
from api.repositories.usage import known_payers, payer_texts, roles_of
from api.repositories.vocabulary import entry_pages, load_entries
from search import Document

PAYER = "payer"


def entry_documents(session: Session, kind: str, ids: Collection[str]) -> Iterator[Document]:
    """The documents of live entries of a kind."""
    yield from _documents(session, kind, load_entries(session, kind, ids))


def all_entry_documents(session: Session) -> Iterator[Document]:
    """The documents of every live entry and every payer, in bounded memory."""
    for kind in ENTRY_TABLES:
        for entries in entry_pages(session, kind):
            yield from _documents(session, kind, entries)
    yield from payer_documents(session)


def payer_documents(session: Session) -> list[Document]:
    """The documents of every payer in use, by slug; of several labels for one slug the first by alphabet is shown."""
    texts = payer_texts(session)
    known = known_payers(session, {key for text in texts for key in payer_keys(text)})
    found = {payer for text in texts for payer in payers(text, known)}
    first = {payer.slug: payer for payer in sorted(found, key=lambda payer: payer.label, reverse=True)}
    return [
        Document(
            kind=PAYER,
            id=payer.slug,
            label=payer.label,
            rendered=render_payer(payer),
            text={"names": (payer.label,)},
        )
        for payer in sorted(first.values(), key=lambda payer: payer.slug)
    ]


def _documents(session: Session, kind: str, entries: Sequence[EntryRecord]) -> Iterator[Document]:
    roles = roles_of(session, [entry.id for entry in entries]) if kind == "person" else {}
    for entry in entries:
        yield Document(
            kind=kind,
            id=entry.id,
            label=entry.facts.name,
            rendered=render_entry(entry, roles.get(entry.id, ())),
            order=(0, 0, entry.facts.position if isinstance(entry.facts, TopicFacts) else 0),
            updated_at=entry.stamp.updated_at,
            text={"names": spellings(entry.facts)},
        )
