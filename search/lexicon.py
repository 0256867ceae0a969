"""The words of an archive, unstemmed: for prefixes and for spelling."""

from bisect import bisect_left
from collections.abc import Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA


class Lexicon:
    """Words in alphabetical order, each with the number of entry fields that have it."""

    def __init__(self, frequencies: Mapping[str, int]) -> None:
        self._frequencies = frequencies
        self._words = sorted(frequencies)

    def __contains__(self, word: str) -> bool:
        return word in self._frequencies

    def starting(self, prefix: str) -> list[str]:
        """Return the words that start with a prefix."""
        low = bisect_left(self._words, prefix)
        high = bisect_left(self._words, prefix + "\U0010ffff")
        return self._words[low:high]

    def nearest(self, word: str) -> str | None:
        """Return the likeliest word meant: one slip in four to six letters, two in longer ones; None if none is near."""
        allowed = 0 if len(word) < 4 else 1 if len(word) < 7 else 2
        if not allowed:
            return None
        found = process.extract(word, self._words, scorer=OSA.distance, score_cutoff=allowed, limit=20)
        best = min(
            found, key=lambda row: (row[1], row[0][0] != word[0], -self._frequencies[row[0]], row[0]), default=None
        )
        return best[0] if best else None
