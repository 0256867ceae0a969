"""The names of a vocabulary, compiled: a gazetteer, the surnames, the bodies that several countries have, the offices."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ingest.draft import NameKind
from ingest.vocabulary.countries import CountryBook
from ingest.vocabulary.known import KnownName
from ingest.vocabulary.phrases import Phrase, PhraseBook
from ingest.vocabulary.reading import ReadingWords
from ingest.vocabulary.words import split_words

_FAMILY_NAME_FIRST = frozenset({"CN", "KP", "KR", "TW", "VN"})
_NAME_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_WORDS_ANY_CASE = 3  # from so many words on, a name is told by its words and not by its capitals


@dataclass(frozen=True, slots=True, kw_only=True)
class NameBook:
    """Names compiled for matching.

    `surnames` gives the persons of a surname; `twins` gives whose a shared name is, by country and the name in lower case.
    """

    entries: tuple[KnownName, ...]
    gazetteer: PhraseBook[KnownName]
    shared_bodies: PhraseBook[str]
    surnames: Mapping[str, tuple[KnownName, ...]]
    twins: Mapping[tuple[str, str], KnownName]
    shared: frozenset[str]
    offices: PhraseBook[str]
    famous: PhraseBook[NameKind]
    home_bodies: PhraseBook[str]
    occupations: PhraseBook[str]


def read_names(rows: Iterable[Mapping[str, Any]], kind: NameKind) -> Iterator[KnownName]:
    """The rows of organizations.yaml, people.yaml or initiatives.yaml; the Japanese name is one more alias."""
    for row in rows:
        names = (*row.get("aliases", ()), *([row["name_ja"]] if row.get("name_ja") else []))
        yield KnownName(kind=kind, slug=row["slug"], name=row["name"], aliases=names, country=row.get("country"))


def compile_names(names: Iterable[KnownName], countries: CountryBook, reading: ReadingWords) -> NameBook:
    """Compile names; of two entries with the same word the first one has it."""
    entries = tuple(names)
    twins = dict(reversed([twin for entry in entries for twin in _twins(entry, countries)]))
    return NameBook(
        entries=entries,
        gazetteer=PhraseBook(phrase for entry in entries for phrase in _phrases(entry)),
        shared_bodies=PhraseBook(Phrase(name, _folded(name)) for name in reading.shared_bodies),
        surnames=_surnames(entries),
        twins=twins,
        shared=frozenset({name for _, name in twins} | {_folded(name) for name in reading.shared_bodies}),
        offices=PhraseBook(Phrase(office, office) for office in reading.offices),
        famous=PhraseBook(_famous(reading)),
        home_bodies=PhraseBook(Phrase(body, code, exact=True) for body, code in reading.home_bodies.items()),
        occupations=PhraseBook(Phrase(work, work) for work in reading.occupations),
    )


def surname_of(person: KnownName) -> str:
    """The family name as the shown name has it: first for Chinese and Korean names, else last."""
    words = [word for word in person.name.replace(",", " ").split() if word.strip(".").lower() not in _NAME_SUFFIXES]
    if not words:
        return person.name
    return words[0] if person.country in _FAMILY_NAME_FIRST else words[-1]


def _phrases(entry: KnownName) -> Iterator[Phrase[KnownName]]:
    for text in dict.fromkeys(_spellings(entry)):
        yield Phrase(text, entry, exact=entry.kind == "person" or _told_by_capitals(text))


def _spellings(entry: KnownName) -> Iterator[str]:
    """The names of an entry, with the full stops of U.S. and the mixed case of DoD, MoFA and Nvidia."""
    for text in (entry.name, *entry.aliases):
        yield text
        if "US" in text.split():
            yield " ".join("U.S." if word == "US" else word for word in text.split())
        if text.isascii() and text.isalpha() and text.isupper() and 3 <= len(text) <= 4:
            yield text[0] + text[1].lower() + text[2:]
        elif text.isascii() and text.isalpha() and text.isupper() and entry.kind == "organization":
            yield text.capitalize()


def _told_by_capitals(text: str) -> bool:
    """Acronyms and names of one or two words could be other words in lower case (arm, iron fist, swift)."""
    return text.upper() == text or len(text.split()) < _WORDS_ANY_CASE


def _surnames(entries: Iterable[KnownName]) -> Mapping[str, tuple[KnownName, ...]]:
    found: dict[str, tuple[KnownName, ...]] = {}
    for entry in entries:
        if entry.kind == "person":
            surname = surname_of(entry)
            found[surname] = (*found.get(surname, ()), entry)
    return found


def _twins(entry: KnownName, countries: CountryBook) -> Iterator[tuple[tuple[str, str], KnownName]]:
    """What an entry is called in its own country: 'ROK MOFA' and 'Ministry of Foreign Affairs of South Korea'."""
    if entry.kind == "person" or entry.country is None:
        return
    for text in (entry.name, *entry.aliases):
        folded = _folded(text)
        for word in countries.wordings.get(entry.country, ()):
            for opening in (f"{word} ' s ", f"{word} "):
                if folded.startswith(opening):
                    yield (entry.country, folded.removeprefix(opening)), entry
                    break
            if folded.endswith(f" of {word}"):
                yield (entry.country, folded.removesuffix(f" of {word}")), entry


def _famous(reading: ReadingWords) -> Iterator[Phrase[NameKind]]:
    for name in reading.famous_organizations:
        yield Phrase(name, "organization", exact=True)
    for name in reading.famous_initiatives:
        yield Phrase(name, "initiative", exact=True)


def _folded(text: str) -> str:
    return " ".join(split_words(text).folded)
