"""Country words in place: terms, leaders and bodies, with ships and false friends taken out before."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ingest.draft import Evidence
from ingest.extract.spans import evidence, find_ships
from ingest.vocabulary import Vocabulary
from ingest.vocabulary.countries import CountryTerm, FalseFriend
from ingest.vocabulary.phrases import Match
from ingest.vocabulary.words import Words, split_words

_CONFIDENCE: Mapping[str, float] = {
    "name": 0.98,
    "acronym": 0.97,
    "adjective": 0.95,
    "japanese": 0.95,
    "compound": 0.95,
    "metonym": 0.9,
    "actor": 0.85,
    "person": 0.8,
    "organization": 0.8,
    "group": 0.6,
    "institution": 0.8,
    "place": 0.7,
    "capital": 0.6,
    "ship": 0.7,
    "false_friend": 0.6,
}
_COMPANY_REACH = 4  # words between a country's name and the word that makes it a firm's


@dataclass(frozen=True, slots=True)
class Mention:
    """A country word in place, and the text that it stands in."""

    code: str
    direct: bool
    word: str
    evidence: Evidence
    text: str = field(repr=False)


def find_mentions(text: str, vocabulary: Vocabulary, *, headline: bool) -> Iterator[Mention]:
    """All country words of a text in its order, with false friends and ships taken out first."""
    words = split_words(text)
    taken: set[int] = set()
    found: list[tuple[int, int, CountryTerm]] = []
    for first, last, flag in find_ships(words, vocabulary.reading):
        taken.update(range(first, last))
        if flag:
            found.append((first, last, CountryTerm(code=flag, rule="ship", direct=False)))
    near: dict[frozenset[str], bool] = {frozenset(): False}
    for match in vocabulary.countries.false_friends.find(words, taken):
        if _is_false(match, words, near):
            taken.update(range(match.first, match.last))
            found += [(match.first, match.last, term) for term in _given(match)]
    found += _terms(words, taken, vocabulary)
    found += _actors(words, taken, vocabulary)
    if headline:
        found += _group_members(words, vocabulary)
    for first, last, term in sorted(found, key=lambda item: item[0]):
        proof = evidence(words, first, last, term.rule, _CONFIDENCE[term.rule], headline=headline)
        yield Mention(term.code, term.direct, words.joined(first, last), proof, text)


def _is_false(match: Match[FalseFriend], words: Words, near: dict[frozenset[str], bool]) -> bool:
    """Whether nothing near tells that the country itself is meant; `near` keeps what the text holds."""
    friend = match.meanings[0]
    if friend.unless_before and match.first >= 2:  # People's Republic of China: the word before, without its 's
        before = words.shown[max(0, match.first - 3) : match.first]
        if any(word.split("'")[0] in before for word in friend.unless_before):
            return False
    if friend.unless_near not in near:
        near[friend.unless_near] = any(word in words.text for word in friend.unless_near)
    return not near[friend.unless_near]


def _given(match: Match[FalseFriend]) -> list[CountryTerm]:
    friend = match.meanings[0]
    return [CountryTerm(code=code, rule="false_friend", direct=friend.direct) for code in friend.gives]


def _terms(words: Words, taken: set[int], vocabulary: Vocabulary) -> Iterator[tuple[int, int, CountryTerm]]:
    reading = vocabulary.reading
    for match in vocabulary.countries.terms.find(words, taken):
        raw = words.joined(match.first, match.last)
        if _cut_katakana(words, match) or _before_capital(words, match, raw, vocabulary):
            continue
        firm = match.meanings[0].rule == "name" and _is_firm(words, match.last, vocabulary)
        for meaning in match.meanings:
            term = meaning
            if firm:
                term = CountryTerm(code=meaning.code, rule="institution", direct=False)
            elif reading.actors.get(raw) == meaning.code:
                term = CountryTerm(code=meaning.code, rule="actor", direct=True)
            yield match.first, match.last, term
        if match.meanings[0].rule == "compound":
            yield from _lengthened(words, match, vocabulary)


def _actors(words: Words, taken: set[int], vocabulary: Vocabulary) -> Iterator[tuple[int, int, CountryTerm]]:
    """Known persons act for their country; a known body only hints at it."""
    for match in vocabulary.names.gazetteer.find(words, taken):
        entry = match.meanings[0]
        if entry.country and entry.kind == "person":
            acts = entry.country not in vocabulary.reading.allies
            yield match.first, match.last, CountryTerm(code=entry.country, rule="person", direct=acts)
        elif entry.country:
            yield match.first, match.last, CountryTerm(code=entry.country, rule="organization", direct=False)


def _cut_katakana(words: Words, match: Match[CountryTerm]) -> bool:
    """Whether the match is a part of a longer katakana word: タイ in タイミング."""
    inside = [words.shown[match.first], words.shown[match.last - 1]]
    before = words.shown[match.first - 1] if words.follows_closely(match.first) else ""
    after = words.shown[match.last] if match.last < len(words) and words.follows_closely(match.last) else ""
    return (_is_katakana(inside[0]) and _is_katakana(before)) or (_is_katakana(inside[1]) and _is_katakana(after))


def _is_katakana(sign: str) -> bool:
    return "ァ" <= sign <= "ヺ" or sign == "ー"


def _before_capital(words: Words, match: Match[CountryTerm], raw: str, vocabulary: Vocabulary) -> bool:
    """The North of 'the North Pacific' is no Korea."""
    if raw.lower() not in {word.lower() for word in vocabulary.reading.beside_korea}:
        return False
    return match.last < len(words) and words.shown[match.last][0].isupper()


def _is_firm(words: Words, at: int, vocabulary: Vocabulary) -> bool:
    """Whether capitalised words follow up to one that only firms bear: China Example Holdings."""
    for word in words.shown[at : at + _COMPANY_REACH]:
        if word in vocabulary.reading.company_words:
            return True
        if not word[0].isupper():
            return False
    return False


def _lengthened(
    words: Words, match: Match[CountryTerm], vocabulary: Vocabulary
) -> Iterator[tuple[int, int, CountryTerm]]:
    """Further one-character countries behind a compound of both allies: 日米豪 + 加."""
    allies = vocabulary.reading.allies
    if not {term.code for term in match.meanings}.issuperset(allies):
        return
    for at in range(match.last, min(match.last + vocabulary.reading.few, len(words))):
        code = vocabulary.countries.kanji.get(words.shown[at])
        if code is None or code in allies:
            return
        yield at, at + 1, CountryTerm(code=code, rule="compound", direct=True)


def _group_members(words: Words, vocabulary: Vocabulary) -> Iterator[tuple[int, int, CountryTerm]]:
    """A small group in the headline acts: its members are concerned, also those that no word names."""
    for match in vocabulary.countries.groups.find(words):
        for code in match.meanings[0]:
            yield match.first, match.last, CountryTerm(code=code, rule="group", direct=True)
