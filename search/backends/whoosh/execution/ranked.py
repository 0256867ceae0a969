"""Ranked: the developments in the order of their primary days, and sets of them as bits in that order."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from search.backends.whoosh.writing.facts import NONE

Words = NDArray[np.uint64]
"""Bits of a set of developments, 64 a word, the lowest first."""
WORD = 64


@dataclass(frozen=True)
class Ranked:
    """Developments by primary day, those without one first."""

    documents: NDArray[np.int64]
    days: NDArray[np.int64]
    undated: int
    """How many have no day."""

    @classmethod
    def of(cls, documents: NDArray[np.int64], days: NDArray[np.int64]) -> "Ranked":
        """Put developments in order."""
        order = np.argsort(days, kind="stable")
        return cls(documents[order], days[order], int(np.count_nonzero(days == NONE)))

    def bits(self, mask: NDArray[np.bool_]) -> Words:
        """Return the developments of a mask over all documents."""
        return pack_bits(mask.take(self.documents))

    def days_of(self, rows: NDArray[np.uint64]) -> list[tuple[date | None, date | None]]:
        """Return the first and the last primary day of each of several sets, None where there is none."""
        if self.undated:
            rows = rows & self._dated
        filled = rows != 0
        each = np.arange(len(rows))
        first = filled.argmax(axis=1)
        last = rows.shape[1] - 1 - filled[:, ::-1].argmax(axis=1)
        dates = self._dates
        found = zip(first.tolist(), rows[each, first].tolist(), last.tolist(), rows[each, last].tolist(), strict=True)
        return [
            (dates[at * WORD + (low & -low).bit_length() - 1], dates[end * WORD + high.bit_length() - 1])
            if low
            else (None, None)
            for at, low, end, high in found
        ]

    @cached_property
    def _dates(self) -> list[date | None]:
        """The days as dates, which is quicker to have than to make for every value that is shown."""
        known = {day: date.fromordinal(day) for day in np.unique(self.days).tolist() if day != NONE}
        return [known.get(day) for day in self.days.tolist()]

    @cached_property
    def _dated(self) -> Words:
        """The developments that have a day."""
        return pack_bits(np.arange(len(self.documents)) >= self.undated)


def pack_bits(flags: NDArray[np.bool_]) -> Words:
    """Return flags as bits along the last axis, at least one word."""
    packed = np.packbits(flags, axis=-1, bitorder="little")
    size = packed.shape[-1]
    words = np.zeros((*packed.shape[:-1], max(size + -size % 8, 8)), np.uint8)
    words[..., :size] = packed
    return words.view("<u8").astype(np.uint64, copy=False)
