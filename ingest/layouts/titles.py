"""Titles: what a page is called, and the occasion and publisher that it names."""

import re
from collections.abc import Iterable, Sequence

from ingest.layouts.line_kinds import OPENING, ROWS, VOLUME, LineKind
from ingest.layouts.lines import Line

STATED = re.compile(VOLUME, re.IGNORECASE)
TITLES = tuple(row.pattern for row in ROWS if row.kind is LineKind.TITLE)
LABEL = next(row.pattern for row in ROWS if row.kind is LineKind.HEADLINES)
QUOTED_NAME = re.compile(r"^\W*((?:[\w.-]+\s+){0,5}Digest)\b", re.IGNORECASE)
OPENINGS = re.compile(OPENING, re.IGNORECASE)
REPEATING = re.compile(r"(?:Download|Publications?)\b", re.IGNORECASE)
NO_OCCASION = frozenset("the in top latest main key our today's this week's weekly news issue".split())
PUBLISHERS = {
    "Sasakawa USA": re.compile(r"\bSasakawa (?:USA|Peace Foundation USA)\b", re.IGNORECASE),
}
"""Publishers of digests, and the words on a page that say so."""


def stated_number(text: str) -> tuple[int, int] | None:
    """Volume and number that a title states."""
    found = STATED.search(text)
    return (int(found["volume"]), int(found["number"])) if found else None


def choose_title(lines: Sequence[Line], first: int, last: int, page_title: str | None) -> str | None:
    """The title of the digest whose lines are `first` to `last`: the nearest one above it that states a number.

    Then the document's own title, then one that states none, and last a download line below, which repeats the title;
    other titles below belong to other issues.
    """
    above = [line.text for line in reversed(lines[:first]) if line.kind is LineKind.TITLE and line.text]
    below = [line.text for line in lines[last:] if line.kind is LineKind.TITLE and REPEATING.match(line.text)]
    own = [page_title] if page_title and "digest" in page_title.lower() else []
    about = [line.text for line in lines if line.kind is LineKind.ABOUT]
    candidates = [*above, *own, *below]
    numbered = [text for text in candidates if stated_number(text)]
    named = [name for text in (*numbered, *candidates, *about) if (name := _name(text))]
    if not named:
        return numbered[0] if numbered else None
    volume, number = (numbered and stated_number(numbered[0])) or (None, None)
    return titled(named[0], volume, number)


def titled(title: str | None, volume: int | None, number: int | None) -> str | None:
    """A title with its volume and number in the usual form, such as `… Vol 3.7`; as it stands where they are not known."""
    if title is None or volume is None or number is None:
        return title
    name = STATED.sub("", title).rstrip(" -–—:,")
    return f"{name} Vol {volume}.{number}".strip()


def find_occasion(lines: Iterable[Line]) -> str | None:
    """What the label above the headlines says that the issue is devoted to."""
    for line in lines:
        found = LABEL.match(line.text) if line.kind is LineKind.HEADLINES else None
        words = found["occasion"].strip(" :-–—") if found else ""
        if words and not set(words.lower().replace("’", "'").split()) <= NO_OCCASION:
            return words
    return None


def find_publisher(texts: Iterable[str]) -> str | None:
    """The publisher, only where the page says so outside of its headlines and paragraphs."""
    for text in texts:
        for name, pattern in PUBLISHERS.items():
            if pattern.search(text):
                return name
    return None


def _name(text: str) -> str | None:
    bare = OPENINGS.sub("", text, count=1)
    found = QUOTED_NAME.match(bare)
    return " ".join(found[1].split()) if found else None
