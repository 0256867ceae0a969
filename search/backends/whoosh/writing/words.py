"""Words: texts cut into numbered terms, as the analyzer cuts them, each different piece of text only once."""

from array import array
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from search.analysis import TOKEN, VALUE_GAP, atom_tokens

Piece = tuple[tuple[int, int, int, int], ...]
"""The terms of an atom: lexeme, position, start and end from the atom's beginning."""


@dataclass(slots=True)
class Words:
    """The terms of a text in order: lexemes, positions, first and last offset; `width` is how many positions it takes."""

    lexemes: list[int] = field(default_factory=list)
    positions: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    width: int = 0


class Cutter:
    """Cuts texts; numbers each pair of a term and its unstemmed word (a *lexeme*) when it is first met."""

    def __init__(self) -> None:
        self.lexemes: dict[tuple[str, str], int] = {}
        self._pieces: dict[str, tuple[Piece, int]] = {}

    def cut(self, text: str) -> Words:
        """Return the terms of a text."""
        words = Words()
        position = 0
        for found in TOKEN.finditer(text):
            raw = found.group()
            known = self._pieces.get(raw) or self._learn(raw, found.lastgroup == "cjk")
            begin = found.start()
            for lexeme, step, start, end in known[0]:
                words.lexemes.append(lexeme)
                words.positions.append(position + step)
                words.starts.append(begin + start)
                words.ends.append(begin + end)
            position += known[1]
        words.width = position
        return words

    def _learn(self, raw: str, japanese: bool) -> tuple[Piece, int]:
        tokens, width = atom_tokens(raw, japanese)
        piece = tuple((self._number(t.text, t.surface), t.position, t.start, t.end) for t in tokens)
        self._pieces[raw] = piece, width
        return piece, width

    def _number(self, term: str, surface: str) -> int:
        return self.lexemes.setdefault((term, surface), len(self.lexemes))


class Stream:
    """The terms of one field over several documents, as they come."""

    def __init__(self) -> None:
        self._lexemes, self._positions = array("i"), array("i")
        self._counts, self._extents, self._lengths = array("q"), array("q"), array("i")

    def add(self, values: list[Words]) -> None:
        """Add a document's values of the field, VALUE_GAP positions between them."""
        base, length, count = 0, 0, 0
        for words in values:
            self._lexemes.extend(words.lexemes)
            self._positions.extend([base + position for position in words.positions] if base else words.positions)
            base += words.width + VALUE_GAP
            length += words.width
            count += len(words.lexemes)
        self._counts.append(count)
        self._extents.append(base)
        self._lengths.append(length)

    @property
    def lexemes(self) -> NDArray[np.int32]:
        """The lexemes of all documents, end to end."""
        return np.array(self._lexemes, np.int32)

    @property
    def positions(self) -> NDArray[np.int64]:
        """The position of each in its document's field."""
        return np.array(self._positions, np.int64)

    @property
    def counts(self) -> NDArray[np.int64]:
        """How many terms each document has."""
        return np.array(self._counts, np.int64)

    @property
    def extents(self) -> NDArray[np.int64]:
        """How many positions each document takes."""
        return np.array(self._extents, np.int64)

    @property
    def lengths(self) -> NDArray[np.int32]:
        """How many words each document has."""
        return np.array(self._lengths, np.int32)
