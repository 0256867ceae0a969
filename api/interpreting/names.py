"""Names: everything of the archive that a question can name, and the set phrases of asking, compiled for matching."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

import orjson

from api.interpreting.asking import Asking
from api.interpreting.fringes import Fringe, folded
from api.interpreting.pieces import Filters, Found
from api.interpreting.words import Words
from ingest import KnownName, Phrase, PhraseBook, split_words, surname_of
from search import Entry, SearchQuery, Snapshot

JOINT: Final = "trilateral"
"""The topic whose terms say who acts together, and not what it is about."""
ACTORS: Final = ("initiative", "organization", "person")
_SHORT: Final = 2
_OF_COUNTRIES: Final = ("names", "adjectives", "acronyms", "metonyms", "ja")


@dataclass(frozen=True, slots=True)
class Meaning:
    """Values of a parameter, all of which are meant; none for words that only look like a name."""

    parameter: str = ""
    values: tuple[str, ...] = ()
    loose: bool = False
    """Whether the words may as well be searched for: a capital that stands for its government."""

    @property
    def filters(self) -> Filters:
        """As filters."""
        return ((self.parameter, self.values),)


NO_NAME: Final = Meaning()


class NameReader:
    """Finds what a question names, in one state of the archive."""

    def __init__(self, words: Words, snapshot: Snapshot) -> None:
        asking = words.asking
        known = {kind: frozenset(snapshot.ids(kind)) for kind in ("topic", "country", "payer")}
        self._paying = _paying(snapshot, known)
        self._titles = Fringe({"title": asking.titles})
        self._paid = Fringe({"paid": [*asking.payers, *(f"{words} the" for words in asking.payers)]})
        told_by_capitals = frozenset(asking.capitals)
        rows = [*_phrases(asking, known), *_countries(words.countries), *_entries(snapshot.vocabulary)]
        rows += [*_second_meanings(asking), *_surnames(snapshot), *_narrower(words)]
        self._book = PhraseBook(
            Phrase(text, meaning, exact=text in told_by_capitals or _is_short(text)) for text, meaning in rows
        )

    def find(self, sentence: str, text: str) -> Iterator[Found]:
        """Every name; `text` is the sentence with what is found made into dots.

        Words before a name may belong to it, and are then no names of their own: `investments by`, `Defense Secretary`.
        """
        words = split_words(text)
        found: list[Found] = []
        for match in self._book.find(words):
            meanings = list(dict.fromkeys(match.meanings))
            if meanings[0] != NO_NAME:
                name = _found(sentence, words.starts[match.first], words.ends[match.last - 1], meanings)
                wider = self._with_words_before(sentence, name)
                while found and found[-1].end > wider.start:
                    found.pop()
                found.append(wider)
        return iter(found)

    def _with_words_before(self, sentence: str, name: Found) -> Found:
        if name.parameter == "person" and (title := self._titles.before(sentence, name.start)):
            return replace(name, start=title[0])
        payer = self._paying.get(name.filters[0])
        if payer and (paid := self._paid.before(sentence, name.start)):
            paying: Filters = (("payer", (payer,)),)
            return replace(name, start=paid[0], filters=paying, others=(name.filters, *name.others))
        return name


def _found(sentence: str, start: int, end: int, meanings: list[Meaning]) -> Found:
    others = [meaning.filters for meaning in meanings[1:] if meaning.values]
    if meanings[0].loose:
        others.append((("q", (sentence[start:end],)),))
    return Found(start=start, end=end, filters=meanings[0].filters, others=tuple(others))


def _paying(snapshot: Snapshot, known: Mapping[str, frozenset[str]]) -> Mapping[tuple[str, tuple[str, ...]], str]:
    """Return the payers that organizations and countries are, by parameter and values: a payer is called as its country is."""
    payers = {snapshot.label("payer", slug): slug for slug in known["payer"]}
    countries = {code: payers.get(snapshot.label("country", code)) for code in known["country"]}
    return {
        **{("organization", (slug,)): slug for slug in known["payer"]},
        **{("country", (code,)): slug for code, slug in countries.items() if slug},
    }


def _is_short(text: str) -> bool:
    """Whether it has two letters at most, as US and UK: told by capitals."""
    return text.isascii() and sum(letter.isalnum() for letter in text) <= _SHORT and text.upper() == text


def _phrases(asking: Asking, known: Mapping[str, frozenset[str]]) -> Iterator[tuple[str, Meaning]]:
    for row in asking.phrases:
        for word in row.words:
            yield word, Meaning(row.parameter, (row.value,))
    for slug, words in asking.topics.items():
        if slug in known["topic"]:
            for word in words:
                yield word, Meaning("topic", (slug,))


def _countries(data: Mapping[str, Any]) -> Iterator[tuple[str, Meaning]]:
    for rows in data["false_friends"].values():
        for row in rows:
            if row.get("text"):
                yield row["text"], NO_NAME
    for word in data["both_koreas"]:
        yield word, Meaning("country", ("KP", "KR"))
    for word, codes in data["ja_compounds"].items():
        yield word, Meaning("country", tuple(codes))
    for row in data["countries"]:
        loose = set(row.get("metonyms", ()))
        for key in _OF_COUNTRIES:
            for word in row.get(key, ()):
                yield word, Meaning("country", (row["alpha2"],), loose=word in loose)


def _narrower(words: Words) -> Iterator[tuple[str, Meaning]]:
    """Longer terms with a topic's word in them, which mean less than the topic: missile defense, energy security."""
    asking = words.asking
    of_topics = {folded(word) for known in asking.topics.values() for word in known}
    small = {folded(word) for word in (*asking.stops, *asking.joints.all, *asking.joints.neutral)}
    for row in words.topics["topics"]:
        indicators = row.get("indicators", {}) if row["slug"] != JOINT else {}
        for term in (*indicators.get("strong", ()), *indicators.get("not", ())):
            parts = split_words(term.removesuffix("*")).folded
            if len(parts) > 1 and not of_topics.isdisjoint(parts) and small.isdisjoint(parts):
                yield term, NO_NAME


