"""Plain text: lines become blocks, folded lines are joined, bullets and blank lines counted."""

from collections.abc import Sequence
from itertools import pairwise

from ingest.documents.building import BlockBuilder
from ingest.documents.characters import break_lines, clean, take_bullet
from ingest.documents.limits import MAX_LINES, MAX_RAW_TEXT, too_large
from ingest.documents.page import Block, Page
from ingest.documents.wrapping import LineBreak, break_between, find_width, join_lines
from ingest.errors import UnreadableDocument


def read_plain_text(text: str) -> Page:
    """The page of a plain text; raises `too_large` and `no_text`."""
    if len(text) > MAX_RAW_TEXT:
        raise too_large(f"more than {MAX_RAW_TEXT:,} characters")
    if not text.strip():
        raise UnreadableDocument("no_text", "The document holds nothing but white space.")
    blocks = read_lines(break_lines(text))
    if not blocks:
        raise UnreadableDocument("no_text", "The document holds no text.")
    return Page(media_type="text/plain", blocks=blocks)


def read_lines(lines: Sequence[str]) -> tuple[Block, ...]:
    """Blocks of lines as written."""
    if len(lines) > MAX_LINES:
        raise too_large(f"more than {MAX_LINES:,} lines")
    shown = [line if clean(line) else "" for line in lines]
    breaks = [_find_break(line, following) for line, following in pairwise(shown)]
    width = find_width(b for b in breaks if b)
    return _build(shown, [b is not None and b.is_fold(width) for b in breaks])


def _find_break(line: str, following: str) -> LineBreak | None:
    """The break between two lines of text, None where a blank line or a bullet stands after it."""
    if not line or not following or take_bullet(clean(following))[0]:
        return None
    return break_between(line, following)


def _build(lines: Sequence[str], folds: Sequence[bool]) -> tuple[Block, ...]:
    builder = BlockBuilder()
    paragraph: list[str] = []
    for line, folded in zip(lines, [*folds, False], strict=True):
        if not line:
            builder.blank()
            continue
        paragraph.append(line)
        if not folded:
            builder.add(join_lines(paragraph))
            paragraph.clear()
    return builder.blocks()
