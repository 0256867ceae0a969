"""The measures against figures worked out by hand."""

from math import log2

import pytest

from tests.relevance.measure import mean, ndcg, reciprocal_rank

GRADES = {"a": 3, "b": 2, "c": 1}
BEST = 7 + 3 / log2(3) + 1 / 2

ORDERS = [
    ("best", "abc", 1.0),
    ("best-with-more-behind", "abcxyz", 1.0),
    ("nothing-found", "", 0.0),
    ("nothing-good", "xyz", 0.0),
    ("reversed", "cba", (1 + 3 / log2(3) + 7 / 2) / BEST),
    ("one-wrong-in-front", "xabc", (7 / log2(3) + 3 / 2 + 1 / log2(5)) / BEST),
    ("one-missing", "ab", (7 + 3 / log2(3)) / BEST),
    ("behind-the-tenth", "xxxxxxxxxxa", 0.0),
    ("on-the-tenth", "xxxxxxxxxa", 7 / log2(11) / BEST),
]


@pytest.mark.parametrize(("found", "expected"), [row[1:] for row in ORDERS], ids=[row[0] for row in ORDERS])
def test_ndcg_is_the_gain_as_a_share_of_the_best(found: str, expected: float) -> None:
    assert ndcg(list(found), GRADES) == pytest.approx(expected)


def test_ndcg_worked_out_in_figures() -> None:
    assert ndcg(["b", "a"], {"a": 3, "b": 2}) == pytest.approx(0.8339904, abs=1e-6)


def test_best_order_of_more_than_ten_is_cut_at_ten() -> None:
    grades = {str(n): 1 for n in range(20)}
    assert ndcg([str(n) for n in range(10)], grades) == pytest.approx(1.0)


def test_ndcg_without_anything_to_find_is_zero() -> None:
    assert ndcg(["a"], {}) == 0.0


@pytest.mark.parametrize(("found", "expected"), [("abc", 1.0), ("cab", 0.5), ("cxb", 1 / 3), ("cx", 0.0), ("", 0.0)])
def test_reciprocal_rank_is_of_the_first_good_hit(found: str, expected: float) -> None:
    assert reciprocal_rank(list(found), GRADES) == expected


def test_mean() -> None:
    assert mean([0.0, 1.0, 0.5]) == 0.5
    assert mean([]) == 0.0
