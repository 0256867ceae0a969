"""Clauses: the words that belong to one sum, cut where the sentence turns to something else."""

import re
from bisect import bisect_right
from typing import Final

_SENTENCE_END: Final = re.compile(r"[.!?][”\"’)]?\s{1,3}(?=[A-Z“\"(~$¥€£])")
_NOT_AN_END: Final = re.compile(r"\b(?:Mt|Dr|Gen|Adm|Lt|Sen|Rep|Gov|Jr|Sr|St|No|vs|Co|Inc|Corp|Ltd|U\.S|[A-Z])$")
_CLAUSE_END: Final = re.compile(
    r"[,;:()\[\]“”\"—–]|\.(?=\s|$|[”\"])"
    r"|\s(?:while|which|that|whereas|when|where|who|amid|although|though|because|since|after|before|including|according|following|but"
    r"|over|by|as|via|through|under|per|will|would|has|have|had|was|were|is|are)\s"
    r"|\s(?:in|from|during)\s\d|\sfor\s\d+\s(?:years|months)|\s(?:in|from|for|during)\s(?:fiscal|FY|the\s(?:next|coming|past|first)|(?:two|three|four|five|six|seven|eight|nine|ten)\syears)"
    r"|\sand\s(?=an?\s[$¥€£]|another\b|about\s|more\s|over\s|[$¥€£~\d]|to\s|(?:will\s|[A-Z][\w’']*\s(?:will|would|has|to)\b))"
)
CLAUSE: Final = 200  # characters that a clause is looked for in
MOST_WORDS: Final = 12


def sentence_starts(text: str) -> list[int]:
    """Where each sentence starts, the first at 0."""
    ends = (m for m in _SENTENCE_END.finditer(text) if not _NOT_AN_END.search(text[max(0, m.start() - 6) : m.start()]))
    return [0, *(m.end() for m in ends)]


def sentence_of(starts: list[int], at: int) -> tuple[int, int | None]:
    """Start and end of the sentence that holds character `at`; None is the end of the text."""
    i = bisect_right(starts, at)
    return starts[i - 1], starts[i] if i < len(starts) else None


def clause_after(text: str, at: int, stop: int | None = None) -> str:
    """The words from `at` to the end of their clause, at most `CLAUSE` characters."""
    rest = text[at : min(at + CLAUSE, len(text) if stop is None else stop)]
    end = _CLAUSE_END.search(rest)
    return rest if end is None else rest[: end.start()]


def trim(words: str) -> str | None:
    """At most `MOST_WORDS` words, without the little ones that lead on to words cut off; None where nothing is left."""
    kept = words.split()[:MOST_WORDS]
    while kept and kept[-1].casefold() in _DANGLING:
        kept.pop()
    return " ".join(kept).strip(" .,;:-") or None


_DANGLING: Final = frozenset(
    "a an the of for to in on at with and or from into toward towards its their between joint new more than".split()
)
