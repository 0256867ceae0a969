"""Surveys: what words and values a corpus has and how often, so that questions can be drawn from it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from bench.rows import Row
from search.analysis import STOP_WORDS, term_of

SAMPLED = 2_000
LEAST_LETTERS = 4


@dataclass(slots=True)
class Tally:
    """Counts over all rows, and some rows in full."""

    size: int = 0
    words: Counter[str] = field(default_factory=Counter)
    terms: Counter[str] = field(default_factory=Counter)
    topics: Counter[str] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)
    months: Counter[int] = field(default_factory=Counter)
    dollars: list[int] = field(default_factory=list)
    sample: list[Row] = field(default_factory=list)


def tally(rows: Iterable[Row], size: int) -> Tally:
    """Count what is in the rows, of which there are about `size`."""
    found = Tally()
    step = max(1, size // SAMPLED)
    for row in rows:
        if found.size % step == 0:
            found.sample.append(row)
        found.size += 1
        found.words.update(row["words"].split())
        found.terms.update({*row["summary"].split(), *row["title"].split()})
        found.topics.update(row["topic"])
        found.countries.update(row["country"])
        found.months.update(row["months"])
        if row["floor"] is not None:
            found.dollars.append(row["floor"])
    return found


class Survey:
    """Words by how many developments have them, and phrases that were said."""

    def __init__(self, found: Tally) -> None:
        self.found = found

    def between(self, least: float, most: float) -> list[str]:
        """Plain words that so large a share of the developments have (at least two of them), the most frequent first."""
        low, high = max(2, least * self.found.size), most * self.found.size
        return [word for word, count in self._plain if low <= count <= high]

    def rare(self) -> list[str]:
        """Plain words that 2 to 5 developments have, in alphabetical order."""
        return sorted(word for word, count in self._plain if 2 <= count <= 5)

    def stop_words(self) -> list[str]:
        """Stop words, the most frequent first."""
        return [word for word, _ in self.found.words.most_common() if word in STOP_WORDS]

    def phrases(self) -> list[tuple[str, str]]:
        """Pairs of plain words that stand side by side in a sampled summary, with how many rows of the sample have both: most first."""
        pairs: Counter[tuple[str, str]] = Counter()
        for row in self.found.sample:
            said = row["said"].split()
            pairs.update({pair for pair in pairwise(said) if all(map(_plain, pair))})
        return [pair for pair, _ in sorted(pairs.items(), key=lambda found: (-found[1], found[0]))]

    def prefixes(self, letters: int, most: int) -> list[str]:
        """Beginnings of at most `most` words and of that many letters, those with most words first."""
        begun = Counter(word[:letters] for word in self.found.words if len(word) >= letters and word.isascii())
        allowed = [(count, text) for text, count in begun.items() if count <= most and text.isalpha()]
        return [text for _, text in sorted(allowed, reverse=True)]

    @cached_property
    def _plain(self) -> list[tuple[str, int]]:
        counted = ((word, self.found.terms[term_of(word)[1]]) for word in self.found.words if _plain(word))
        return sorted(counted, key=lambda found: (-found[1], found[0]))


def _plain(word: str) -> bool:
    return len(word) >= LEAST_LETTERS and word.isascii() and word.isalpha() and word not in STOP_WORDS
