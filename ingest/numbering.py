"""Numbering: the volume and number of an issue, from who brings it, its title or its address, else proposed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from ingest.draft import Hints, Numbering
from ingest.layouts import stated_number

SLUG = re.compile(r"(?<![a-z])vol(?:ume)?[-_. ]*(\d{1,2})[-_. ]+(?:(?:no|issue)[-_. ]*)?(\d{1,2})(?!\d)", re.IGNORECASE)
"""Volume and number in an address: `…-vol-2-11`, `…-vol-1-22-2` (a blog adds `-2` to a slug that is taken)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What one source says of volume and number; `rule` names the source."""

    rule: str
    volume: int | None
    number: int | None

    def __str__(self) -> str:
        return f"{_shown(self.volume)}.{_shown(self.number)} ({SOURCES[self.rule]})"


SOURCES = {
    "hint": "given with the document",
    "title": "its title",
    "address": "its own address",
    "url": "the address it was brought from",
}
"""Where numbers come from, the most trusted first: a person's word, then the page's, then addresses."""


def statements(hints: Hints, title: str | None, address: str | None) -> tuple[Statement, ...]:
    """Everything said about volume and number, the most trusted first."""
    return tuple(_statements(hints, title, address))


def settle(said: tuple[Statement, ...]) -> Numbering:
    """Volume and number as the most trusted source has them, each for itself."""
    volume = next((s.volume for s in said if s.volume is not None), None)
    number = next((s.number for s in said if s.number is not None), None)
    return Numbering(volume=volume, number=number, rule=said[0].rule if said else None)


def conflicts(said: tuple[Statement, ...]) -> bool:
    """Whether two sources say different things."""
    volumes = {s.volume for s in said if s.volume is not None}
    numbers = {s.number for s in said if s.number is not None}
    return len(volumes) > 1 or len(numbers) > 1


def _statements(hints: Hints, title: str | None, address: str | None) -> Iterator[Statement]:
    if hints.volume is not None or hints.number is not None:
        yield Statement(rule="hint", volume=hints.volume, number=hints.number)
    found = {
        "title": stated_number(title) if title else None,
        "address": _number_in(address),
        "url": _number_in(hints.url),
    }
    for rule, pair in found.items():
        if pair:
            yield Statement(rule=rule, volume=pair[0], number=pair[1])


def _number_in(address: str | None) -> tuple[int, int] | None:
    found = SLUG.search(unquote(address)) if address else None
    return (int(found[1]), int(found[2])) if found else None


def _shown(value: int | None) -> str:
    return "?" if value is None else str(value)