def _entries(entries: Iterable[Entry]) -> Iterator[tuple[str, Meaning]]:
    """Countries and topics first: they are asked for most."""
    kinds = ("topic", "country", *ACTORS)
    for entry in sorted((e for e in entries if e.kind in kinds), key=lambda e: (kinds.index(e.kind), e.id)):
        for name in entry.names:
            yield name, Meaning(entry.kind, (entry.id,))


def _second_meanings(asking: Asking) -> Iterator[tuple[str, Meaning]]:
    for row in asking.second_meanings:
        for word in row.words:
            yield word, Meaning(row.parameter, (row.value,))


def _surnames(snapshot: Snapshot) -> Iterator[tuple[str, Meaning]]:
    """The family names of all persons; of several with one name the one with most developments comes first."""
    people = [entry for entry in snapshot.vocabulary if entry.kind == "person"]
    rendered = snapshot.fetch("person", [entry.id for entry in people])
    bearers: defaultdict[str, list[str]] = defaultdict(list)
    for entry in people:
        country = orjson.loads(rendered[entry.id]).get("country") if entry.id in rendered else None
        person = KnownName(kind="person", slug=entry.id, name=entry.label, country=country)
        bearers[surname_of(person)].append(entry.id)
    counts = _counts(snapshot) if any(len(ids) > 1 for ids in bearers.values()) else {}
    for surname, ids in bearers.items():
        for slug in sorted(ids, key=lambda slug: (-counts.get(slug, 0), slug)):
            yield surname, Meaning("person", (slug,))


def _counts(snapshot: Snapshot) -> Mapping[str, int]:
    result = snapshot.search(SearchQuery(limit=0, facets=("person",), facet_limit=None))
    return {bucket.value: bucket.count for bucket in result.facets["person"].buckets}
