"""Hyphens at line ends: which were put there by a typesetter and go when the lines are joined."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

FOLDED: Final = "\x02"  # PDFium's character for a hyphen at the end of a line
SOFT: Final = "\xad"
HYPHENS: Final = f"-{FOLDED}\u2010"
WORD: Final = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
FOLD: Final = re.compile(rf"(?<![^\W\d_])[^\W\d_]++[{HYPHENS}{SOFT}]\n[^\W\d_]+")  # from a word's start only: linear
HEAD: Final = re.compile(r"(?<![^\W\d_])(?<![-\u2010])[^\W\d_]{2,}$")
TAIL: Final = re.compile(r"[^\W\d_]+")
# A word that goes on with one of these after a hyphen was cut in two, unless the part is a word of its own or follows
# a prefix that is often written with a hyphen.
CUT_TAILS: Final = re.compile(
    r"(?:[a-z]{0,3}(?:tion|sion|cian)(?:s|al|ally)?|[a-z]{0,3}(?:ment|ness)(?:s|al)?|[a-z]{0,3}(?:ity|ities)"
    r"|[a-z]{0,2}(?:ance|ence|ances|ences|ously|ically|ical)"
    r"|[bcdgklmnprstv]?(?:ing|ings|ive|ives|ed|er|ers|ly|ous|able|ible|ize|ized|ary|ory|ated))"
)
WORDS: Final = frozenset(
    "action actions auction bed caution city cities dance diction entity fence fiction king kings led live lives mansion "
    "mention mission missions motion motions nation nations notion notional national nationally option optional options "
    "pension potion question ration rations red ring rings section sectional sections session sessions song station "
    "stations suction table tables tension torsion traction unity vision visions wed wing wings".split()
)
PREFIXES: Final = frozenset(
    "all anti bi co counter cross ex high inter long low mid multi non post pre pro re self semi short sub tri ultra well".split()
)


class Hyphens:
    """Decides by the document's own words first; a hyphen in doubt stays."""

    __slots__ = ("_words",)

    def __init__(self, lines: Iterable[str]) -> None:
        unfolded = FOLD.sub(" ", "\n".join(lines))
        self._words = {word.casefold() for word in WORD.findall(unfolded)}

    def join(self, lines: Sequence[str]) -> str:
        """The lines of one paragraph as one text."""
        joined = [self._lead_on(line, following) for line, following in pairwise(lines)]
        last = lines[-1]
        return "".join((*joined, last.removesuffix(FOLDED) + "-" * last.endswith(FOLDED)))

    def _lead_on(self, line: str, following: str) -> str:
        """A line as it stands before the text of the next."""
        if line.endswith(SOFT):
            return line[:-1]
        if line[-1] not in HYPHENS or not line[-2:-1].isalnum():
            return f"{line} "
        return line[:-1] + ("" if self._is_cut(line[:-1], following) else "-")

    def _is_cut(self, before: str, following: str) -> bool:
        head, tail = HEAD.search(before[-100:]), TAIL.match(following)
        if not head or not tail or not tail[0].islower():
            return False
        whole, compound = (head[0] + tail[0]).casefold(), f"{head[0]}-{tail[0]}".casefold()
        if whole in self._words or compound in self._words:
            return compound not in self._words
        if tail[0] in WORDS or tail[0] in self._words or head[0].casefold() in PREFIXES:
            return False
        return CUT_TAILS.fullmatch(tail[0]) is not None
