"""Blocks in the making: bullets taken off, gaps counted, bounds kept."""

from ingest.documents.characters import clean, take_bullet
from ingest.documents.limits import MAX_BLOCKS, MAX_TEXT, too_large
from ingest.documents.page import Block


class BlockBuilder:
    """Collects blocks in reading order; raises `too_large` beyond the bounds."""

    __slots__ = ("_awaited", "_blocks", "_characters", "_gap")

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._characters = 0
        self._gap = 0
        self._awaited = False  # a bullet on a line of its own, whose text comes next

    def blank(self, lines: int = 1) -> None:
        """Count blank lines before the next block."""
        self._gap += lines

    def separate(self, lines: int = 1) -> None:
        """See that at least `lines` blank lines come before the next block."""
        self._gap = max(self._gap, lines)

    def add(self, text: str, *, bullet: bool = False) -> bool:
        """Add `text` as a block and say whether there was anything to add."""
        cleaned = clean(text)
        marked, rest = take_bullet(cleaned)
        if not rest:
            self._pass_ornament(cleaned)
            return bool(cleaned)
        self._count(rest)
        gap = self._gap if self._blocks else 0
        self._blocks.append(Block(text=rest, bullet=bullet or marked or self._awaited, gap=gap))
        self._gap, self._awaited = 0, False
        return True

    def blocks(self) -> tuple[Block, ...]:
        """All blocks so far."""
        return tuple(self._blocks)

    def _pass_ornament(self, bullets: str) -> None:
        """One bullet alone belongs to the next text; a row of them is a rule between paragraphs."""
        if len(bullets) == 1:
            self._awaited = True
        elif bullets:
            self._awaited = False
            self._gap += 1

    def _count(self, text: str) -> None:
        self._characters += len(text)
        if self._characters > MAX_TEXT:
            raise too_large(f"more than {MAX_TEXT:,} characters of text")
        if len(self._blocks) >= MAX_BLOCKS:
            raise too_large(f"more than {MAX_BLOCKS:,} paragraphs")
