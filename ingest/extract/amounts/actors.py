"""Actors: the organizations and countries of a paragraph that may pay or receive, and where they are named."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import pycountry

from ingest.draft import FoundName

_SHORT_NAMES: Final = (
    "US", "UK", "EU", "United States", "United Kingdom", "Britain", "South Korea", "North Korea", "Taiwan", "Russia", "Vietnam",
    "European Union", "Turkey", "Iran", "Laos", "Brunei", "Micronesia", "Marshall Islands", "Palau",
)  # fmt: skip
# A name beside these is another name: US Steel, Bank of Japan, Japan Airlines.
_NAME_BEFORE: Final = re.compile(
    r"\b(?!(?:In|The|And|But|While|Both|With|From|To|For|By|If|As|When|Since)\b)[A-Z][\w’'.&-]*\s(?:of\s(?:the\s)?)?$|[\w-]$"
)
_LISTED: Final = re.compile(r",?\s(?:and\s)?(?:the\s)?|\s&\s")
_MOST_LISTED: Final = 6
_NAME_AFTER: Final = re.compile(r"[\w-]|\s[A-Z]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A name at characters `start` to `end`."""

    start: int
    end: int
    name: str


class Actors:
    """The actors of one text, in order."""

    def __init__(self, text: str, found: Iterable[Actor]) -> None:
        self._text = text
        self._all = sorted(found, key=lambda actor: actor.start)
        self._starts = [actor.start for actor in self._all]

    def at(self, start: int) -> Actor | None:
        """The actor whose name begins at `start`."""
        i = bisect_left(self._starts, start)
        return self._all[i] if i < len(self._all) and self._starts[i] == start else None

    def together(self, actor: Actor) -> str:
        """The actor's name, or the words of all those it is listed with: "Japan, the US and Australia"."""
        first = last = bisect_left(self._starts, actor.start)
        while first > 0 and self._is_list(first - 1) and last - first < _MOST_LISTED:
            first -= 1
        while last + 1 < len(self._all) and self._is_list(last) and last - first < _MOST_LISTED:
            last += 1
        return actor.name if first == last else self._text[self._all[first].start : self._all[last].end]

    def _is_list(self, i: int) -> bool:
        return bool(_LISTED.fullmatch(self._text[self._all[i].end : self._all[i + 1].start]))

    def before(self, at: int, not_before: int) -> Sequence[Actor]:
        """Actors that end at `at` or before it, the nearest first, at most four, none beginning before `not_before`."""
        i = bisect_left(self._starts, at)
        near = self._all[max(0, i - 5) : i]
        return [actor for actor in reversed(near) if actor.end <= at and actor.start >= not_before][:4]


def find_actors(text: str, names: Sequence[FoundName], where: str) -> Actors:
    """The organizations found in the text (`where` is `text` or `headline`), and the countries named beside them."""
    known = [
        Actor(start=e.start, end=e.end, name=name.name)
        for name in names
        if name.kind == "organization"
        for e in name.evidence
        if e.where == where and e.start is not None and e.end is not None
    ]
    taken = bytearray(len(text))
    for actor in known:
        taken[actor.start : actor.end] = b"\x01" * (min(actor.end, len(text)) - actor.start)
    return Actors(text, [*known, *(place for place in _places(text) if not any(taken[place.start : place.end]))])


def _places(text: str) -> Iterable[Actor]:
    for match in _countries().finditer(text):
        start, end = match.span()
        before = text[max(0, start - 24) : start]
        if not _NAME_BEFORE.search(before) and not _NAME_AFTER.match(text, end):
            yield Actor(start=start, end=end, name=match[0])


@cache
def _countries() -> re.Pattern[str]:
    names = {getattr(country, "common_name", country.name) for country in pycountry.countries} | set(_SHORT_NAMES)
    plain = sorted((name for name in names if "," not in name), key=len, reverse=True)
    return re.compile("|".join(re.escape(name) for name in plain))
