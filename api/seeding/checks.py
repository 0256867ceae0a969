"""Checks: what must hold in an issue beyond its shape, against the vocabularies of the archive."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

import pycountry
from sqlalchemy.orm import Session

from api.names import name_key, nearest
from api.qualifiers import bounds
from api.record_ids import DEVELOPMENT_ID, issue_id, issue_of
from api.repositories import vocabulary
from api.seeding.format import AmountPart, DevelopmentPart, IssuePart
from api.seeding.shapes import shaped
from api.seeding.sources import Source
from api.seeding.yaml_reading import Location

Found = Iterator[tuple[Location, str]]


@cache
def currencies() -> frozenset[str]:
    """Every ISO 4217 code."""
    return frozenset(currency.alpha_3 for currency in pycountry.currencies)


class IssueChecker:
    """Holds pieces of files against the format and the vocabularies, which are read once."""

    def __init__(self, session: Session) -> None:
        self._topics = _words(vocabulary.live_entries(session, "topic"))
        countries = vocabulary.load_entries(session, "country")
        self._countries = _words({entry.id: entry.facts.name for entry in countries})
        self._countries |= {name_key(getattr(entry.facts, "alpha3", "")): entry.id for entry in countries}

    def check(self, source: Source) -> IssuePart | list[str]:
        """The issue in a piece of a file, or its problems, one line `file:line: key: what` each."""
        issue = shaped(source, IssuePart)
        if isinstance(issue, list):
            return issue
        problems = [source.problem(location, message) for location, message in self._issue(issue)]
        return problems or issue

    def _issue(self, issue: IssuePart) -> Found:
        if issue.period.end < issue.period.start:
            yield ("period", "end"), f"is before the start ({issue.period.start})"
        ids: set[str] = set()
        for index, development in enumerate(issue.developments):
            at: Location = ("developments", index)
            if development.headline > len(issue.headlines):
                yield (*at, "headline"), f"no headline {development.headline}; the issue has {len(issue.headlines)}"
            for below, message in (*_id(issue, development, ids), *self._development(development)):
                yield (*at, *below), message

    def _development(self, development: DevelopmentPart) -> Found:
        yield from _listed("topics", "topic", development.topics, self._topics)
        yield from _listed("countries", "country", development.countries, self._countries)
        for index, event in enumerate(development.dates):
            if event.end < event.start:
                yield ("dates", index, "end"), f"is before the start ({event.start})"
        for index, amount in enumerate(development.amounts):
            for key, message in _amount(amount):
                yield ("amounts", index, key), message


def _id(issue: IssuePart, development: DevelopmentPart, ids: set[str]) -> Found:
    id = development.id
    if id is None:
        return
    here = issue_id(issue.volume, issue.number)
    if not DEVELOPMENT_ID.match(id) or issue_of(id) != here:
        yield ("id",), f"must look like {here}-d2"
    elif id in ids:
        yield ("id",), "another development of this issue has this id"
    ids.add(id)


def _listed(key: str, noun: str, values: Iterable[str], known: Mapping[str, str]) -> Found:
    """`known` maps the keys of right values and of other names for them to the right values."""
    right, seen = set(known.values()), set()
    for index, value in enumerate(values):
        if value not in right:
            near = known.get(name_key(value)) or known.get(nearest(name_key(value), known) or "")
            yield (key, index), f"unknown {noun} {value!r}" + (f"; did you mean {near}?" if near else "")
        elif value in seen:
            yield (key, index), f"{value} stands twice"
        seen.add(value)


def _amount(amount: AmountPart) -> Iterator[tuple[str, str]]:
    if amount.currency not in currencies():
        near = nearest(amount.currency, currencies())
        yield "currency", f"{amount.currency!r} is no ISO 4217 code" + (f"; did you mean {near}?" if near else "")
    if amount.repeat_of is not None and not DEVELOPMENT_ID.match(amount.repeat_of):
        yield "repeat_of", "must be the id of a development, such as 2.24-d1"
    ends = [end for end in (amount.low, amount.high) if end is not None]
    if amount.value is None and not ends:
        yield "value", "an amount has a value, or low and high"
    elif amount.value is not None and ends:
        yield "value", "stands beside low or high; give one or the other"
    elif amount.value is not None:
        try:
            bounds(amount.value, amount.qualifier)
        except ValueError as error:
            yield "qualifier", str(error)
    elif len(ends) == 2 and ends[1] < ends[0]:
        yield "high", f"is less than low ({ends[0]})"


def _words(names: Mapping[str, str]) -> dict[str, str]:
    return {name_key(name): id for id, name in names.items()} | {name_key(id): id for id in names}
