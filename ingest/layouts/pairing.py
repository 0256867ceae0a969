"""Pairing: which headline a paragraph belongs to."""

import re
from collections import Counter
from collections.abc import Sequence

WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)?")
COMMON = frozenset(
    """a an and are as at be been both but by for from has have had in into is it its more new of on or over
    said s that the their them these they this to two three was were which while who will with us japan japanese alliance""".split()
)
SAME_PLACE = 0.5
"""What it counts that headline and paragraph have the same place: enough where words say nothing, less than a rare word."""
LEAST = 0.5


def pair(headlines: Sequence[str], paragraphs: Sequence[str]) -> tuple[int | None, ...]:
    """For each paragraph the number of its headline from 1, None where it has none.

    With equal counts each has the one in its own place (so on every page seen); else the pairs are those that share
    most, in order, where a word counts the more the fewer texts hold it.
    """
    if len(headlines) == len(paragraphs):
        return tuple(range(1, len(headlines) + 1))
    likeness = _likeness(headlines, paragraphs)
    return _best_in_order(likeness)


def words_of(text: str) -> frozenset[str]:
    """The telling words of a text in lower case, plurals and possessives made one with their stems."""
    words = (word.lower().replace("’", "'").removesuffix("'s") for word in WORD.findall(text))
    return frozenset(word.removesuffix("s") if len(word) > 4 else word for word in words if word not in COMMON)


def _likeness(headlines: Sequence[str], paragraphs: Sequence[str]) -> list[list[float]]:
    above, below = [words_of(text) for text in headlines], [words_of(text) for text in paragraphs]
    held = Counter(word for words in (*above, *below) for word in words)
    return [
        [sum(2.0 / held[word] for word in one & other) + SAME_PLACE * (row == place) for place, one in enumerate(above)]
        for row, other in enumerate(below)
    ]


def _best_in_order(likeness: Sequence[Sequence[float]]) -> tuple[int | None, ...]:
    """The pairs of rows and columns with the greatest sum that do not cross; each at least LEAST."""
    rows, columns = len(likeness), len(likeness[0]) if likeness else 0
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for row in range(rows - 1, -1, -1):
        for column in range(columns - 1, -1, -1):
            best[row][column] = max(_choices(likeness, best, row, column))
    found: list[int | None] = [None] * rows
    row = column = 0
    while row < rows and column < columns:
        paired, without_headline, without_paragraph = _choices(likeness, best, row, column)
        if paired >= max(without_headline, without_paragraph):
            found[row] = column + 1
            row, column = row + 1, column + 1
        elif without_headline > without_paragraph:
            row += 1
        else:
            column += 1
    return tuple(found)


def _choices(
    likeness: Sequence[Sequence[float]], best: Sequence[Sequence[float]], row: int, column: int
) -> tuple[float, float, float]:
    """Sums from here on: with this pair, with the row left alone, with the column left alone."""
    alike = likeness[row][column]
    paired = alike + best[row + 1][column + 1] if alike >= LEAST else -1.0
    return paired, best[row + 1][column], best[row][column + 1]
