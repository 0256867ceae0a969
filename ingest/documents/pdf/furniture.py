"""Furniture of a PDF's pages: headers, footers and page numbers, which are no text of the document."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from ingest.documents.pdf.lines import Line, Sheet

MARGIN: Final = 0.12  # share of a page's height at its top and at its bottom
SAME_PLACE: Final = 6.0  # points between the heights at which one header stands on several pages
DIGITS: Final = re.compile(r"\d+")
PAGE_NUMBER: Final = re.compile(
    r"[-–—|\s]*(?:page\s*)?\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?[-–—|\s]*(?:p\s*a\s*g\s*e)?", re.IGNORECASE
)


class _Mark(NamedTuple):
    """What makes lines of several pages the same header: words without numbers, and the height."""

    words: str
    place: int


def drop_furniture(sheets: Sequence[Sheet]) -> list[list[Line]]:
    """The lines of each page without page numbers and without what stands in a margin of most pages.

    A header's first appearance stays, as a title may stand nowhere else.
    """
    marks = Counter(mark for sheet in sheets for mark in {_mark(line) for line in _in_margins(sheet)})
    repeated = {mark for mark, count in marks.items() if count > 1 and 2 * count >= len(sheets)}
    return [list(_keep(sheet, repeated, first=number == 0)) for number, sheet in enumerate(sheets)]


def _keep(sheet: Sheet, repeated: set[_Mark], *, first: bool) -> Iterator[Line]:
    margins = set(_in_margins(sheet))
    for line in sheet.lines:
        if line not in margins:
            yield line
        elif _mark(line) in repeated:
            if first and line.bottom > sheet.height / 2 and not PAGE_NUMBER.fullmatch(line.text.strip()):
                yield line
        elif not PAGE_NUMBER.fullmatch(line.text.strip()):
            yield line


def _in_margins(sheet: Sheet) -> list[Line]:
    low, high = MARGIN * sheet.height, (1 - MARGIN) * sheet.height
    return [line for line in sheet.lines if line.top < low or line.bottom > high]


def _mark(line: Line) -> _Mark:
    return _Mark(DIGITS.sub("#", line.text.strip().casefold()), round(line.bottom / SAME_PLACE))
