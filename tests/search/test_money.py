"""Sums of money over arrays are exact, also where they are larger than a float can tell apart."""

import numpy as np
import pytest

from search.backends.whoosh.execution.money import EXACT, fewest_columns, money_columns, read_money


@pytest.mark.parametrize(
    "dollars",
    [
        pytest.param([0, 1, 2**31 - 1, 2**31, 2**40 + 1], id="one-column"),
        pytest.param([2**52, 2**52 + 1, 1], id="beyond-what-one-float-has"),
        pytest.param([10**15] * 5_000, id="many-of-the-largest"),
        pytest.param([], id="none"),
    ],
)
def test_sum_is_that_of_whole_numbers(dollars: list[int]) -> None:
    amounts, unconverted = np.full(len(dollars), 2), np.full(len(dollars), 3)
    columns = fewest_columns(*money_columns(np.array(dollars, np.int64), amounts, unconverted))
    assert len(columns) == (2 if sum(dollars) < EXACT else 3)
    found = read_money(*(float(column.sum()) for column in columns))
    assert found == (sum(dollars) if dollars else None, 3 * len(dollars))
