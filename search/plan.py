"""The plan: what an engine matches and scores, in index terms.

Every node yields the documents that it matches and a score for each:
`Term` and `Phrase` by BM25F, `Prefix` a constant, `All` the sum of its parts, `Some` the sum of those that match,
times the share of parts that match where `coordinate` is set, `Best` the best of its parts.
"""

from collections.abc import Iterator
from dataclasses import dataclass

Steps = tuple[tuple[int, str], ...]
"""Terms of a phrase, each with its distance from the first."""


@dataclass(frozen=True, slots=True)
class Term:
    """A document has the term in one of the fields."""

    text: str
    fields: tuple[str, ...]
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A longer phrase that an occurrence must not be part of; the occurrence begins `offset` words into it."""

    steps: Steps
    offset: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """The steps stand side by side in one field, outside the exclusions."""

    steps: Steps
    fields: tuple[str, ...]
    boost: float = 1.0
    unless: tuple[Exclusion, ...] = ()


@dataclass(frozen=True, slots=True)
class Prefix:
    """A word of one of the fields begins with the text (unstemmed, folded)."""

    text: str
    fields: tuple[str, ...]
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class All:
    """Every part matches and none of `without` does; with no parts, whatever `without` leaves."""

    parts: tuple["Plan", ...]
    without: tuple["Plan", ...] = ()


@dataclass(frozen=True, slots=True)
class Some:
    """At least one part matches; never with no parts."""

    parts: tuple["Plan", ...]
    coordinate: bool = False


@dataclass(frozen=True, slots=True)
class Best:
    """At least one part matches; alternatives of one meaning, so the best one counts."""

    parts: tuple["Plan", ...]


@dataclass(frozen=True, slots=True)
class Nothing:
    """Matches no document: there was no word to look for."""


Leaf = Term | Phrase | Prefix
Plan = Leaf | All | Some | Best | Nothing


def leaves(plan: Plan, *, unwanted: bool = False) -> Iterator[Leaf]:
    """Yield the leaves that a document may match; with `unwanted` also those that it must not."""
    match plan:
        case All(parts, without):
            for part in (*parts, *without) if unwanted else parts:
                yield from leaves(part, unwanted=unwanted)
        case Some(parts) | Best(parts):
            for part in parts:
                yield from leaves(part, unwanted=unwanted)
        case Nothing():
            return
        case _:
            yield plan
