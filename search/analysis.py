"""Text → terms: one analyzer for every engine, for documents and for queries.

Rules: NFKC and accents folded; `U.S.` is `us`; no stop words are dropped; English stems; `F-16`, `2+2`, `S&TF` and
`US-Japan` are kept whole and in parts; Japanese runs become single characters and bigrams.
Positions count words (characters in Japanese); a whole form stands at the position of its first part.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from snowballstemmer import stemmer

CJK = "\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f"
_CHAR = rf"(?:(?![{CJK}])[^\W_]|[\u0300-\u036f])"
_ACRONYM = r"[A-Za-z](?:\.[A-Za-z])+\.?(?!\w)"
_WORD = rf"{_CHAR}+(?:(?:(?<=\d)[.,](?=\d)|['’‘](?={_CHAR})){_CHAR}+)*"
_JOINTS = r"[-‐‑‒–+&＋＆－]"
_UNIT = rf"(?:{_ACRONYM}|{_WORD})"
TOKEN = re.compile(rf"(?P<cjk>[{CJK}]+)|(?P<word>{_UNIT}(?:{_JOINTS}{_UNIT})*)")
_PARTS = re.compile(rf"{_UNIT}")
_JAPANESE_CHARACTER = re.compile(".[\u3099\u309a\uff9e\uff9f]*")  # with its voice marks
_HYPHENS = re.compile(r"[-‐‑‒–－]")
_PLURAL_NUMBER = re.compile(r"(\d)s$")
_VARIANTS = str.maketrans({"靭": "靱", "’": "'", "‘": "'"})
VALUE_GAP = 100
"""Positions between two values of one field, so that no phrase runs from one into the next."""

STOP_WORDS = frozenset(
    "a an and are as at be been but by did do does for from had has have how i if in into is it its of on or over "
    "s so such than that the their then there these they this to was we were what when where which who whom whose "
    "why will with would you your".split()
)
"""Words that a question may hold without asking for them; they are indexed all the same."""

_stem = lru_cache(maxsize=200_000)(stemmer("english").stemWord)


class Token(NamedTuple):
    """A term at a word position; `start`/`end` are offsets in the text as given.

    `surface` is the word unstemmed in lower case, for prefixes and spelling; empty for whole forms of compounds.
    """

    text: str
    position: int
    start: int
    end: int
    surface: str


def fold(text: str) -> str:
    """NFKC, lower case, Latin accents off, one form for quotes and for variant characters."""
    folded = unicodedata.normalize("NFKC", text).translate(_VARIANTS).lower()
    if folded.isascii():
        return folded
    return "".join(_without_accent(char) for char in unicodedata.normalize("NFC", folded))


def _without_accent(char: str) -> str:
    plain = unicodedata.normalize("NFD", char)[0]
    return plain if plain.isascii() else char


@dataclass(frozen=True, slots=True)
class Atom:
    """A stretch of text without a break: a word, a compound such as `F-16`, or a Japanese run.

    `parts` are its words as written (characters folded), `spans` where each begins and ends in `raw`, `surfaces` and
    `terms` what they are unstemmed and stemmed, one a position; `whole` is a compound as one term, else None.
    """

    raw: str
    japanese: bool
    parts: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    surfaces: tuple[str, ...]
    terms: tuple[str, ...]
    whole: str | None

    @property
    def steps(self) -> tuple[tuple[int, str], ...]:
        """What a phrase asks for, as (distance, term): parts, or bigrams; the whole form where `+` or `&` joins."""
        if self.japanese and len(self.terms) > 1:
            return tuple((i, self.terms[i] + self.terms[i + 1]) for i in range(len(self.terms) - 1))
        if self.whole and re.search("[+&]", self.whole):
            return ((0, self.whole),)
        return tuple(enumerate(self.terms))


def atoms(text: str) -> list[Atom]:
    """Cut a text into its atoms; everything between them is no part of any term."""
    return [_atom(m.group(), m.lastgroup == "cjk") for m in TOKEN.finditer(text)]


@lru_cache(maxsize=200_000)
def _atom(raw: str, japanese: bool) -> Atom:
    if japanese:
        chars, spans = _characters(raw)
        return Atom(raw, True, chars, spans, ("",) * len(chars), chars, None)
    found = list(_PARTS.finditer(raw))
    parts = tuple(part.group() for part in found)
    words = [term_of(_PLURAL_NUMBER.sub(r"\1", part) if i else part) for i, part in enumerate(parts)]
    return Atom(
        raw=raw,
        japanese=False,
        parts=parts,
        spans=tuple(part.span() for part in found),
        surfaces=tuple(surface for surface, _ in words),
        terms=tuple(term for _, term in words),
        whole=whole_form(raw) if len(parts) > 1 else None,
    )


def _characters(raw: str) -> tuple[tuple[str, ...], tuple[tuple[int, int], ...]]:
    """Return a Japanese run folded, a character a position, and where each stands: `ﾊﾟ` is one of two, `ゟ` two of one."""
    found = [(char, m.span()) for m in _JAPANESE_CHARACTER.finditer(raw) for char in fold(m.group())]
    return tuple(char for char, _ in found), tuple(span for _, span in found)


@lru_cache(maxsize=10_000)
def phrase_steps(text: str) -> tuple[tuple[int, str], ...]:
    """Return the (distance from the first, term) pairs that a phrase asks for."""
    steps: list[tuple[int, str]] = []
    offset = 0
    for atom in atoms(text):
        steps += [(offset + distance, term) for distance, term in atom.steps]
        offset += len(atom.terms)
    return tuple(steps)


def analyze(text: str) -> list[Token]:
    """Return the terms of one text value, in order of position."""
    tokens: list[Token] = []
    position = 0
    for m in TOKEN.finditer(text):
        found, width = atom_tokens(m.group(), m.lastgroup == "cjk")
        start = m.start()
        tokens += [Token(t.text, t.position + position, t.start + start, t.end + start, t.surface) for t in found]
        position += width
    return tokens


@lru_cache(maxsize=200_000)
def atom_tokens(raw: str, japanese: bool) -> tuple[tuple[Token, ...], int]:
    """Return the terms of one atom as if it stood at the beginning of a text, and how many positions it takes."""
    atom = _atom(raw, japanese)
    return tuple(_japanese(atom) if japanese else _words(atom)), len(atom.terms)


def analyze_values(values: Iterable[str]) -> list[Token]:
    """Return the terms of a field with several values, a gap of positions between them."""
    tokens: list[Token] = []
    base = 0
    for value in values:
        found = analyze(value)
        tokens += [Token(t.text, t.position + base, t.start, t.end, t.surface) for t in found]
        base += (found[-1].position + 1 if found else 0) + VALUE_GAP
    return tokens


def is_japanese(text: str) -> bool:
    """Whether a text holds Japanese characters."""
    return re.search(f"[{CJK}]", text) is not None


def length(tokens: Iterable[Token]) -> int:
    """Return how many words a field holds: whole forms and bigrams count with their first part."""
    return len({t.position for t in tokens})


def _japanese(atom: Atom) -> list[Token]:
    tokens = []
    for i, (char, (start, end)) in enumerate(zip(atom.terms, atom.spans, strict=True)):
        tokens.append(Token(char, i, start, end, ""))
        if i + 1 < len(atom.terms):
            tokens.append(Token(char + atom.terms[i + 1], i, start, atom.spans[i + 1][1], ""))
    return tokens


def _words(atom: Atom) -> list[Token]:
    tokens = [
        Token(term, i, start, end, surface)
        for i, (term, (start, end), surface) in enumerate(zip(atom.terms, atom.spans, atom.surfaces, strict=True))
    ]
    if atom.whole:
        tokens.insert(1, Token(atom.whole, 0, 0, len(atom.raw), ""))
    return tokens


def whole_form(compound: str) -> str:
    """Return a compound as one term: hyphens go where there is a letter (`f16`), other joints stay (`2+2`, `s&tf`)."""
    folded = _PLURAL_NUMBER.sub(r"\1", fold(compound).replace(".", ""))
    return _HYPHENS.sub("" if re.search(r"[^\W\d]", folded) else "-", folded)


@lru_cache(maxsize=200_000)
def term_of(word: str) -> tuple[str, str]:
    """Return a word's surface form and its term (`Japan's` → japan, japan; `SMRs` → smr, smr)."""
    surface = fold(word)
    if re.fullmatch(_ACRONYM, word):
        surface = surface.replace(".", "")
    surface = surface.removesuffix("'s").strip("'").replace(",", "")
    if re.fullmatch(r"[A-Z]{2,}s", word):
        surface = surface[:-1]
    if surface.isascii() and surface.replace("'", "").isalpha() and len(surface) > 2:
        return surface, _stem(surface)
    return surface, surface
