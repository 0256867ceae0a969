"""Marks: a text cut into pieces at the words that facts were read from, also where these overlap."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Some of a text, with all facts that its words speak for, the one with the fewest words first.

    `begins` are those of them whose first words these are.
    """

    text: str
    facts: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()

    @property
    def kind(self) -> str | None:
        """The list that the first of its facts is in, None where it speaks for none."""
        return kind_of(self.facts[0]) if self.facts else None


def kind_of(fact: str) -> str:
    """Return the list of a fact by its pointer: `/amounts/0` is of `amounts`."""
    return fact.split("/")[1]


def pieces(text: str, evidence: Iterable[Mapping[str, Any]], where: str = "text") -> list[Piece]:
    """Return a text in pieces, which joined are the text; evidence that is of other words marks nothing."""
    spans = sorted(
        {(row["start"], row["end"], fact_of(row["fact"])) for row in evidence if _fits(row, text, where)},
        key=lambda span: (span[1] - span[0], span),
    )
    cuts = sorted({0, len(text), *(place for start, end, _ in spans for place in (start, end))})
    seen: set[str] = set()
    made = []
    for start, end in pairwise(cuts):
        facts = tuple(dict.fromkeys(fact for first, last, fact in spans if first <= start and end <= last))
        made.append(Piece(text=text[start:end], facts=facts, begins=tuple(f for f in facts if f not in seen)))
        seen.update(facts)
    return made


def fact_of(pointer: str) -> str:
    """Return the fact that evidence is of, by a pointer to it or into it: `/amounts/0/payer` is of `/amounts/0`."""
    return "/".join(pointer.split("/")[:3])


def _fits(row: Mapping[str, Any], text: str, where: str) -> bool:
    start, end = row["start"], row["end"]
    if start is None or end is None or row["where"] != where or not 0 <= start < end <= len(text):
        return False
    return bool(row["raw"] is None or text[start:end] == row["raw"])


def words_of(evidence: Sequence[Mapping[str, Any]]) -> dict[str, list[str]]:
    """Return the words that speak for each fact, each once; a fact without any is only implied."""
    found: dict[str, list[str]] = {}
    for row in evidence:
        listed = found.setdefault(fact_of(row["fact"]), [])
        if row["raw"] and row["raw"] not in listed:
            listed.append(row["raw"])
    return found
