"""The indicator words of all topics, compiled into one book."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from ingest.vocabulary.phrases import Phrase, PhraseBook

Strength = Literal["strong", "weak", "not"]
_STRENGTHS: tuple[Strength, ...] = ("strong", "weak", "not")


@dataclass(frozen=True, slots=True)
class Indicator:
    """A word that points to a topic, or `not`: a look-alike; `term` is the vocabulary's form of it."""

    topic: str
    term: str
    strength: Strength


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicBook:
    """The topics' slugs in the vocabulary's order, and their indicators."""

    slugs: tuple[str, ...]
    indicators: PhraseBook[Indicator]


def compile_topics(data: Mapping[str, Any]) -> TopicBook:
    """The topics of topics.yaml; its head says how the keys are read."""
    rows = [row for row in data["topics"] if row.get("indicators")]
    return TopicBook(
        slugs=tuple(row["slug"] for row in rows),
        indicators=PhraseBook(phrase for row in rows for phrase in _indicators(row)),
    )


def _indicators(row: Mapping[str, Any]) -> Iterator[Phrase[Indicator]]:
    """A term of capitals only is an acronym and matches as such (SWIFT, EV); any other in upper and lower case."""
    for strength in _STRENGTHS:
        for term in row["indicators"].get(strength, ()):
            yield Phrase(term, Indicator(row["slug"], term, strength), exact=term.isupper())
