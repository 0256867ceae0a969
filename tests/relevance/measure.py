"""How good an order is: nDCG@10 and the reciprocal rank of the first good hit, against grades given by people.

Gain 2^grade - 1, discount log2(rank + 1): Burges et al., "Learning to Rank using Gradient Descent" (2005).
"""

from collections.abc import Mapping, Sequence
from math import log2

DEPTH = 10
GOOD = 2
"""The least grade that counts as what the searcher wanted."""


def ndcg(found: Sequence[str], grades: Mapping[str, int], depth: int = DEPTH) -> float:
    """Return the gain of an order as a share of the best order's: 0 to 1."""
    best = _gain(sorted(grades.values(), reverse=True)[:depth])
    return _gain([grades.get(id, 0) for id in found[:depth]]) / best if best else 0.0


def reciprocal_rank(found: Sequence[str], grades: Mapping[str, int]) -> float:
    """Return 1 / rank of the first hit graded good; 0 where there is none."""
    return next((1 / rank for rank, id in enumerate(found, 1) if grades.get(id, 0) >= GOOD), 0.0)


def mean(figures: Sequence[float]) -> float:
    """Return the mean; 0 of nothing."""
    return sum(figures) / len(figures) if figures else 0.0


def _gain(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / log2(rank + 1) for rank, grade in enumerate(grades, 1))
