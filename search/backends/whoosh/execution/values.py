"""Values: the exact values of documents over all segments, for facets."""

from collections.abc import Callable, Sequence

import numpy as np

from search.backends.whoosh.execution.columns import Ints
from search.backends.whoosh.execution.segments import Mask, Segment
from search.backends.whoosh.storage.arrays import Array
from search.backends.whoosh.storage.strings import Dictionary, spread
from search.backends.whoosh.writing.values import section

DENSE = 4
"""From one value in so many, looking at those of all documents beats looking up those of each."""


class Values:
    """The values of documents as rows: whose each is, and its code, which is its place among `names`."""

    def __init__(self, codes: Ints, until: Ints, names: list[str]) -> None:
        self.names = names
        self._codes = codes
        self._sizes = np.diff(until, prepend=0)
        self._starts = until - self._sizes
        self._documents = np.repeat(np.arange(len(until)), self._sizes)
        self._is_single = bool((self._sizes <= 1).all())
        """Whether no document has more than one value, which is then found without counting."""

    def having(self, documents: Ints) -> Ints:
        """Return those of some documents that have a value."""
        return documents.compress(self._sizes.take(documents) > 0)

    def rows(self, documents: Ints, mask: Callable[[], Mask]) -> tuple[Ints, Ints]:
        """Return the rows of documents, given as ascending numbers and as a mask: whose they are, and the codes."""
        if len(documents) * DENSE < len(self._documents):
            if self._is_single:
                held = self.having(documents)
                return held, self._codes.take(self._starts.take(held))
            sizes = self._sizes.take(documents)
            return np.repeat(documents, sizes), self._codes.take(spread(self._starts.take(documents), sizes))
        places = mask().take(self._documents).nonzero()[0]
        return self._documents.take(places), self._codes.take(places)


def read_values(segments: Sequence[Segment], name: str) -> Values:
    """Return the values of a name over all segments, their codes in the order of the values."""
    arrays = section(name)
    known = [Dictionary(segment.arrays, arrays).decoded() for segment in segments]
    names = sorted({value for values in known for value in values})
    number = {value: at for at, value in enumerate(names)}
    codes: list[Array] = [np.empty(0, np.int64)]
    until: list[Array] = [np.empty(0, np.int64)]
    base = 0
    for segment, values in zip(segments, known, strict=True):
        renumbered = np.array([number[value] for value in values], np.int64)
        codes.append(renumbered[segment.arrays[f"{arrays}_code"]])
        until.append(segment.arrays[f"{arrays}_until"] + base)
        base += len(codes[-1])
    return Values(np.concatenate(codes), np.concatenate(until), names)
