"""Values: the exact values of documents over all segments, for facets."""

from collections.abc import Callable, Sequence
from functools import cached_property

import numpy as np

from search.backends.whoosh.execution.columns import Ints
from search.backends.whoosh.execution.segments import Mask, Segment
from search.backends.whoosh.storage.arrays import Array
from search.backends.whoosh.storage.strings import Dictionary, spread
from search.backends.whoosh.writing.values import section

DENSE = 4
"""From one value in so many, looking at those of all documents beats looking up those of each."""

WIDEST = 8
"""Up to how many values of a document all of them are kept side by side."""


class Values:
    """The values of documents as rows: whose each is, and its code, which is its place among `names`."""

    def __init__(self, codes: Ints, until: Ints, names: list[str]) -> None:
        self.names = names
        self._codes = codes
        self._sizes = np.diff(until, prepend=0)
        self._starts = until - self._sizes
        self._documents = np.repeat(np.arange(len(until)), self._sizes)

    def having(self, documents: Ints) -> Ints:
        """Return those of some documents that have a value."""
        return documents.compress(self._sizes.take(documents) > 0)

    def codes_of(self, documents: Ints) -> tuple[Ints, Ints | int]:
        """Return the codes of documents, end to end, and how many there are of each; `len(names)` may stand for none."""
        if self.table is not None:
            found = self.table.take(documents, axis=0)
            return found.ravel(), found.shape[1]
        return self._looked_up(documents)

    def _looked_up(self, documents: Ints) -> tuple[Ints, Ints]:
        sizes = self._sizes.take(documents)
        return self._codes.take(spread(self._starts.take(documents), sizes)), sizes

    @cached_property
    def table(self) -> Ints | None:
        """The codes of each document side by side, then `len(names)` for no more; None where one has more than WIDEST.

        Looking up a row of it touches memory once, which is most of what counting the values of a few documents takes.
        """
        width = int(self._sizes.max(initial=1))
        if width > WIDEST:
            return None
        none = len(self.names)
        found = np.full((len(self._sizes), width), none, np.min_scalar_type(none))
        places = np.arange(len(self._codes)) - np.repeat(self._starts, self._sizes)
        found[self._documents, places] = self._codes
        return found

    def rows(self, documents: Ints, mask: Callable[[], Mask]) -> tuple[Ints, Ints]:
        """Return the rows of documents, given as ascending numbers and as a mask: whose they are, and the codes."""
        if len(documents) * DENSE < len(self._documents):
            codes, sizes = self._looked_up(documents)
            return np.repeat(documents, sizes), codes
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
