"""Money: counted amounts of documents as columns of floats that any order of adding adds up exactly."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
HALF = 31
"""Dollars are added in two halves of this many bits; 2^22 of them and more stay below 2^53, where floats are exact."""
EXACT = 1 << 53
COUNT = 26
"""Two counts are added as one number, the second this many bits above the first."""
_WITH_DOLLARS = (1 << COUNT) - 1


def money_columns(dollars: Ints, amounts: Ints, unconverted: Ints) -> tuple[Floats, Floats, Floats]:
    """Return how many amounts there are (with dollars, and without), and both halves of the dollars, the lower first."""
    counts = unconverted.astype(np.int64) << COUNT | amounts
    low, high = dollars & (1 << HALF) - 1, dollars >> HALF
    return counts.astype(np.float64), low.astype(np.float64), high.astype(np.float64)


def fewest_columns(counts: Floats, low: Floats, high: Floats) -> tuple[Floats, ...]:
    """Return the same with the dollars in one column, where all of them together are a number that floats have."""
    total = (int(high.sum()) << HALF) + int(low.sum())
    return (counts, low + high * float(1 << HALF)) if total < EXACT else (counts, low, high)


def read_money(*columns: float) -> tuple[int | None, int]:
    """Return the dollars of a sum, None where no amount has any, and how many amounts have none."""
    (dollars,), (unconverted,) = read_sums(*([column] for column in columns))
    return dollars, unconverted


def read_sums(
    counts: Sequence[float], low: Sequence[float], high: Sequence[float] = ()
) -> tuple[list[int | None], list[int]]:
    """Return the dollars of several sums, and how many amounts of each have none."""
    numbers, dollars = list(map(int, counts)), list(map(int, low))
    if high:
        dollars = [(int(above) << HALF) + below for above, below in zip(high, dollars, strict=True)]
    known = [value if number & _WITH_DOLLARS else None for number, value in zip(numbers, dollars, strict=True)]
    return known, [number >> COUNT for number in numbers]
