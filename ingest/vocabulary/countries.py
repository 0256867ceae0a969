"""The country words of a vocabulary, compiled: terms, false friends, groups."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ingest.vocabulary.phrases import Phrase, PhraseBook
from ingest.vocabulary.reading import ReadingWords
from ingest.vocabulary.words import split_words


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryTerm:
    """What a country word says: the country, the kind of word, and whether it names the country or only hints."""

    code: str
    rule: str
    direct: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FalseFriend:
    """A stretch that looks like a country and is none; `gives` are the countries that it does stand for."""

    gives: tuple[str, ...] = ()
    direct: bool = False
    unless_near: frozenset[str] = frozenset()
    unless_before: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryBook:
    """All country words, compiled once. `kanji` are one-character forms, `wordings` each country's words in lower case."""

    terms: PhraseBook[CountryTerm]
    false_friends: PhraseBook[FalseFriend]
    groups: PhraseBook[tuple[str, ...]]
    kanji: Mapping[str, str]
    wordings: Mapping[str, tuple[str, ...]]


# key of countries.yaml → (rule, does it name the country, does it count with its capitals only)
_KINDS = {
    "name": ("name", True, True),
    "names": ("name", True, True),
    "adjectives": ("adjective", True, True),
    "acronyms": ("acronym", True, True),
    "metonyms": ("metonym", True, True),
    "name_ja": ("japanese", True, False),
    "ja": ("japanese", True, False),
    "institutions": ("institution", False, True),
    "places": ("place", False, True),
}


def compile_countries(data: Mapping[str, Any], reading: ReadingWords) -> CountryBook:
    """The words of countries.yaml (its head says how the keys are read) with the further ones of reading.yaml."""
    rows = data["countries"]
    return CountryBook(
        terms=PhraseBook([*_terms(rows), *_compounds(data)]),
        false_friends=PhraseBook([*_false_friends(data), *_further(reading)]),
        groups=PhraseBook(_groups(data["groups"], reading)),
        kanji={row["kanji"]: row["alpha2"] for row in rows if row.get("kanji", "") not in ("", *reading.plain_kanji)},
        wordings={row["alpha2"]: tuple(_wordings(row)) for row in rows},
    )


def _terms(rows: Iterable[Mapping[str, Any]]) -> Iterator[Phrase[CountryTerm]]:
    for row in rows:
        for key, (rule, direct, exact) in _KINDS.items():
            meaning = CountryTerm(code=row["alpha2"], rule=rule, direct=direct)
            for word in _listed(row.get(key)):
                yield Phrase(word, meaning, exact)
        yield from _capitals(row)


def _capitals(row: Mapping[str, Any]) -> Iterator[Phrase[CountryTerm]]:
    """A capital that stands for its government is among the metonyms; any other is a place. 'Male' is a word."""
    names = row.get("capital", {})
    place = CountryTerm(code=row["alpha2"], rule="capital", direct=False)
    if names.get("en") not in (None, "Male", *row.get("metonyms", ())):
        yield Phrase(names["en"], place, exact=True)
    if names.get("ja"):
        yield Phrase(names["ja"], place)


def _compounds(data: Mapping[str, Any]) -> Iterator[Phrase[CountryTerm]]:
    for word, codes in data["ja_compounds"].items():
        for code in codes:
            yield Phrase(word, CountryTerm(code=code, rule="compound", direct=True))
    for word in data["both_koreas"]:
        for code in ("KR", "KP"):
            yield Phrase(word, CountryTerm(code=code, rule="name", direct=True), exact=True)
    for form, code in data["combining_forms"].items():
        meaning = CountryTerm(code=code, rule="compound", direct=True)
        yield Phrase(form + "-", meaning, exact=True)


def _false_friends(data: Mapping[str, Any]) -> Iterator[Phrase[FalseFriend]]:
    for rows in data["false_friends"].values():
        for row in rows:
            if not row.get("pattern"):
                yield from _false_friend(row)


def _false_friend(row: Mapping[str, Any]) -> Iterator[Phrase[FalseFriend]]:
    """A row and its plural (US dollars, English teachers)."""
    friend = FalseFriend(
        gives=tuple(row.get("gives", ())),
        direct=row.get("direct", False),
        unless_near=frozenset(row.get("unless_near", ())),
        unless_before=frozenset(row.get("unless_before", ())),
    )
    for text in (row["text"], row["text"] + "s"):
        yield Phrase(text, friend, exact=row.get("case", False))


def _further(reading: ReadingWords) -> Iterator[Phrase[FalseFriend]]:
    for row in reading.false_friends:
        yield from _false_friend(row)


def _groups(rows: Iterable[Mapping[str, Any]], reading: ReadingWords) -> Iterator[Phrase[tuple[str, ...]]]:
    """Groups of the allies and one or two more; big forums say nothing about single members."""
    for row in rows:
        members = tuple(row["members"])
        if set(reading.allies) <= set(members) and len(members) <= reading.few:
            yield Phrase(row["name"], members, exact=True)


def _wordings(row: Mapping[str, Any]) -> Iterator[str]:
    """The words that can stand before a body to say whose it is, in lower case with spaces between all signs."""
    for key in ("name", "names", "adjectives", "acronyms", "metonyms"):
        for word in _listed(row.get(key)):
            yield " ".join(split_words(word).folded)


def _listed(value: str | list[str] | None) -> list[str]:
    if value is None:
        return []
    return [value] if isinstance(value, str) else value
