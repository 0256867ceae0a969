"""Postings: where one term of a field stands, in the forms in which Whoosh wants it."""

from bisect import bisect_left
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from typing import Any, Self

from whoosh.matching import ListMatcher, ReadTooFar
from whoosh.reading import TermInfo
from whoosh.system import pack_uint

from search.backends.whoosh.storage.arrays import Array


@dataclass(frozen=True, slots=True)
class Places:
    """Positions of a term, those of each document end to end, and where its field begins in the numbering of positions."""

    positions: Array
    begins: Array


@dataclass(frozen=True, slots=True)
class Postings:
    """Documents of a term, ascending, at least one: how often each has it and how long its field is.

    `places` is None where positions are not kept.
    """

    documents: Array
    counts: Array
    lengths: Array
    places: Places | None = None

    def info(self) -> TermInfo:
        """Return Whoosh's statistics of the term; deleted documents are counted, as everywhere in Whoosh."""
        return TermInfo(
            weight=float(self.counts.sum()),
            df=len(self.documents),
            minlength=int(self.lengths.min()),
            maxlength=int(self.lengths.max()),
            maxweight=float(self.counts.max()),
            minid=int(self.documents[0]),
            maxid=int(self.documents[-1]),
        )

    def matcher(self, term: tuple[str, bytes], format: Any, scorer: Any) -> "PostingsMatcher":
        """Return a matcher over the documents whose values are encoded as a posting format of Whoosh."""
        return PostingsMatcher(
            self.documents.tolist(),
            weights=self.counts.astype(float).tolist(),
            values=Values(self, format),
            format=format,
            scorer=scorer,
            term=term,
            terminfo=self.info(),
        )


class Values:
    """What Whoosh would have stored with each posting; it is encoded when it is asked for."""

    def __init__(self, postings: Postings, format: Any) -> None:
        self._counts, self._places, self._format = postings.counts, postings.places, format
        self._ends = postings.counts.cumsum(dtype=int)

    def __len__(self) -> int:
        return len(self._counts)

    def __getitem__(self, at: int) -> bytes:
        count, end = int(self._counts[at]), int(self._ends[at])
        if self._places is None:
            return bytes(pack_uint(count))
        positions = self._places.positions[end - count : end] - self._places.begins[at]
        return bytes(self._format.encode(positions.tolist()))

    def __iter__(self) -> Iterator[bytes]:
        return map(self.__getitem__, range(len(self)))


class PostingsMatcher(ListMatcher):  # type: ignore[misc]
    """Whoosh's matcher over lists, as one block: it skips by bisection and asks the statistics for the block's maximum."""

    _i: int

    def skip_to(self, id: int) -> None:
        """Move to the first document that is not before `id`. Raises ReadTooFar at the end."""
        if not self.is_active():
            raise ReadTooFar
        self._i = bisect_left(self._ids, id, self._i)

    def skip_to_quality(self, minquality: float) -> int:
        """Move to the end when no document scores more; return how many blocks were skipped, which nobody needs."""
        if self.is_active() and self.block_quality() <= minquality:
            self._i = len(self._ids)
        return 0

    def block_max_weight(self) -> float:
        """Return how often the term stands where it stands most."""
        return float(self._terminfo.max_weight())

    def copy(self) -> Self:
        """Return a matcher of its own place, with the statistics, which Whoosh's copy forgets."""
        return copy(self)
