"""Vocabulary files: topics, countries, organizations, people and initiatives, loaded into the archive."""

import hashlib
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any

import pycountry
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from api.auditing import COMMAND_LINE, counted, note_action
from api.database import read_session, write_session
from api.errors import InvalidFile
from api.models.facts import ActorFacts, CountryFacts, EntryFacts, InitiativeFacts, TopicFacts
from api.names import name_key
from api.publishing import Ledger, Written
from api.repositories import archive, usage, vocabulary
from api.seeding.format import FilePart, Short, Words
from api.seeding.shapes import shaped
from api.seeding.sources import Source, read_sources
from api.settings import SEED_DATA

Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=100)]
Alpha2 = Annotated[str, Field(pattern="^[A-Z]{2}$")]
Entries = dict[str, EntryFacts]


class TopicRow(FilePart):
    """A topic; `indicators` are for reading documents, not for the archive."""

    slug: Slug
    label: Short
    label_ja: Short | None = None
    description: Words | None = None
    core: bool = False
    indicators: Any = None


class CapitalPart(BaseModel):
    """A capital's names; only the English one is kept."""

    en: Short


class CountryRow(BaseModel):
    """A country; the file holds more, for reading documents."""

    model_config = ConfigDict(strict=True)

    alpha2: Alpha2
    alpha3: Annotated[str, Field(pattern="^[A-Z]{3}$")]
    name: Short
    name_ja: Short | None = None
    names: list[Short] = []
    adjectives: list[Short] = []
    acronyms: list[Short] = []
    capital: CapitalPart | None = None


class ActorRow(FilePart):
    """An organization or a person."""

    slug: Slug
    name: Short
    name_ja: Short | None = None
    aliases: list[Short] = Field(default_factory=list)
    country: Alpha2 | None = None


class InitiativeRow(FilePart):
    """An initiative; `kind` is its form, such as agreement, forum or exercise."""

    slug: Slug
    name: Short
    name_ja: Short | None = None
    aliases: list[Short] = Field(default_factory=list)
    kind: Short | None = None
    note: Words | None = None


class VocabularyFile(BaseModel):
    """A vocabulary file; each holds one of the lists, and a head that is for its readers."""

    topics: list[TopicRow] = []
    countries: list[CountryRow] = []
    organizations: list[ActorRow] = []
    people: list[ActorRow] = []
    initiatives: list[InitiativeRow] = []


FILES = ("topics", "countries", "organizations", "people", "initiatives")


def load_vocabularies(engine: Engine, folder: Path = SEED_DATA) -> tuple[Written, ...]:
    """Make the archive hold the vocabularies of a folder; returns what changed, nothing when it was so already.

    Files that are byte for byte those loaded last are not read again. Entries that are not in the files stay. An entry that only issue files named is withdrawn when a
    vocabulary now has its name and no development uses it. Raises InvalidFile.
    """
    fingerprint = _fingerprint(folder)
    with read_session(engine) as session:
        known = archive.loaded_vocabularies(session) == fingerprint
    read = {} if known else read_vocabularies(folder)
    with write_session(engine) as session:
        ledger = Ledger(session)
        for kind, entries in read.items():
            heads = vocabulary.entry_heads(session, kind)
            for id, facts in entries.items():
                ledger.put_entry(kind, id, facts, heads.get(id))
        archive.note_vocabularies(session, fingerprint)
        written = ledger.flush() + _withdraw_superseded(session)
        if written:
            note_action(session, COMMAND_LINE, "load", ("vocabularies", folder.name), counted(written), at=ledger.at)
        return written


def _fingerprint(folder: Path) -> str:
    """Return what the loaded entries follow from: the files, and the list of all countries."""
    content = b"\0".join([version("pycountry").encode(), *((folder / f"{name}.yaml").read_bytes() for name in FILES)])
    return hashlib.sha256(content).hexdigest()


