"""Byte strings in two arrays: all of them end to end, and where each ends; sorted ones are dictionaries."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from search.backends.whoosh.storage.arrays import Array, Arrays

_AFTER = b"\xff"
"""Greater than any byte of UTF-8."""


def pack(name: str, values: Iterable[bytes]) -> Mapping[str, Array]:
    """Return the two arrays of some strings."""
    listed = list(values)
    ends = np.cumsum(np.fromiter(map(len, listed), np.int64, len(listed)), dtype=np.int64)
    return {name: np.frombuffer(b"".join(listed), np.uint8), f"{name}_ends": ends}


class Strings:
    """Strings by number."""

    def __init__(self, arrays: Arrays, name: str) -> None:
        self._text = arrays.buffer(name)
        self._ends = memoryview(arrays[f"{name}_ends"])  # type: ignore[arg-type]

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, at: int) -> bytes:
        ends = self._ends
        return bytes(self._text[ends[at - 1] if at else 0 : ends[at]])

    def views(self, numbers: Iterable[int]) -> list[memoryview]:
        """Return strings without copying them."""
        text, ends = self._text, self._ends
        return [text[ends[at - 1] if at else 0 : ends[at]] for at in numbers]

    def __iter__(self) -> Iterator[bytes]:
        text, start = self._text, 0
        for end in self._ends:
            yield bytes(text[start:end])
            start = end

    def decoded(self) -> list[str]:
        """Return all of them as text."""
        return [text.decode() for text in self]


class Dictionary(Strings):
    """Strings in ascending order, each once."""

    def find(self, text: bytes) -> int | None:
        """Return the number of a string; None when it is not there."""
        at = self._first_not_before(text)
        return at if at < len(self) and self[at] == text else None

    def starting(self, prefix: bytes) -> tuple[int, int]:
        """Return the first number of a string with the prefix, and the first after those."""
        return self._first_not_before(prefix), self._first_not_before(prefix + _AFTER)

    def _first_not_before(self, text: bytes) -> int:
        return bisect_left(range(len(self)), text, key=self.__getitem__)


def starts(ends: Array) -> NDArray[np.int64]:
    """Return where each begins, for `ends` of things end to end."""
    found = np.empty(len(ends), np.int64)
    if len(ends):
        found[0] = 0
        found[1:] = ends[:-1]
    return found


def ends(numbers: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    """Return where those of each number below `count` end when things of these numbers stand sorted."""
    return np.cumsum(np.bincount(numbers, minlength=count), dtype=np.int64)


def spread(first: NDArray[np.int64], sizes: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the places `first[i] … first[i] + sizes[i] - 1` for every i, end to end."""
    ends = np.cumsum(sizes)
    total = int(ends[-1]) if len(ends) else 0
    return np.repeat(first - (ends - sizes), sizes) + np.arange(total)
