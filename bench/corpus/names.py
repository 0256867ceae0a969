"""What generated developments are about: topics, countries, bodies, people and initiatives of the seed data, skewed."""

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import accumulate
from random import Random

from api.models.facts import EntryFacts
from api.seeding import read_vocabularies

NAMED = ("organization", "person", "initiative")
PAYERS = 20
"""Organizations that pay amounts."""


@cache
def vocabularies() -> Mapping[str, Mapping[str, EntryFacts]]:
    """Kind → id → facts, as the archive loads them."""
    return read_vocabularies()


@cache
def choices(kind: str) -> Sequence[str]:
    """What may be drawn of a kind, the most frequent first: ids of topics and countries, names of the rest."""
    entries = vocabularies()[kind]
    if kind == "country":
        described = [code for code, facts in entries.items() if getattr(facts, "capital", None)]
        return ["US", "JP", *(code for code in described if code not in {"US", "JP"})]
    return list(entries) if kind == "topic" else [facts.name for facts in entries.values()]


@cache
def _cumulated(kind: str) -> list[float]:
    return list(accumulate(1 / rank for rank in range(1, len(choices(kind)) + 1)))


def draw(rng: Random, kind: str, count: int) -> list[str]:
    """At most that many, each another one; the n-th of a kind is drawn with a weight of 1/n."""
    return list(dict.fromkeys(rng.choices(choices(kind), cum_weights=_cumulated(kind), k=count)))
