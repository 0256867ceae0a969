"""Characters: what no reader sees goes, all spaces become one, a bullet in front is told from the text."""

import re
from typing import Final

# What takes no place in a line: controls except white space, soft hyphens, zero-width and direction marks, byte order
# marks, interlinear marks, noncharacters and lone surrogates.
UNSEEN: Final = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
LINE_ENDS: Final = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
PAGE_ENDS: Final = re.compile("(?<=\n)\x0c")

# U+F0A7 to U+F0FC are the places of Symbol and Wingdings, in which Word draws bullets.
BULLET_GLYPHS: Final = "•●▪◦‣·∙⁃○■□▫◆◇▶►➢➤❖⦁\uf06e\uf076\uf0a7\uf0a8\uf0b7\uf0d8\uf0fc"
BULLETS: Final = re.compile(rf"(?:[{BULLET_GLYPHS}] ?|[-–*](?: |$))+")


def clean(text: str) -> str:
    """`text` in one line with single spaces and nothing unseen."""
    return " ".join(UNSEEN.sub("", text).split())


def break_lines(text: str) -> list[str]:
    """The lines of `text` by any line end; a form feed that begins a line only marks a new sheet."""
    unified = LINE_ENDS.sub("\n", PAGE_ENDS.sub("", text.replace("\r\n", "\n")))
    return unified.split("\n")


def take_bullet(text: str) -> tuple[bool, str]:
    """Whether a clean `text` begins with a bullet, and the text after it."""
    found = BULLETS.match(text)
    return (True, text[found.end() :]) if found else (False, text)