def read_vocabularies(folder: Path = SEED_DATA) -> dict[str, Entries]:
    """The entries of a folder's five files: kind → id → facts, countries first. Raises InvalidFile."""
    sources = {name: next(read_sources(folder / f"{name}.yaml")) for name in FILES}
    files: dict[str, VocabularyFile] = {}
    problems: list[str] = []
    for name, source in sources.items():
        file = shaped(source, VocabularyFile)
        if isinstance(file, list):
            problems += file
        else:
            files[name] = file
            problems += _clashes(source, name, getattr(file, name))
            problems += _strangers(source, name, getattr(file, name))
    if problems:
        raise InvalidFile(problems)
    return {
        "topic": _topics(files["topics"].topics),
        "country": _countries(files["countries"].countries),
        "organization": _actors(files["organizations"].organizations),
        "person": _actors(files["people"].people),
        "initiative": _initiatives(files["initiatives"].initiatives),
    }


def _topics(rows: list[TopicRow]) -> Entries:
    return {
        row.slug: TopicFacts(
            name=row.label, name_ja=row.label_ja, about=row.description, core=row.core, position=position
        )
        for position, row in enumerate(rows)
    }


def _countries(rows: list[CountryRow]) -> Entries:
    """Every ISO 3166-1 code; the file's rows say more than the standard."""
    found: Entries = {
        country.alpha_2: CountryFacts(alpha3=country.alpha_3, name=getattr(country, "common_name", country.name))
        for country in sorted(pycountry.countries, key=lambda country: str(country.alpha_2))
    }
    for row in rows:
        found[row.alpha2] = CountryFacts(
            alpha3=row.alpha3,
            name=row.name,
            name_ja=row.name_ja,
            aliases=tuple(row.names),
            adjectives=tuple(row.adjectives),
            acronyms=tuple(row.acronyms),
            capital=row.capital.en if row.capital else None,
        )
    return found


def _actors(rows: list[ActorRow]) -> Entries:
    return {
        row.slug: ActorFacts(name=row.name, name_ja=row.name_ja, aliases=tuple(row.aliases), country=row.country)
        for row in rows
    }


def _initiatives(rows: list[InitiativeRow]) -> Entries:
    return {
        row.slug: InitiativeFacts(
            name=row.name, name_ja=row.name_ja, aliases=tuple(row.aliases), form=row.kind, note=row.note
        )
        for row in rows
    }


def _clashes(source: Source, key: str, rows: list[Any]) -> Iterator[str]:
    """Slugs and names that stand in two rows of a file."""
    owners: dict[tuple[str, str], int] = {}
    for index, row in enumerate(rows):
        slug = row.alpha2 if isinstance(row, CountryRow) else row.slug
        names = {
            ("name", name_key(name)) for name in (getattr(row, "name", None), *getattr(row, "aliases", ())) if name
        }
        for kind, value in sorted({("slug", slug), *names}):
            first = owners.setdefault((kind, value), index)
            if first != index:
                yield source.problem((key, index), f"{kind} {value!r} stands in row {first + 1} too")


def _strangers(source: Source, key: str, rows: list[Any]) -> Iterator[str]:
    """Countries of organizations and people that are no ISO 3166-1 codes."""
    for index, row in enumerate(rows):
        code = getattr(row, "country", None)
        if code and pycountry.countries.get(alpha_2=code) is None:
            yield source.problem((key, index, "country"), f"{code!r} is no ISO 3166-1 code")


def _withdraw_superseded(session: Session) -> tuple[Written, ...]:
    ledger = Ledger(session)
    for kind in ("organization", "person", "initiative"):
        for id in sorted(_superseded(session, kind, vocabulary.uncurated(session, kind))):
            ledger.withdraw(kind, vocabulary.entry_heads(session, kind, [id])[id])
    return ledger.flush()


def _superseded(session: Session, kind: str, names: Mapping[str, str]) -> set[str]:
    meant = vocabulary.find_names(session, {name_key(name) for name in names.values()})
    others = {id for id, name in names.items() if meant.get((kind, name_key(name)), id) != id}
    return others - usage.used_entries(session, kind, others)
