"""Values: the exact values of documents over all segments, for facets."""

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from search.backends.whoosh.execution.columns import Ints
from search.backends.whoosh.execution.segments import Segment
from search.backends.whoosh.storage.arrays import Array
from search.backends.whoosh.storage.strings import Dictionary, spread
from search.backends.whoosh.writing.values import section

DENSE = 3
"""From one document in so many, looking at the values of all documents beats looking up those of each."""


class Values:
    """Codes of the values of all documents end to end, where those of each begin and end, and what they stand for."""

    def __init__(self, codes: Ints, bounds: Array, names: list[str]) -> None:
        self.names = names
        self._codes = codes
        self._bounds = bounds

    def sizes(self, documents: Ints) -> Ints:
        """Return how many values each document has."""
        return self._bounds.take(documents + 1) - self._bounds.take(documents)

    def codes(self, documents: Ints, sizes: Ints) -> Ints:
        """Return the values of ascending documents end to end; `sizes` are theirs."""
        count = len(self._bounds) - 1
        if len(documents) == count:
            return self._codes
        if len(documents) * DENSE > count:
            chosen = np.zeros(count, np.bool_)
            chosen[documents] = True
            return self._codes[chosen[self._documents]]
        return self._codes.take(spread(self._bounds.take(documents), sizes))

    @cached_property
    def _documents(self) -> Array:
        """Whose each value is."""
        return np.repeat(np.arange(len(self._bounds) - 1, dtype=np.int32), np.diff(self._bounds))


def read_values(segments: Sequence[Segment], name: str) -> Values:
    """Return the values of a name over all segments, their codes in the order of the values."""
    arrays = section(name)
    known = [Dictionary(segment.arrays, arrays).decoded() for segment in segments]
    names = sorted({value for values in known for value in values})
    number = {value: at for at, value in enumerate(names)}
    codes, bounds, base = [np.empty(0, np.int64)], [np.zeros(1, np.int64)], 0
    for segment, values in zip(segments, known, strict=True):
        renumbered = np.array([number[value] for value in values], np.int64)
        codes.append(renumbered[segment.arrays[f"{arrays}_code"]])
        bounds.append(segment.arrays[f"{arrays}_until"] + base)
        base += len(codes[-1])
    return Values(np.concatenate(codes), np.concatenate(bounds), names)
