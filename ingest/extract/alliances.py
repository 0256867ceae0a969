"""Who acts together: lists of countries that hold both allies and one or two partners."""

import re
from collections.abc import Iterable, Iterator

from ingest.draft import Evidence, FoundCountry
from ingest.extract.countries import find_mentions
from ingest.extract.joints import joined
from ingest.extract.passages import Passage
from ingest.vocabulary import Vocabulary
from ingest.vocabulary.reading import ReadingWords

_BEFORE = 24  # characters before a list that are looked at
# What a country in a list may be named by: US Coast Guard, Japan Coast Guard, and Philippine Coast Guard; Australia's RAAF.
_BODY = re.compile(
    r"(?:['’]s)?\s(?:(?:[Nn]av(?:y|ies)|[Aa]ir [Ff]orces?|[Aa]rm(?:y|ies)|[Cc]oast [Gg]uards?|[Mm]arine [Cc]orps|[Mm]arines|[Mm]aritime Self-Defense Force"
    r"|[Gg]round Self-Defense Force|Air Self-Defense Force|Self-Defense Forces|forces|troops|soldiers|officers|warships|ships|destroyers?|frigates?)\b"
    r"|[A-Z]{3,5}\b|(?:[Ff]oreign|[Dd]efense|[Ff]inance|[Tt]rade|[Pp]rime)\s[Mm]inisters?\b|[Pp]residents?\b|[Ll]eaders?\b)"
)


def acting_together(passage: Passage, vocabulary: Vocabulary) -> Iterator[Evidence]:
    """Lists of both allies with one or two partners, as evidence; a country that is talked about is no partner."""
    reading = vocabulary.reading
    for headline, text in ((True, passage.headline or ""), (False, passage.text)):
        for codes, start, end in _lists(text, _placed(text, vocabulary, headline=headline)):
            if _act(codes, reading) and not _is_target(text, start, end, reading):
                yield Evidence(
                    rule="acting_together",
                    confidence=0.8,
                    raw=text[start:end],
                    start=start,
                    end=end,
                    where="headline" if headline else "text",
                )


def partners_of(countries: Iterable[FoundCountry], reading: ReadingWords) -> set[str]:
    """The third countries that can act with the allies."""
    return {country.code for country in countries} - set(reading.allies) - reading.not_partners


def _act(codes: set[str], reading: ReadingWords) -> bool:
    """Whether a list holds both allies and one or two that can be their partners."""
    partners = codes - set(reading.allies)
    few = 1 <= len(partners) <= reading.few - len(reading.allies)
    return few and codes.issuperset(reading.allies) and not partners & reading.not_partners


def _is_target(text: str, start: int, end: int, reading: ReadingWords) -> bool:
    """Whether something is done to those listed: tariffs on the US, Japan and Australia. One word is never a target."""
    before = text[max(0, start - _BEFORE) : start].lower().removesuffix("the ").split()
    return " " in text[start:end] and before[-1:] != [] and before[-1] in reading.target_words


def _placed(text: str, vocabulary: Vocabulary, *, headline: bool) -> list[tuple[int, int, str]]:
    """First and last character (exclusive) and code of each country, leader and force, in order; groups and places are no lists."""
    found = [
        (mention.evidence.start or 0, mention.evidence.end or 0, mention.code)
        for mention in find_mentions(text, vocabulary, headline=headline)
        if mention.evidence.rule not in _NO_MEMBERS
    ]
    return sorted([*found, *_bodies(text, found, vocabulary.reading), *_surnames(text, vocabulary)])


def _bodies(text: str, found: Iterable[tuple[int, int, str]], reading: ReadingWords) -> Iterator[tuple[int, int, str]]:
    """Forces that are their home country's where no other one stands before them: the Air Force, JASDF and RAAF."""
    ends = {end for _, end, _ in found}
    famous = {name: code for name, code in reading.famous_organizations.items() if code and name.isupper()}
    owners = famous | dict(reading.home_bodies)
    for match in re.finditer(rf"\b(?:{'|'.join(map(re.escape, owners))})\b", text):
        before = text[max(0, match.start() - _BEFORE) : match.start()]
        if match.start() - 1 not in ends and not _NAMED_BEFORE.search(before):
            yield (*match.span(), owners[match[0]])


def _surnames(text: str, vocabulary: Vocabulary) -> Iterator[tuple[int, int, str]]:
    """Persons by a surname that one known person bears: Biden, Kishida and Yoon."""
    for match in _CAPITALISED.finditer(text):
        bearers = vocabulary.names.surnames.get(match[0], ())
        countries = {person.country for person in bearers}
        code = countries.pop() if len(countries) == 1 else None
        if code and match[0] not in vocabulary.reading.surnames_that_are_words:
            yield (*match.span(), code)


_NO_MEMBERS = frozenset({"group", "place", "capital", "ship", "false_friend", "institution"})
_NAMED_BEFORE = re.compile(r"(?:\b(?!The\b)[A-Z][a-z]+|['’]s)[\s-]$")
_CAPITALISED = re.compile(r"\b[A-Z][a-z]+\b")


def _lists(text: str, placed: Iterable[tuple[int, int, str]]) -> Iterator[tuple[set[str], int, int]]:
    """Runs of countries with nothing but joints between them: their codes, first and last character (exclusive)."""
    codes: set[str] = set()
    start = end = 0
    for first, last, code in placed:
        if not (codes and _is_next(text, end, first)):
            if codes:
                yield codes, start, end
            codes, start = set(), first
        codes.add(code)
        end = max(end, last)
    if codes:
        yield codes, start, end


def _is_next(text: str, end: int, start: int) -> bool:
    """Whether only a joint stands between two members of a list, with the body of the first before it."""
    if joined(text, end, start):
        return True
    body = _BODY.match(text, end)
    return body is not None and body.end() <= start and joined(text, body.end(), start)
