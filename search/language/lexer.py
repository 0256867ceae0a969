"""Cuts `q` into marks: words, phrases, parentheses, OR, minus, field prefixes."""

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum, auto

from search.fields import SCOPES
from search.results import Remark


class Kind(Enum):
    """What a mark is."""

    WORD = auto()
    QUOTED = auto()
    STEM = auto()
    OPEN = auto()
    CLOSE = auto()
    OR = auto()
    MINUS = auto()
    SCOPE = auto()


@dataclass(frozen=True, slots=True)
class Mark:
    """One piece of `q`; `text` is the word, phrase or field name."""

    kind: Kind
    text: str = ""


_PIECE = re.compile(
    r"""(?P<space>\s+)|(?P<open>\()|(?P<close>\))|["“”„「](?P<quoted>[^"“”„「」]*)(?P<end>["“”」]?)|(?P<word>[^\s()"“”„「」]+)|(?P<stray>.)""",
    re.DOTALL,
)
_SCOPED = re.compile(r"([A-Za-z_]+):(.*)", re.DOTALL)


def cut(q: str, remarks: list[Remark]) -> list[Mark]:
    """Return the marks of `q` in order; slips are mended and said in `remarks`."""
    marks: list[Mark] = []
    for piece in _PIECE.finditer(unicodedata.normalize("NFKC", q)):
        marks += _marks_of(piece, remarks)
    return marks


def _marks_of(piece: re.Match[str], remarks: list[Remark]) -> list[Mark]:
    match piece.lastgroup:
        case "open":
            return [Mark(Kind.OPEN)]
        case "close":
            return [Mark(Kind.CLOSE)]
        case "word":
            return _word(piece["word"], remarks)
        case "end":
            if not piece["end"]:
                remarks.append(
                    _slip("unbalanced_quote", "A quote was opened and not closed; it was closed at the end.")
                )
            return [Mark(Kind.QUOTED, piece["quoted"])] if piece["quoted"].strip() else []
        case _:
            return []


def _word(text: str, remarks: list[Remark]) -> list[Mark]:
    minuses = len(text) - len(text.lstrip("-"))
    rest = text[minuses:]
    marks: list[Mark] = []
    if minuses > 1:
        remarks.append(_slip("stray_minus", "Several minus signs in a row were read as one."))
    if minuses:
        marks.append(Mark(Kind.MINUS))
    if not rest:
        return marks
    scoped = _SCOPED.fullmatch(rest)
    if scoped and scoped[1].lower() in SCOPES:
        marks.append(Mark(Kind.SCOPE, scoped[1].lower()))
        return marks + (_plain(scoped[2], remarks) if scoped[2] else [])
    if scoped and scoped[2]:
        known = ", ".join(f"{name}:" for name in SCOPES)
        remarks.append(
            _slip("unknown_prefix", f"“{scoped[1]}:” is no field, so it was searched as text. Fields: {known}")
        )
    return marks + _plain(rest, remarks)


def _plain(text: str, remarks: list[Remark]) -> list[Mark]:
    if text in {"OR", "||"}:
        return [Mark(Kind.OR)]
    if text in {"AND", "&&"}:
        return []
    if text == "NOT":
        return [Mark(Kind.MINUS)]
    word = text.rstrip("*")
    if "*" in word:
        remarks.append(_slip("stray_star", "A star counts only at the end of a word; others were left out."))
        word = word.replace("*", "")
    if not word:
        remarks.append(_slip("stray_star", "A star with no word before it was left out."))
        return []
    return [Mark(Kind.STEM if text.endswith("*") else Kind.WORD, word)]


def _slip(code: str, message: str) -> Remark:
    return Remark(code, message, "q")
