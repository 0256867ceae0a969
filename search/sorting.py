"""Total orders: the sort key of a hit, the same for sorting and for continuing after it."""

from search.document import RECORD_KINDS
from search.query import Sort
from search.results import SortKey

KIND_RANK = {kind: rank for rank, kind in enumerate(RECORD_KINDS)}
Comparable = tuple[float, ...]


def sort_key(value: float | None, order: tuple[int, int, int], kind: str) -> SortKey:
    """Return the key that a cursor carries: value, volume, number, position, rank of the kind."""
    return (value, *order, KIND_RANK[kind])


def comparable(key: SortKey, sort: Sort) -> Comparable:
    """Return a tuple that is smaller the earlier a hit stands; nulls last in both directions."""
    value, volume, number, position, rank = key
    sign = 1 if sort.ascending else -1
    return (
        float(value is None),
        sign * float(value or 0),
        sign * float(volume or 0),
        sign * float(number or 0),
        float(position or 0),
        float(rank or 0),
    )
