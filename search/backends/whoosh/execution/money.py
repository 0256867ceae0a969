"""Money: counted amounts of documents as columns of floats that any order of adding adds up exactly."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
HALF = 31
"""Dollars are added in two halves of this many bits; 2^22 of them and more stay below 2^53, where floats are exact."""
COUNT = 26
"""Two counts are added as one number, the second this many bits above the first."""


def money_columns(dollars: Ints, amounts: Ints, unconverted: Ints) -> tuple[Floats, Floats, Floats]:
    """Return dollars, how many amounts they are, and how many amounts have none, in the form that is added up."""
    counts = unconverted.astype(np.int64) << COUNT | amounts
    high, low = dollars >> HALF, dollars & (1 << HALF) - 1
    return high.astype(np.float64), low.astype(np.float64), counts.astype(np.float64)


def read_money(high: float, low: float, counts: float) -> tuple[int | None, int]:
    """Return the dollars of a sum, None where no amount has any, and how many amounts have none."""
    amounts, unconverted = int(counts) & (1 << COUNT) - 1, int(counts) >> COUNT
    return ((int(high) << HALF) + int(low) if amounts else None), unconverted
