"""Rows: every match of a question, as a file is written from it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from operator import attrgetter

import orjson

from api.services.questions import Question
from search import ISSUE, Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Records of one list, read as they are taken; `base` is what stands before a relative address in a file."""

    listing: str
    """The path of the list."""
    rendered: Iterator[bytes]
    """The JSON objects that the list serves, in its order."""
    publisher: Callable[[str], str | None]
    """The publisher of an issue."""
    base: str
    on: date
    """The day on which the file is asked for."""


def walk_records(snapshot: Snapshot, question: Question) -> Iterator[bytes]:
    """Return the stored JSON of every match, in the question's order. Raises QueryTooCostly."""
    return map(attrgetter("rendered"), snapshot.walk(question.query))


def publishers(snapshot: Snapshot) -> Callable[[str], str | None]:
    """Return what gives the publisher of an issue; the records of one issue mostly stand together."""

    @lru_cache(maxsize=256)
    def publisher(issue: str) -> str | None:
        rendered = snapshot.fetch(ISSUE, [issue]).get(issue)
        return orjson.loads(rendered)["publisher"] if rendered else None

    return publisher
