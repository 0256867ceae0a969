"""Tenses: whether the words around a month without a year look back or ahead, and the year that follows from it."""

import re
from typing import Final, Literal

from ingest.draft import Days
from ingest.extract.dates.points import Point, gap, place, turn

Tense = Literal["past", "ahead"]

# Words that look ahead, words that look back. The nearest one before a date in its sentence decides, else the first behind.
# Verbs of saying and promising (said, agreed, announced) stand in the past and tell nothing of when.
_AHEAD: Final = (
    r"(?:will|would|shall|should|could|may|might|plan(?:s|ned|ning)?|schedul(?:es|ed)|slated|set\s(?:for|to)|due|expect(?:s|ed)?|hopes?|hoped|next"
    r"|upcoming|coming|aim(?:s|ed)?|intend(?:s|ed)?|(?:is|are|was|were)\sto|to\sbe|penciled|ready|prepar(?:es?|ing)|begins?|starts?|opens?"
    r"|follows|returns?|ends?|closes?|launches|arrives?|takes?\s(?:place|effect)|meets?|visits|hosts|travels|expires?|decides?|resumes?"
    r"|departs?|leaves|holds|comes|goes\sto|continues|later)"
)
_PAST: Final = (
    r"(?:was|were|had|did|been|ago|last|earlier|previous(?:ly)?|former(?:ly)?|those\sof|that\sof|(?!followed|announced|noted|stated|added|agreed|promised"
    r"|pledged|vowed|reported|confirmed|decided|approved|invited|warned|proposed|declared|asked|need|indeed|speed|unmanned|united|allied)[a-z]{2,}ed"
    r"|began|begun|held|met|won|sold|sent|gave|took|came|went|fell|rose|saw|built|bought|brought|left|lost|made|paid|ran|led|sank|shot|struck"
    r"|spoke|stood|drew|grew|became|broke|chose|flew|found|got|kept|laid|withdrew|theft|taken|given|seen|done)"
)
_CUE: Final = re.compile(rf"(?<![\w-])(?:(?P<ahead>{_AHEAD})|(?P<past>{_PAST}))(?![\w-])")
_SENTENCE_END: Final = re.compile(
    r"(?<![A-Z])(?<!\bSept)(?<!\bGen)(?<!\bGov)(?<!\bSen)(?<!\bRep)(?<!\bCorp)(?<!\bInc)(?<!\bCo)(?<!\bAdm)[.!?;][”\"’)]{0,2}\s"
)
# Days from the period within which a month is meant, whatever the words say; a part of one is told of near times only.
_NEAR: Final = {"part-of-month": 122}
_NEAR_MONTH: Final = 62
_LOOK: Final = 160  # characters before and behind
_AHEAD_WEIGHT: Final = 1.25  # news tell more of what was than of what comes: months alike far away are the past ones


def settle(point: Point, text: str, period: Days) -> Point:
    """A point without a year in the year that the words around it ask for, else in the nearest one to the period."""
    nearest = place(point, period)
    if point.year is not None or nearest is None or gap(nearest, period) <= _NEAR.get(point.precision, _NEAR_MONTH):
        return point
    tense = tense_at(text, point.start, point.end)
    back, ahead = turn(point, "since", period), turn(point, "by", period)
    if tense is None:
        before, after = place(back, period), place(ahead, period)
        if before is None or after is None:
            return point
        tense = "past" if gap(before, period) <= gap(after, period) * _AHEAD_WEIGHT else "ahead"
    return back if tense == "past" else ahead


def tense_at(text: str, start: int, end: int) -> Tense | None:
    """Whether the sentence around characters `start` to `end` looks back or ahead there; None where nothing tells."""
    before = text[max(0, start - _LOOK) : start]
    begins = max((match.end() for match in _SENTENCE_END.finditer(before)), default=0)
    *_, cue = [None, *_CUE.finditer(before, begins)]
    if cue is None:
        behind = text[end : end + _LOOK]
        stop = _SENTENCE_END.search(behind)
        cue = _CUE.search(behind, 0, stop.start() if stop else len(behind))
    if cue is None:
        return None
    return "ahead" if cue["ahead"] else "past"
