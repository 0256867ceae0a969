"""What a line of a page is, told from its wording alone: one row a kind, the first that fits."""

import re
from dataclasses import dataclass
from enum import Enum, auto

VOLUME = (
    r"\bVol(?:ume|\.)?\s*\.?\s*(?P<volume>\d{1,2})"
    r"(?:\s*[.,:/–—-]\s*|\s*,?\s*(?:No|Nr|Number|Issue|#)\.?\s*#?\s*)(?P<number>\d{1,2})(?!\d)"
)
"""Volume and number as titles write them: `Vol 3.7`, `Vol 1. 22`, `-Vol 1.9-`, `Volume 3, Number 7`."""

NAME = r"(?P<name>[“\"]?(?:[\w.&’'–-]+\s+){0,5}Digest[”\"]?)"
SITE = r"(?:\s*[-–—|•»:]\s*[\w.’' &-]{1,50}){0,2}"
PICTURE = r"(?:image|photo|picture)s?"
MADE = r"(?:an?|the|our|compiled|published|produced)"
STORIES = r"(?:posts?|publications?|articles?|news|stories|content|reading|items)"
OPENING = r"(?:[←«‹<→\s]*(?:Download|Publications?|Publication:|View|Read|Previous:?|Next:?)\s+)*"


class LineKind(Enum):
    """What a line is; CONTENT is what headlines and paragraphs are made of, NOISE is passed over."""

    TITLE = auto()
    HEADLINES = auto()
    DETAILS = auto()
    IMAGE = auto()
    DOWNLOAD = auto()
    ABOUT = auto()
    INVITATION = auto()
    RELATED = auto()
    COPYRIGHT = auto()
    CREDIT = auto()
    COOKIES = auto()
    BYLINE = auto()
    NOISE = auto()
    CONTENT = auto()


@dataclass(frozen=True, slots=True)
class Row:
    """Lines of a kind: their pattern, how long they can be, and whether one with a bullet can be such a line."""

    kind: LineKind
    pattern: re.Pattern[str]
    longest: int
    bulleted: bool = False


def _row(kind: LineKind, longest: int, pattern: str, *, bulleted: bool = False, flags: int = re.IGNORECASE) -> Row:
    return Row(kind, re.compile(pattern, flags), longest, bulleted)


ROWS = (
    _row(LineKind.TITLE, 130, rf"{OPENING}{NAME}\W*(?:{VOLUME}\W*)?(?:\(PDF\))?{SITE}[\s→»›>]*$", bulleted=True),
    _row(LineKind.TITLE, 40, rf"\W*{VOLUME}\W*$", bulleted=True),
    _row(
        LineKind.HEADLINES, 80, r"(?P<occasion>(?:\S+\s+){0,8})(?:Headlines?|HEADLINES?)\s*:?$", bulleted=True, flags=0
    ),
    _row(LineKind.DETAILS, 20, r"(?:in\s+)?(?:the\s+)?details?\s*:?$", bulleted=True),
    _row(LineKind.IMAGE, 160, rf"\W{{0,3}}\w?\W?{PICTURE}\s*(?:source|credit|courtesy|by\b|:)", bulleted=True),
    _row(LineKind.IMAGE, 120, r"\w?\W?(?:source|credit|courtesy(?:\s+of)?)s?\s*:"),
    _row(LineKind.IMAGE, 250, rf".*\((?:{PICTURE}|source|credit)\b[^()]*\)$"),
    _row(
        LineKind.DOWNLOAD,
        160,
        r"\W*(?:to\s+)?(?:download|view|print|open)\b.*(?:\bpdf\b|\bhere\b|publication|\bdigest\b)",
    ),
    _row(LineKind.ABOUT, 500, rf"\W*(?:[\w.-]+\s+){{0,5}}digest\W{{0,3}}\s*(?:is|was)\s+{MADE}\b"),
    _row(
        LineKind.INVITATION,
        250,
        r"\W*(?:to\s+(?:receive|subscribe|unsubscribe|sign)|subscribe|sign\s+up|(?:contact|follow)\s+us)\b",
    ),
    _row(LineKind.RELATED, 60, rf"(?:related|recent|more|latest|other|similar)\s+{STORIES}\W*$"),
    _row(
        LineKind.RELATED,
        60,
        r"more\s+from\b|leave\s+a\s+(?:reply|comment)|post\s+navigation|about\s+the\s+authors?\W*$",
    ),
    _row(LineKind.COPYRIGHT, 200, r"(?:©|\(c\)|copyright\b)|.*all\s+rights\s+reserved"),
    _row(LineKind.COPYRIGHT, 200, r"(?:.*\|\s*)?(?:privacy\s+policy|terms\s+of\s+(?:use|service)|site\s?map)\b"),
    _row(LineKind.COPYRIGHT, 120, r"(?:19|20)\d\d\s+[^.|]{2,60}\|"),
    _row(
        LineKind.CREDIT,
        160,
        r".*(?:wordpress|\bweb(?:site)?\s+(?:design|development))|(?:site|theme|designed|developed|powered)\b.*\bby\b",
    ),
    _row(LineKind.COOKIES, 900, r"(?=.*\bcookies?\b).*(?:\bwe\b|\bsite\b|browser|consent|accept|\bour\b)"),
    _row(LineKind.COOKIES, 200, r".*(?:enable\s+javascript|skip\s+to\s+(?:main\s+)?content)"),
    _row(
        LineKind.BYLINE,
        160,
        r"(?:posted|published|updated|written|filed|categor\w+|tags?|tagged|share)\s*(?::|(?:on|by|in|under|this)\b)",
    ),
    _row(LineKind.BYLINE, 60, r"By\s+(?:Dr\.\s+)?[A-Z][\w.]+(?:\s+[A-Z][\w.-]+){1,3}$", flags=0),
    _row(LineKind.NOISE, 300, r"(?:https?://|www\.)\S+$", bulleted=True),
    _row(LineKind.NOISE, 20, r"\W*(?:page\s+)?\d+(?:\s*(?:of|/)\s*\d+)?\W*$", bulleted=True),
    _row(LineKind.NOISE, 12, r"\W*\w?\W*$", bulleted=True),
)
SHORTEST_HEADLINE = 4
"""Words: a line of fewer, without bullet and without a full stop, is a menu entry, a name or a stray letter."""


def kind_of(text: str, *, bullet: bool) -> LineKind:
    """The kind of a line; wording counts only for whole lines of the usual length, and seldom for bulleted ones."""
    for row in ROWS:
        if len(text) <= row.longest and (row.bulleted or not bullet) and row.pattern.match(text):
            return row.kind
    if not bullet and len(text.split()) < SHORTEST_HEADLINE and len(text) < 40:
        return LineKind.NOISE
    return LineKind.CONTENT
