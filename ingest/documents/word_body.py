"""The body of a Word document: paragraphs, list items and the cells of tables become blocks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from ingest.documents.building import BlockBuilder
from ingest.documents.characters import clean, take_bullet
from ingest.documents.limits import MAX_TEXT, too_large
from ingest.documents.page import Block
from ingest.documents.word_parts import NO_LIST, PartTarget, local_name, value_of

FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# What a reader does not see beside a text box told a second time for older programs: text that was moved away, and how
# a paragraph looked before a tracked change. Deleted text has an element of its own (delText), which nothing here reads.
UNSEEN: Final = frozenset({"moveFrom", "pPrChange", "rPrChange"})
CHARACTERS: Final = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
TYPED: Final = "typed"  # the list that bullets typed as characters make


@dataclass(slots=True)
class _Paragraph:
    style: str = ""
    listed: str = ""  # its own list, `NO_LIST` to leave the one of its style
    texts: list[str] = field(default_factory=list)


class BodyTarget(PartTarget):
    """Takes the events of the document part; `blocks` is the result."""

    def __init__(self, list_styles: Mapping[str, str]) -> None:
        self._list_styles = list_styles
        self._builder = BlockBuilder()
        self._paragraphs: list[_Paragraph] = []  # a text box puts paragraphs into a paragraph
        self._unseen = self._length = 0
        self._in_text = self._hidden_run = False
        self._last_list: str | None = None

    def start(self, tag: str, attrib: Mapping[str, str]) -> None:
        """An element begins."""
        name = local_name(tag)
        if self._unseen or tag == FALLBACK or name in UNSEEN:
            self._unseen += 1
        elif name == "p":
            self._paragraphs.append(_Paragraph())
        elif self._paragraphs:
            self._take(name, attrib, self._paragraphs[-1])

    def end(self, tag: str) -> None:
        """An element ends."""
        if self._unseen:
            self._unseen -= 1
            return
        match local_name(tag):
            case "p":
                self._keep(self._paragraphs.pop())
            case "t":
                self._in_text = False
            case "r":
                self._hidden_run = False

    def data(self, text: str) -> None:
        """Some text."""
        if self._in_text and not self._unseen and not self._hidden_run and self._paragraphs:
            self._write(text)

    def blocks(self) -> tuple[Block, ...]:
        """All blocks of the body."""
        return self._builder.blocks()

    def _take(self, name: str, attrib: Mapping[str, str], paragraph: _Paragraph) -> None:
        match name:
            case "t":
                self._in_text = True
            case "pStyle":
                paragraph.style = value_of(attrib)
            case "numId":
                paragraph.listed = value_of(attrib)
            case "r":
                self._hidden_run = False
            case "vanish":
                self._hidden_run = value_of(attrib) not in {"0", "false"}
            case "sym":
                self._write(_read_symbol(value_of(attrib, "char")))
            case "tab" | "ptab" | "br" | "cr" | "noBreakHyphen":
                self._write(CHARACTERS[name])

    def _write(self, text: str) -> None:
        self._length += len(text)
        if self._length > MAX_TEXT:
            raise too_large(f"more than {MAX_TEXT:,} characters of text")
        self._paragraphs[-1].texts.append(text)

    def _keep(self, paragraph: _Paragraph) -> None:
        text = "".join(paragraph.texts)
        if not text.strip():
            self._builder.blank()
            return
        listed = paragraph.listed or self._list_styles.get(paragraph.style, NO_LIST)
        first, *others = text.split("\n")
        self._add(first, listed if listed != NO_LIST else None, begins=True)
        for line in others:
            self._add(line, None, begins=False)

    def _add(self, line: str, listed: str | None, *, begins: bool) -> None:
        """Add a line, set apart from what stands before its paragraph unless both are items of one list."""
        made = listed or (TYPED if take_bullet(clean(line))[0] else None)
        if begins and (made is None or made != self._last_list):
            self._builder.separate()
        if not self._builder.add(line, bullet=listed is not None):
            self._builder.blank()
        self._last_list = made


def _read_symbol(code: str) -> str:
    """A character of a symbol font, given by its hexadecimal code."""
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
