"""Checks: what must hold in an issue beyond its shape, against the vocabularies of the archive."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import islice

import pycountry
from sqlalchemy.orm import Session

from api.names import name_key, nearest
from api.qualifiers import bounds
from api.record_ids import DEVELOPMENT_ID, issue_id, issue_of
from api.repositories import vocabulary
from api.seeding.format import AmountPart, DevelopmentPart, EvidencePart, IssuePart
from api.seeding.mistakes import MISTAKES_MAX, Mistake
from api.seeding.shapes import shaped, shaped_data
from api.seeding.sources import Source

Found = Iterator[Mistake]


@cache
def currencies() -> frozenset[str]:
    """Every ISO 4217 code."""
    return frozenset(currency.alpha_3 for currency in pycountry.currencies)


class IssueChecker:
    """Holds pieces of files and bodies against the format and the vocabularies, which are read once."""

    def __init__(self, session: Session) -> None:
        self._topics = _words(vocabulary.live_entries(session, "topic"))
        countries = vocabulary.live_values(session, "country", "name", "alpha3")
        self._countries = _words({id: name for id, name, _ in countries})
        self._countries |= {name_key(alpha3): id for id, _, alpha3 in countries}

    def check(self, source: Source) -> IssuePart | list[str]:
        """The issue in a piece of a file, or its problems, one line `file:line: key: what` each."""
        issue = shaped(source, IssuePart)
        if isinstance(issue, list):
            return issue
        return [source.tell(mistake) for mistake in self._mistakes(issue)] or issue

    def check_data(self, data: object) -> IssuePart | list[Mistake]:
        """The issue in plain data, such as a request's body, or its mistakes."""
        issue = shaped_data(data, IssuePart)
        return issue if isinstance(issue, list) else self._mistakes(issue) or issue

    def _mistakes(self, issue: IssuePart) -> list[Mistake]:
        return list(islice(self._issue(issue), MISTAKES_MAX))

    def _issue(self, issue: IssuePart) -> Found:
        if issue.period.end < issue.period.start:
            yield Mistake(("period", "end"), f"is before the start ({issue.period.start})", "contradiction")
        ids: set[str] = set()
        for index, development in enumerate(issue.developments):
            at = ("developments", index)
            if development.headline > len(issue.headlines):
                message = f"no headline {development.headline}; the issue has {len(issue.headlines)}"
                yield Mistake((*at, "headline"), message, "unknown_value", str(development.headline))
            for mistake in (*_id(issue, development, ids), *self._development(development)):
                yield mistake.below(*at)

    def _development(self, development: DevelopmentPart) -> Found:
        yield from _listed("topics", "topic", development.topics, self._topics)
        yield from _listed("countries", "country", development.countries, self._countries)
        for index, event in enumerate(development.dates):
            if event.end < event.start:
                yield Mistake(("dates", index, "end"), f"is before the start ({event.start})", "contradiction")
        for index, amount in enumerate(development.amounts):
            for mistake in _amount(amount):
                yield mistake.below("amounts", index)
        for index, evidence in enumerate(development.evidence):
            for mistake in _evidence(evidence, development):
                yield mistake.below("evidence", index)


def _id(issue: IssuePart, development: DevelopmentPart, ids: set[str]) -> Found:
    id = development.id
    if id is None:
        return
    here = issue_id(issue.volume, issue.number)
    if not DEVELOPMENT_ID.match(id) or issue_of(id) != here:
        yield Mistake(("id",), f"must look like {here}-d2", value=id)
    elif id in ids:
        yield Mistake(("id",), "another development of this issue has this id", "repeated", id)
    ids.add(id)


def _listed(key: str, noun: str, values: Iterable[str], known: Mapping[str, str]) -> Found:
    """`known` maps the keys of right values and of other names for them to the right values."""
    right, seen = set(known.values()), set()
    for index, value in enumerate(values):
        if value not in right:
            near = known.get(name_key(value)) or known.get(nearest(name_key(value), known) or "")
            yield Mistake((key, index), f"unknown {noun} {value!r}", "unknown_value", value, near)
        elif value in seen:
            yield Mistake((key, index), f"{value} stands twice", "repeated", value)
        seen.add(value)


def _amount(amount: AmountPart) -> Found:
    if amount.currency not in currencies():
        near = nearest(amount.currency, currencies())
        message = f"{amount.currency!r} is no ISO 4217 code"
        yield Mistake(("currency",), message, "unknown_value", amount.currency, near)
    if amount.repeat_of is not None and not DEVELOPMENT_ID.match(amount.repeat_of):
        yield Mistake(("repeat_of",), "must be the id of a development, such as 2.24-d1", value=amount.repeat_of)
    ends = [end for end in (amount.low, amount.high) if end is not None]
    if amount.value is None and not ends:
        yield Mistake(("value",), "an amount has a value, or low and high", "missing")
    elif amount.value is not None and ends:
        yield Mistake(("value",), "stands beside low or high; give one or the other", "contradiction")
    elif amount.value is not None:
        try:
            bounds(amount.value, amount.qualifier)
        except ValueError as error:
            yield Mistake(("qualifier",), str(error), value=amount.qualifier)
    elif len(ends) == 2 and ends[1] < ends[0]:
        yield Mistake(("high",), f"is less than low ({ends[0]})", "contradiction")


def _evidence(evidence: EvidencePart, development: DevelopmentPart) -> Found:
    """Evidence is for a fact that is there, and has both ends in their order or none."""
    name, _, place = evidence.fact.removeprefix("/").partition("/")
    facts = getattr(development, name, None)
    index = place.partition("/")[0]
    listed = isinstance(facts, list) and index.isdigit() and int(index) < len(facts)
    if not listed and not (isinstance(facts, str) and not place):
        yield Mistake(("fact",), "there is no such fact in the development", "unknown_value", evidence.fact)
    ends = [end for end in (evidence.start, evidence.end) if end is not None]
    if len(ends) == 1:
        yield Mistake(("end",), "start and end stand together, or neither", "contradiction")
    elif ends and ends[1] < ends[0]:
        yield Mistake(("end",), f"is before the start ({ends[0]})", "contradiction")


def _words(names: Mapping[str, str]) -> dict[str, str]:
    return {name_key(name): id for id, name in names.items()} | {name_key(id): id for id in names}
