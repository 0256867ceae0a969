"""Hard wraps: at which width a plain text was folded, if at all, and which of its line breaks are folds."""

import re
from collections.abc import Iterable
from itertools import accumulate
from typing import Final, NamedTuple

NARROWEST: Final = 50  # columns; the usual widths are 72 to 100
WIDEST: Final = 120
ENOUGH_FOLDS: Final = 3  # breaks that agree on one width by chance: rarely three
AGREEMENT: Final = 0.7  # share of breaks that agree; the others are titles, addresses, ends of paragraphs
ENDS_SENTENCE: Final = re.compile(r"[.!?:;][\"'”’)\]]*$")
HYPHEN_AT_END: Final = re.compile(r"\w-$")


class LineBreak(NamedTuple):
    """A break between two lines of text: the first's length and the width at which the next word would have fitted."""

    length: int
    fits_at: int
    runs_on: bool  # a sentence plainly goes on across the break

    def is_fold(self, width: int | None) -> bool:
        """Whether whoever fills lines up to `width` had to break here."""
        return width is not None and self.length <= width < self.fits_at


def break_between(line: str, following: str) -> LineBreak:
    """The break between two adjacent lines, both as written, neither blank."""
    length = len(line.rstrip())
    word = following.split(maxsplit=1)[0]
    runs_on = word[0].islower() and not ENDS_SENTENCE.search(line.rstrip())
    return LineBreak(length, length + 1 + len(word), runs_on)


def find_width(breaks: Iterable[LineBreak]) -> int | None:
    """The width that most breaks agree on as one at which their lines had to be folded, None where they do not agree.

    A break is a fold at every width from its line's length to where the next word would have fitted. A page with a
    line a paragraph breaks anywhere, so that its breaks agree on nothing; few breaks count only where one runs on.
    """
    known = [b for b in breaks if b.length <= WIDEST]
    votes = _count_votes(known)
    width = max(range(NARROWEST, WIDEST + 1), key=votes.__getitem__)
    folds = [b for b in known if b.is_fold(width)]
    if not folds or len(folds) < AGREEMENT * len(known):
        return None
    return width if len(folds) >= ENOUGH_FOLDS or any(b.runs_on for b in folds) else None


def _count_votes(breaks: list[LineBreak]) -> list[int]:
    steps = [0] * (WIDEST + 2)
    for b in breaks:
        steps[b.length] += 1
        steps[min(b.fits_at, WIDEST + 1)] -= 1
    return list(accumulate(steps))


def join_lines(lines: list[str]) -> str:
    """Folded lines as one; a word folded at its own hyphen gets no space."""
    joined = [line.strip() + ("" if HYPHEN_AT_END.search(line.rstrip()) else " ") for line in lines]
    return "".join(joined)
