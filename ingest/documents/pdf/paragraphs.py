"""Paragraphs of a PDF: which lines go on with the one before, by where they stand on the page."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from ingest.documents.characters import take_bullet
from ingest.documents.pdf.hyphens import FOLDED
from ingest.documents.pdf.lines import Line

LEAST_LEADING: Final = 0.8  # of the size of a line's box: nearer lines overlap
MOST_LEADING: Final = 2.5  # wider ones are double-spaced at most
SPACED: Final = 1.35  # of the leading, from which lines stand apart
OTHER_SIZE: Final = 0.2
OUTDENT: Final = 3.0  # points to the left of a paragraph's other lines, at which the next one begins
INDENT: Final = 12.0  # points to their right
COLUMN: Final = 40.0  # points: lines whose left edges are in one or the next such strip share a column
ENDS_SENTENCE: Final = re.compile(r"[.!?:][\"'”’)\]]*$")


@dataclass(slots=True)
class Paragraph:
    """Lines of one paragraph, and the page on which it begins."""

    sheet: int
    bullet: bool
    lines: list[Line]


class Columns:
    """How far lines go to the right in each column of a page."""

    __slots__ = ("_edges",)

    def __init__(self, lines: Iterable[Line]) -> None:
        self._edges: dict[int, float] = {}
        for line in lines:
            strip = int(line.left // COLUMN)
            self._edges[strip] = max(self._edges.get(strip, line.right), line.right)

    def is_full(self, line: Line, following: Line) -> bool:
        """Whether the first word of `following` found no room at the end of `line`."""
        strip = int(line.left // COLUMN)
        edge = max(self._edges.get(s, line.right) for s in (strip - 1, strip, strip + 1))
        word = following.text.split(" ", 1)[0]
        width = (following.right - following.left) / len(following.text) * (len(word) + 1)
        return line.right + width > edge


def find_leading(pages: Iterable[Sequence[Line]]) -> float:
    """The step from line to line as a multiple of the size; a quarter of all steps are no wider."""
    steps = [(a.bottom - b.bottom) / a.size for lines in pages for a, b in pairwise(lines) if a.size > 0]
    close = sorted(step for step in steps if LEAST_LEADING < step < MOST_LEADING)
    return close[len(close) // 4] if close else 1.0


def gather_paragraphs(pages: Sequence[Sequence[Line]], leading: float) -> list[Paragraph]:
    """The paragraphs of all pages; one may go on over the end of a page."""
    paragraphs: list[Paragraph] = []
    columns = Columns([])
    for sheet, lines in enumerate(pages):
        before, columns = columns, Columns(lines)
        for number, line in enumerate(lines):
            last = paragraphs[-1] if paragraphs else None
            if last and _goes_on(last, line, columns if number else before, leading, turned=not number):
                last.lines.append(line)
            else:
                paragraphs.append(Paragraph(sheet, take_bullet(line.text)[0], [line]))
    return paragraphs


def _goes_on(paragraph: Paragraph, line: Line, columns: Columns, leading: float, *, turned: bool) -> bool:
    last = paragraph.lines[-1]
    if take_bullet(line.text)[0] or abs(line.size - last.size) > OTHER_SIZE * max(line.size, last.size):
        return False
    if last.text.endswith(FOLDED):
        return True
    ended = ENDS_SENTENCE.search(last.text) is not None
    step = last.bottom - line.bottom
    if turned or step <= 0:  # another page or column: only what plainly was cut goes on
        return not ended and columns.is_full(last, line)
    if step > SPACED * leading * last.size or _is_set_otherwise(paragraph, line):
        return False
    return columns.is_full(last, line) or (not ended and line.text[0].islower())


def _is_set_otherwise(paragraph: Paragraph, line: Line) -> bool:
    """Whether `line` stands further left or right than the second line of its paragraph (the first may be indented)."""
    if len(paragraph.lines) == 1:
        return False
    left = paragraph.lines[1].left
    return line.left < left - OUTDENT or line.left > left + INDENT
