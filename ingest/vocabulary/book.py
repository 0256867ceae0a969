"""The vocabulary: all words that the reading room knows, compiled once for all documents."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from ingest.draft import NameKind
from ingest.vocabulary.countries import CountryBook, compile_countries
from ingest.vocabulary.known import KnownName
from ingest.vocabulary.names import NameBook, compile_names, read_names
from ingest.vocabulary.reading import ReadingWords, reading_words
from ingest.vocabulary.topics import TopicBook, compile_topics

_FILES: Mapping[str, NameKind] = {"organizations": "organization", "people": "person", "initiatives": "initiative"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Words compiled for matching; a new one is made where names change."""

    countries: CountryBook
    topics: TopicBook
    names: NameBook
    reading: ReadingWords

    def with_names(self, names: Iterable[KnownName]) -> "Vocabulary":
        """The same with the archive's entries in place of those of the same kind and slug, and its further ones."""
        entries = {(name.kind, name.slug): name for name in (*self.names.entries, *names)}
        return replace(self, names=compile_names(entries.values(), self.countries, self.reading))


def read_vocabulary(folder: Path) -> Vocabulary:
    """The vocabulary of a folder's YAML files. Raises OSError and yaml.YAMLError, KeyError for a key that must be there."""
    reading = reading_words(_read(folder / "reading.yaml"))
    countries = compile_countries(_read(folder / "countries.yaml"), reading)
    known = [name for file, kind in _FILES.items() for name in read_names(_read(folder / f"{file}.yaml")[file], kind)]
    return Vocabulary(
        countries=countries,
        topics=compile_topics(_read(folder / "topics.yaml")),
        names=compile_names(known, countries, reading),
        reading=reading,
    )


def _read(path: Path) -> Mapping[str, Any]:
    with path.open(encoding="utf-8") as file:
        data: Mapping[str, Any] = yaml.load(file, Loader=yaml.CSafeLoader)
    return data
