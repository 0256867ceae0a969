"""Pieces: what is found in a sentence, and what becomes of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from search import Remark

Filters = tuple[tuple[str, tuple[str, ...]], ...]
"""Parameters of a list with their values, as a query string has them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Characters `start` to `end` (exclusive) of a sentence and the filters that they stand for.

    `others` are further meanings that the same words may have; `remark` is what the asker must be told of it.
    """

    start: int
    end: int
    filters: Filters
    others: tuple[Filters, ...] = ()
    remark: Remark | None = None

    @property
    def parameter(self) -> str:
        """The first parameter that it sets."""
        return self.filters[0][0]

    @property
    def value(self) -> str:
        """The first value that it sets."""
        return self.filters[0][1][0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part(Found):
    """A part of the sentence as it was read; not `applied` where an earlier part leaves no place for it."""

    text: str
    applied: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Interpretation:
    """A sentence read: its parts in order, the words left to search for, and the words left out.

    `read` are the filters of all parts that are applied; `filters` are these with the words that are left in `q`.
    """

    parts: tuple[Part, ...]
    rest: str | None
    dropped: tuple[str, ...]
    read: Filters
    filters: Filters
    remarks: tuple[Remark, ...] = field(default=())


def is_free(start: int, end: int, taken: Iterable[Found]) -> bool:
    """Whether nothing found lies over these characters."""
    return all(end <= one.start or one.end <= start for one in taken)


def blanked(sentence: str, taken: Iterable[Found]) -> str:
    """The sentence with what is found made into dots, every other character in its place."""
    signs = list(sentence)
    for one in taken:
        signs[one.start : one.end] = "·" * (one.end - one.start)
    return "".join(signs)
