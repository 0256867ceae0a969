"""Matched: what a part of a plan matches, as ascending document numbers with scores, and how parts are put together.

Scores are added in the order of the plan, as the specification adds them, so that they are the same to the last bit.
"""

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from search.backends.whoosh.execution.columns import Floats, Ints
from search.backends.whoosh.execution.segments import Mask

FEW = 16
"""How many times smaller something must be for looking up each of its elements to beat a mask over everything."""


class Matched:
    """Entries that match, ascending, and the score of each; `size` is how many documents there are."""

    def __init__(self, documents: Ints, scores: Floats, size: int) -> None:
        self.documents = documents
        self.scores = scores
        self.size = size

    @cached_property
    def mask(self) -> Mask:
        """The same as a mask over all documents."""
        found = np.zeros(self.size, np.bool_)
        found[self.documents] = True
        return found

    @property
    def nbytes(self) -> int:
        """How much memory it takes at most."""
        return self.documents.nbytes + self.scores.nbytes + self.size + 500

    def within(self, mask: Mask) -> "Matched":
        """Return the same for those in a mask."""
        chosen = mask.take(self.documents)
        if chosen.all():
            return self
        places = chosen.nonzero()[0]  # and take: a third of the time of indexing by a mask
        return Matched(self.documents.take(places), self.scores.take(places), self.size)

    def among(self, documents: Ints) -> Ints:
        """Return those of some ascending documents that are matched."""
        if len(documents) * FEW < len(self.documents):
            places = np.searchsorted(self.documents, documents)
            places[places == len(self.documents)] = 0
            return documents.compress(self.documents.take(places) == documents)
        return documents.compress(self.mask.take(documents))

    def scores_of(self, few: "Matched") -> Floats:
        """Return its scores of documents that all are among its own."""
        if len(few.documents) == len(self.documents):
            return self.scores
        if len(few.documents) * FEW < len(self.documents):
            return self.scores[np.searchsorted(self.documents, few.documents)]
        return self.scores.compress(few.mask.take(self.documents))


def nothing(size: int) -> Matched:
    """Match no document."""
    return Matched(np.empty(0, np.int64), np.empty(0), size)


def every(parts: Sequence[Matched], without: Sequence[Matched], entries: Mask) -> Matched:
    """Match what every part matches and none of `without`; the scores are added."""
    ordered = sorted(parts, key=lambda part: len(part.documents))
    documents = ordered[0].documents if ordered else np.flatnonzero(entries)
    for part in ordered[1:]:
        documents = part.among(documents)
    for part in without:
        documents = documents.compress(~part.mask.take(documents))
    found = Matched(documents, np.zeros(len(documents)), len(entries))
    for part in parts:
        found.scores += part.scores_of(found)
    return found


def some(parts: Sequence[Matched], size: int, *, coordinate: bool = False) -> Matched:
    """Match what one part matches at least; the scores are added, times the share of parts with `coordinate`."""
    found = add([(part.documents, part.scores) for part in parts], size)
    if coordinate and parts:
        count = add([(part.documents, np.ones(len(part.documents))) for part in parts], size)
        found.scores = found.scores * (count.scores / len(parts))
    return found


def best(parts: Sequence[Matched], size: int) -> Matched:
    """Match what one part matches at least; the best score counts."""
    documents = _union([part.documents for part in parts], size)
    total = np.zeros(size)
    for part in parts:
        total[part.documents] = np.maximum(total[part.documents], part.scores)
    return Matched(documents, total[documents], size)


def add(parts: Sequence[tuple[Ints, Floats]], size: int) -> Matched:
    """Add the scores of several, in order."""
    parts = [part for part in parts if len(part[0])]
    if not parts:
        return nothing(size)
    if len(parts) == 1:
        return Matched(parts[0][0], parts[0][1], size)
    if sum(len(documents) for documents, _ in parts) * FEW < size:
        documents, places = np.unique(np.concatenate([found for found, _ in parts]), return_inverse=True)
        return Matched(
            documents,
            np.bincount(places, np.concatenate([scores for _, scores in parts])).astype(np.float64, copy=False),
            size,
        )
    total = np.zeros(size)
    for documents, scores in parts:
        total[documents] += scores
    documents = _union([found for found, _ in parts], size)
    return Matched(documents, total[documents], size)


def _union(parts: Sequence[Ints], size: int) -> Ints:
    if sum(map(len, parts)) * FEW < size:
        return np.unique(np.concatenate([np.empty(0, np.int64), *parts]))
    found = np.zeros(size, np.bool_)
    for documents in parts:
        found[documents] = True
    return np.flatnonzero(found)
