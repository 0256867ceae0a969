"""Highlighting: shown texts with what matched marked, from where terms were when the texts were indexed."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

import numpy as np

from search.analysis import Token
from search.backends.whoosh.execution.segments import Mask, Segment, Segments
from search.backends.whoosh.storage.strings import spread
from search.backends.whoosh.writing.facts import KINDS, NONE
from search.backends.whoosh.writing.shown import SLOTS
from search.highlight import SHOWN, highlight
from search.plan import Leaf, Phrase, Prefix, Term

_COLUMNS = ("shown_lexeme", "shown_position", "shown_start", "shown_stop")
Slots = list[list[Token]]


def marked_texts(segments: Segments, records: Sequence[int], wanted: Sequence[Leaf]) -> Iterator[Mapping[str, str]]:
    """Return the shown texts of records, in their order, as HTML with what is wanted marked."""
    located = [segments.locate(record) for record in records]
    for first, several in groupby(located, key=lambda pair: pair[0].first):
        segment, _ = segments.locate(first)
        yield from _marked(segment, [number for _, number in several], wanted)


def _marked(segment: Segment, numbers: list[int], wanted: Sequence[Leaf]) -> Iterator[Mapping[str, str]]:
    kinds = [KINDS[code] for code in segment.arrays["kind"][numbers].tolist()]
    for kind, number, slots in zip(kinds, numbers, _wanted_tokens(segment, numbers, wanted), strict=True):
        texts = [segment.file.shown[number * SLOTS + place].decode() for place in range(len(slots))]
        keys = SHOWN[kind]
        yield highlight(kind, dict(zip(keys, texts, strict=False)), wanted, dict(zip(keys, slots, strict=False)))


def _wanted_tokens(segment: Segment, numbers: list[int], wanted: Sequence[Leaf]) -> list[Slots]:
    """Return the tokens that are wanted, by record and slot."""
    slots = (np.array(numbers)[:, None] * SLOTS + np.arange(SLOTS)).ravel()
    ends = segment.arrays["shown_ends"]
    begins = np.where(slots > 0, ends[slots - 1], 0)
    places = spread(begins, ends[slots] - begins)
    places = places[_lexemes(segment, wanted)[segment.arrays["shown_lexeme"][places]]]
    found: Slots = [[] for _ in slots]
    columns = (segment.arrays[name][places].tolist() for name in _COLUMNS)
    owners = np.searchsorted(ends[np.sort(slots)], places, side="right").tolist()
    order = np.argsort(slots, kind="stable").tolist()
    words = _Lexemes(segment)
    for owner, lexeme, position, start, end in zip(owners, *columns, strict=True):
        term, surface = words[lexeme]
        found[order[owner]].append(Token(term, position, start, end, surface))
    return [found[at : at + SLOTS] for at in range(0, len(found), SLOTS)]


class _Lexemes(dict[int, tuple[str, str]]):
    """The terms and unstemmed words of lexemes, read when first asked for."""

    def __init__(self, segment: Segment) -> None:
        super().__init__()
        self._segment = segment

    def __missing__(self, lexeme: int) -> tuple[str, str]:
        file, arrays = self._segment.file, self._segment.arrays
        word = int(arrays["lexeme_word"][lexeme])
        surface = "" if word == NONE else file.words[word].decode()
        found = self[lexeme] = file.terms[int(arrays["lexeme_term"][lexeme])].decode(), surface
        return found


def _lexemes(segment: Segment, wanted: Sequence[Leaf]) -> Mask:
    """Return which lexemes of a segment are wanted."""
    mask = np.zeros(len(segment.arrays["lexeme_term"]), np.bool_)
    for leaf in wanted:
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
    return mask


def _mark_term(segment: Segment, term: str, mask: Mask) -> None:
    number = segment.file.terms.find(term.encode())
    if number is not None:
        ends = segment.arrays["term_lexemes"]
        mask[int(ends[number - 1]) if number else 0 : ends[number]] = True
