"""The parser's target: elements and texts of an HTML page as they come by, without a tree, become pieces."""

from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from typing import Final

from ingest.documents.characters import break_lines, clean
from ingest.documents.html.elements import PLAIN, Manner, find_manner
from ingest.documents.html.pieces import Landmark, Piece
from ingest.documents.html.statements import Statements
from ingest.documents.limits import MAX_BLOCKS, MAX_DEPTH, MAX_TAGS, MAX_TEXT, too_large

NO_BREAK_SPACE: Final = "\xa0"
COUNTED: Final = frozenset({"unseen", "aside", "item", "heading", "kept_lines", "stated"})


@cache
def _names_counted(manner: Manner) -> tuple[str, ...]:
    return tuple(f.name for f in fields(Manner) if f.name in COUNTED and getattr(manner, f.name))


class PageTarget:
    """Takes the events of `lxml.etree.HTMLParser`; `pieces`, `landmarks` and `statements` are its result.

    All that depends on the elements around a text is kept as counts of open elements, so that no depth costs anything.
    """

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.landmarks: list[Landmark] = []
        self.statements = Statements()
        self._open: list[tuple[str, Manner, int]] = []
        self._within = dict.fromkeys(COUNTED, 0)
        self._line: list[str] = []
        self._stated: list[str] = []  # the text of a title or script
        self._gap = 0
        self._bullet = False
        self._tags = self._characters = self._waiting = 0

    @property
    def ended(self) -> bool:
        """Whether all elements that began have ended."""
        return not self._open and not any(self._within.values())

    def start(self, tag: str, attrib: Mapping[str, str]) -> None:
        """An element begins."""
        self._tags += 1
        if self._tags > MAX_TAGS:
            raise too_large(f"more than {MAX_TAGS:,} HTML elements")
        if len(self._open) >= MAX_DEPTH:
            raise too_large(f"HTML elements in one another more than {MAX_DEPTH:,} deep")
        self.statements.hear_element(tag, attrib)
        manner = find_manner(tag, attrib)
        if manner.line:
            self._end_line()
            self._set_apart(manner)
        if manner.item:
            self._bullet = True
        self._open.append((tag, manner, len(self.pieces)))
        self._count(manner, 1)
        if tag == "br":
            self._end_line(broken=True)

    def end(self, tag: str) -> None:
        """An element ends; the parser also ends what the page leaves open."""
        if not self._open or self._open[-1][0] != tag:
            return
        _, manner, first_piece = self._open.pop()
        if manner.line:
            self._end_line()
        if manner.stated:
            self.statements.hear_text(tag, "".join(self._stated))
            self._stated.clear()
        if manner.item:
            self._bullet = False
        self._count(manner, -1)
        self._set_apart(manner)
        if manner.landmark and len(self.pieces) > first_piece:
            self.landmarks.append(Landmark("article" if tag == "article" else "main", first_piece, len(self.pieces)))

    def data(self, text: str) -> None:
        """Some text, perhaps not all that stands between two tags."""
        if self._within["stated"]:
            self._stated.append(text)
        if self._within["unseen"]:
            return
        self._waiting += len(text)
        if self._waiting > MAX_TEXT:
            raise too_large(f"more than {MAX_TEXT:,} characters in a line")
        if self._within["kept_lines"]:
            self._take_lines(text)
        else:
            self._line.append(text)

    def comment(self, text: str) -> None:
        """A comment."""
        self.statements.hear_comment(text)

    def close(self) -> "PageTarget":
        """The page ends."""
        self._end_line()
        return self

    def _take_lines(self, text: str) -> None:
        for number, line in enumerate(break_lines(text)):
            if number:
                self._end_line(broken=True)
            self._line.append(line)

    def _set_apart(self, manner: Manner) -> None:
        """A blank line around what stands apart; inside one list nothing does."""
        if manner.apart and not self._within["item"]:
            self._gap = max(self._gap, 1)

    def _end_line(self, *, broken: bool = False) -> None:
        """Keep the line so far as a piece; a break after nothing is a blank line, and so is a no-break space alone."""
        raw = "".join(self._line)
        self._line.clear()
        self._waiting = 0
        if text := clean(raw):
            self._keep(text)
        elif (broken or NO_BREAK_SPACE in raw) and not self._within["unseen"]:
            self._gap += 1

    def _keep(self, text: str) -> None:
        self._characters += len(text)
        if self._characters > MAX_TEXT or len(self.pieces) >= MAX_BLOCKS:
            raise too_large(f"more than {MAX_TEXT:,} characters or {MAX_BLOCKS:,} lines of text")
        aside, heading = self._within["aside"] > 0, self._within["heading"] > 0
        self.pieces.append(Piece(text, self._bullet, self._gap, aside, heading))
        self._gap, self._bullet = 0, False

    def _count(self, manner: Manner, step: int) -> None:
        if manner is not PLAIN:
            for name in _names_counted(manner):
                self._within[name] += step
