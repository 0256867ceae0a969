"""The judged queries, asked of an archive: what each found and how good that was."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from search import DEVELOPMENT, Match, SearchQuery, Snapshot, Sort
from tests.relevance.measure import DEPTH, mean, ndcg, reciprocal_rank
from tests.search.archive import seed_memory


@dataclass(frozen=True, slots=True)
class Judged:
    """A query with the grades of the developments that it should find."""

    q: str
    match: Match
    grades: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Measured:
    """What a judged query found, and the two figures."""

    judged: Judged
    found: tuple[str, ...]
    total: int
    ndcg: float
    reciprocal_rank: float


@cache
def judged_queries() -> tuple[Judged, ...]:
    """The rows of `judged.yaml`."""
    data = yaml.safe_load((Path(__file__).parent / "judged.yaml").read_text(encoding="utf-8"))
    return tuple(
        Judged(row["q"], Match(row.get("match", "all")), {str(id): grade for id, grade in row["grades"].items()})
        for row in data["queries"]
    )


def measure(snapshot: Snapshot) -> list[Measured]:
    """Ask every judged query as the search page does."""
    return [_measured(snapshot, judged) for judged in judged_queries()]


@cache
def measured_seed() -> tuple[Measured, ...]:
    """What the seed archive answers, by the memory engine."""
    return tuple(measure(seed_memory().snapshot()))


def means(measured: Sequence[Measured]) -> tuple[float, float]:
    """Return the mean nDCG@10 and the mean reciprocal rank."""
    return mean([m.ndcg for m in measured]), mean([m.reciprocal_rank for m in measured])


def _measured(snapshot: Snapshot, judged: Judged) -> Measured:
    query = SearchQuery(q=judged.q, match=judged.match, kinds=(DEVELOPMENT,), sort=Sort.RELEVANCE, limit=DEPTH)
    result = snapshot.search(query)
    found = tuple(hit.id for hit in result.hits)
    return Measured(judged, found, result.total, ndcg(found, judged.grades), reciprocal_rank(found, judged.grades))
