"""Pieces: lines of a page with where they stood, and the choice of those that are the page's text."""

from itertools import accumulate
from typing import Final, NamedTuple

from ingest.documents.building import BlockBuilder
from ingest.documents.page import Block

MOST: Final = 0.5  # share of a page's text that must be exceeded
LANDMARK_TAGS: Final = ("main", "article")  # the wider first: a page's title often stands before its article


class Piece(NamedTuple):
    """A line of text, the blank lines before it, and where it stood."""

    text: str
    bullet: bool
    gap: int
    aside: bool
    heading: bool


class Landmark(NamedTuple):
    """An element that may hold the page's text: pieces from `start` up to `end`."""

    tag: str
    start: int
    end: int


def choose_blocks(pieces: list[Piece], landmarks: list[Landmark]) -> tuple[Block, ...]:
    """Blocks of the one landmark with most of the text, else of the whole page; asides only where they are most of it."""
    sizes = _sum_sizes(pieces)
    with_asides = sizes[-1] <= MOST * sum(len(p.text) for p in pieces)
    if with_asides:
        sizes = list(accumulate((len(p.text) for p in pieces), initial=0))
    region = _find_region(landmarks, sizes)
    return _build(pieces, region or range(len(pieces)), with_asides=with_asides)


def _sum_sizes(pieces: list[Piece]) -> list[int]:
    """Characters outside asides before each piece, and of all at the end."""
    return list(accumulate((0 if p.aside else len(p.text) for p in pieces), initial=0))


def _find_region(landmarks: list[Landmark], sizes: list[int]) -> range | None:
    for tag in LANDMARK_TAGS:
        large = [k for k in landmarks if k.tag == tag and sizes[k.end] - sizes[k.start] > MOST * sizes[-1]]
        if len(large) == 1:
            return range(large[0].start, large[0].end)
    return None


def _build(pieces: list[Piece], region: range, *, with_asides: bool) -> tuple[Block, ...]:
    titled = any(pieces[i].heading for i in region)
    builder = BlockBuilder()
    for index, piece in enumerate(pieces):
        builder.separate(piece.gap)
        shown = index in region or (piece.heading and not titled)
        if shown and (with_asides or not piece.aside):
            builder.add(piece.text, bullet=piece.bullet)
    return builder.blocks()
