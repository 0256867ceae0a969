"""The page: what every kind of document becomes before its layout is read."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A line or paragraph: single spaces, wrapped lines joined, no bullet left in front.

    `bullet` is true for a list item, however the document marks it. `gap` counts the blank lines before the block;
    where there are no lines (HTML, Word, PDF) it is 0 inside one list and 1 or more between lists and paragraphs.
    """

    text: str
    bullet: bool = False
    gap: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A document as blocks in reading order, with what it states about itself.

    `address` is the page's own link (http or https); `published_on` is stated by the page, never a file's date.
    """

    media_type: str
    blocks: tuple[Block, ...]
    address: str | None = None
    title: str | None = None
    published_on: date | None = None
