"""The vocabulary that documents are read with: the data files, and what the archive knows of names and offices."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from threading import Lock

from sqlalchemy.orm import Session

from api.repositories.archive import last_seq
from api.repositories.imports import offices
from api.repositories.vocabulary import load_entries
from api.settings import SEED_DATA
from ingest import KnownName, NameKind, Office, Vocabulary, read_vocabulary

KINDS: tuple[NameKind, ...] = ("organization", "person", "initiative")


class Vocabularies:
    """Keeps the vocabulary of one state of the archive; shared by all requests."""

    def __init__(self, folder: Path = SEED_DATA) -> None:
        self._folder = folder
        self._lock = Lock()
        self._of_files: Vocabulary | None = None
        self._kept: tuple[int, Vocabulary] | None = None

    def of(self, session: Session) -> Vocabulary:
        """The vocabulary of the state that a session sees."""
        version = last_seq(session)
        with self._lock:
            if self._kept is None or self._kept[0] != version:
                self._of_files = self._of_files or read_vocabulary(self._folder)
                self._kept = (version, self._of_files.with_names(known_names(session)))
            return self._kept[1]


def known_names(session: Session) -> Iterator[KnownName]:
    """Every live organization, person and initiative with its names; a person with the offices held in issues."""
    held: defaultdict[str, list[Office]] = defaultdict(list)
    for person, role, first, last in offices(session):
        held[person].append(Office(role=role, first=first, last=last))
    for kind in KINDS:
        for entry in load_entries(session, kind):
            facts = entry.facts
            others = (getattr(facts, "name_ja", None), *getattr(facts, "aliases", ()))
            yield KnownName(
                kind=kind,
                slug=entry.id,
                name=facts.name,
                aliases=tuple(name for name in others if name),
                country=getattr(facts, "country", None),
                offices=tuple(held[entry.id]) if kind == "person" else (),
            )
