"""Highlighting: the terms of shown texts that a plan asks for, from where they were when the text was indexed."""

from collections.abc import Mapping, Sequence

import numpy as np

from search.analysis import Token
from search.backends.whoosh.execution.segments import Mask, Segment, Segments
from search.backends.whoosh.writing.facts import NONE
from search.backends.whoosh.writing.shown import SLOTS
from search.highlight import SHOWN
from search.plan import Leaf, Phrase, Prefix, Term


class ShownTerms:
    """Finds the wanted terms in the shown texts of records; made for one question."""

    def __init__(self, segments: Segments, wanted: Sequence[Leaf]) -> None:
        self._segments = segments
        self._wanted = wanted
        self._lexemes: dict[int, Mask] = {}
        self._pairs: dict[tuple[int, int], tuple[str, str]] = {}

    def tokens(self, kind: str, number: int) -> Mapping[str, list[Token]]:
        """Return, for each key that a record shows, the tokens of its text that are wanted."""
        segment, local = self._segments.locate(number)
        return {key: self._slot(segment, local * SLOTS + place) for place, key in enumerate(SHOWN[kind])}

    def _slot(self, segment: Segment, slot: int) -> list[Token]:
        arrays = segment.arrays
        ends = segment.file.shown_ends
        low, high = ends[slot - 1] if slot else 0, ends[slot]
        lexemes = arrays["shown_lexeme"][low:high]
        chosen = np.flatnonzero(self._mask(segment)[lexemes])
        if not len(chosen):
            return []
        places = (arrays[name][low:high][chosen].tolist() for name in ("shown_position", "shown_start", "shown_stop"))
        pairs = (self._pair(segment, lexeme) for lexeme in lexemes[chosen].tolist())
        return [
            Token(term, position, start, end, surface)
            for (term, surface), position, start, end in zip(pairs, *places, strict=True)
        ]

    def _pair(self, segment: Segment, lexeme: int) -> tuple[str, str]:
        """Return the term and the unstemmed word of a lexeme."""
        found = self._pairs.get((segment.first, lexeme))
        if found is None:
            term = segment.file.terms[int(segment.arrays["lexeme_term"][lexeme])].decode()
            word = int(segment.arrays["lexeme_word"][lexeme])
            surface = "" if word == NONE else segment.file.words[word].decode()
            found = self._pairs[segment.first, lexeme] = term, surface
        return found

    def _mask(self, segment: Segment) -> Mask:
        """Return which lexemes of a segment are wanted."""
        found = self._lexemes.get(segment.first)
        if found is None:
            found = self._lexemes[segment.first] = np.zeros(len(segment.arrays["lexeme_term"]), np.bool_)
            for leaf in self._wanted:
                self._mark(segment, leaf, found)
        return found

    def _mark(self, segment: Segment, leaf: Leaf, mask: Mask) -> None:
        match leaf:
            case Prefix(text):
                low, high = segment.file.words.starting(text.encode())
                words = segment.arrays["lexeme_word"]
                mask |= (words >= low) & (words < high)
            case Term(text):
                _mark_term(segment, text, mask)
            case Phrase(steps, unless=unless):
                for _, term in (*steps, *(step for exclusion in unless for step in exclusion.steps)):
                    _mark_term(segment, term, mask)


def _mark_term(segment: Segment, term: str, mask: Mask) -> None:
    number = segment.file.terms.find(term.encode())
    if number is not None:
        ends = segment.arrays["term_lexemes"]
        mask[int(ends[number - 1]) if number else 0 : ends[number]] = True
