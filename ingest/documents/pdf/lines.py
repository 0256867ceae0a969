"""Lines of a PDF: their text and place, with what the file draws in pieces put together."""

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from ingest.documents.characters import BULLET_GLYPHS

LIGATURES: Final = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
ROUND_BULLET: Final = re.compile(r"o(?= |$)")  # Word draws its second bullet as an "o" in Courier New
LONE_BULLETS: Final = frozenset((*BULLET_GLYPHS, "-", "–"))
SAME_BASELINE: Final = 0.35  # of the size
WORD_SPACE: Final = 1.5  # of the size: pieces of one baseline that are nearer belong to one line


class Line(NamedTuple):
    """A line as PDFium has it, in points from the lower left; `size` is the height of its first character's box."""

    text: str
    left: float
    bottom: float
    top: float
    right: float
    size: float


class Sheet(NamedTuple):
    """A page of a PDF: its height in points and its lines in the order of its content."""

    height: float
    lines: list[Line]


def tidy(lines: Iterable[Line]) -> Iterator[Line]:
    """Lines with letters for ligatures, a bullet for the letter drawn as one, and pieces of one baseline joined."""
    last: Line | None = None
    for line in map(_spell_out, lines):
        if last and _is_beside(last, line):
            last = last._replace(text=f"{last.text} {line.text}", right=line.right)
            continue
        if last:
            yield last
        last = line
    if last:
        yield last


def _spell_out(line: Line) -> Line:
    text = " ".join(line.text.translate(LIGATURES).split())
    return line._replace(text=ROUND_BULLET.sub("•", text, count=1) if text.startswith("o") else text)


def _is_beside(last: Line, line: Line) -> bool:
    lies_level = abs(last.bottom - line.bottom) < SAME_BASELINE * max(last.size, line.size)
    near = last.text in LONE_BULLETS or line.left - last.right < WORD_SPACE * line.size
    return lies_level and line.left > last.right - line.size and near
