"""The layout of a PDF: its lines become blocks, with gaps where lists and paragraphs stand apart."""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import Final

from ingest.documents.building import BlockBuilder
from ingest.documents.page import Block
from ingest.documents.pdf.furniture import drop_furniture
from ingest.documents.pdf.hyphens import Hyphens
from ingest.documents.pdf.lines import Sheet, tidy
from ingest.documents.pdf.paragraphs import SPACED, Paragraph, find_leading, gather_paragraphs

LIST_SPACED: Final = 1.6  # of the usual step between two items, from which another list begins


def lay_out(sheets: Sequence[Sheet]) -> tuple[Block, ...]:
    """The blocks of a document's pages, without page headers, footers and numbers."""
    pages = [[line for line in tidy(lines) if line.text] for lines in drop_furniture(sheets)]
    leading = find_leading(pages)
    paragraphs = gather_paragraphs(pages, leading)
    apart = [False, *_find_gaps(paragraphs, leading)]
    hyphens = Hyphens(line.text for lines in pages for line in lines)
    builder = BlockBuilder()
    for paragraph, stands_apart in zip(paragraphs, apart, strict=False):
        if stands_apart:
            builder.separate()
        builder.add(hyphens.join([line.text for line in paragraph.lines]), bullet=paragraph.bullet)
    return builder.blocks()


def _find_gaps(paragraphs: Sequence[Paragraph], leading: float) -> list[bool]:
    """Whether each paragraph but the first stands apart from the one before."""
    pairs = list(pairwise(paragraphs))
    steps = [_step(a, b) for a, b in pairs]
    items = [step for (a, b), step in zip(pairs, steps, strict=True) if step is not None and a.bullet and b.bullet]
    usual = LIST_SPACED * median(items) if items else 0.0
    return [_stand_apart(a, b, step, usual, leading) for (a, b), step in zip(pairs, steps, strict=True)]


def _step(before: Paragraph, after: Paragraph) -> float | None:
    """Points from the last line of a paragraph down to the next, None across pages and columns."""
    step = before.lines[-1].bottom - after.lines[0].bottom
    return step if before.sheet == after.sheet and step > 0 else None


def _stand_apart(before: Paragraph, after: Paragraph, step: float | None, usual: float, leading: float) -> bool:
    if before.bullet and after.bullet:
        return step is not None and step > usual
    return before.bullet != after.bullet or step is None or step > SPACED * leading * before.lines[-1].size
