"""Texts: the inverted text fields of entries.

A *row* is a term (or word) in one text field, number × FIELD_COUNT + place of the field in TEXT_FIELDS; a *cell* is a field of
one document, place of the field × documents + number. Positions are numbered through all cells, so that a phrase is looked
for in all fields at once.

`term`, `word`: dictionaries of stemmed terms and unstemmed words. `posting_document`, `posting_count` (how often),
`posting_ends` (for each row), `position`, `position_ends` (for each row): where the terms are. `word_document`,
`word_document_ends`: where the words are. `cell_start`: the first position of each cell. `length`: words of each cell.
`lexeme_term`, `lexeme_word` (NONE: no word), `term_lexemes` (ends): the pairs that occur, in the order of terms.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from search.backends.whoosh.storage.arrays import Array
from search.backends.whoosh.storage.strings import ends, pack
from search.backends.whoosh.writing.facts import NONE
from search.backends.whoosh.writing.words import Stream
from search.fields import TEXT_FIELDS

FIELD_COUNT = len(TEXT_FIELDS)
Ints = NDArray[np.int64]


class Lexemes:
    """The lexemes of a segment in their final order, and what was numbered otherwise before."""

    def __init__(self, met: Mapping[tuple[str, str], int]) -> None:
        self.terms = sorted({term for term, _ in met})
        self.words = sorted({word for _, word in met if word})
        term_number = {term: at for at, term in enumerate(self.terms)}
        word_number = {word: at for at, word in enumerate(self.words)} | {"": NONE}
        pairs = sorted((term_number[term], word_number[word], number) for (term, word), number in met.items())
        table = np.array(pairs, np.int64).reshape(-1, 3)
        self.term, self.word = table[:, 0], table[:, 1]
        self.final = np.empty(len(table), np.int32)
        """Number when met → final number."""
        self.final[table[:, 2]] = np.arange(len(table))

    def arrays(self) -> Mapping[str, Array]:
        """Return the dictionaries and the pairs."""
        return {
            **pack("term", (term.encode() for term in self.terms)),
            **pack("word", (word.encode() for word in self.words)),
            **lexeme_arrays(self.term, self.word, len(self.terms)),
        }


def lexeme_arrays(term: Ints, word: Ints, terms: int) -> Mapping[str, Array]:
    """Return the arrays of lexemes that are in order."""
    return {
        "lexeme_term": term.astype(np.int32),
        "lexeme_word": word.astype(np.int32),
        "term_lexemes": ends(term, terms),
    }


def texts(streams: Sequence[Stream], lexemes: Lexemes) -> Mapping[str, Array]:
    """Return the arrays of streams, one a text field, over the same documents."""
    numbers = [lexemes.final[stream.lexemes] for stream in streams]
    documents = [np.repeat(np.arange(len(s.counts), dtype=np.int32), s.counts) for s in streams]
    cell_start = cell_starts(np.concatenate([stream.extents for stream in streams]))
    places = [_places(stream, cell_start, field) for field, stream in enumerate(streams)]
    return {
        **lexemes.arrays(),
        **_postings([lexemes.term[n] for n in numbers], documents, places, len(lexemes.terms)),
        **_word_postings([lexemes.word[n] for n in numbers], documents, len(lexemes.words)),
        "cell_start": cell_start,
        "length": np.concatenate([stream.lengths for stream in streams]),
    }


def cell_starts(extents: Ints) -> Ints:
    """Return where each cell begins when all stand end to end."""
    return np.cumsum(extents) - extents


def _places(stream: Stream, cell_start: Ints, field: int) -> Ints:
    size = len(stream.counts)
    return stream.positions + np.repeat(cell_start[field * size : (field + 1) * size], stream.counts)


def _rows(numbers: Sequence[Ints]) -> Ints:
    return np.concatenate([number * FIELD_COUNT + field for field, number in enumerate(numbers)])


def _postings(
    terms: Sequence[Ints], documents: Sequence[Array], places: Sequence[Ints], term_count: int
) -> Mapping[str, Array]:
    order, row, document, first = _grouped(_rows(terms), np.concatenate(documents))
    return {
        "posting_document": document[first],
        "posting_count": narrow(np.diff(first, append=len(row))),
        "posting_ends": ends(row[first], term_count * FIELD_COUNT),
        "position": position_type(np.concatenate(places)[order]),
        "position_ends": ends(row, term_count * FIELD_COUNT),
    }


def _word_postings(words: Sequence[Ints], documents: Sequence[Array], word_count: int) -> Mapping[str, Array]:
    is_word = np.concatenate(words) != NONE
    _, row, document, first = _grouped(_rows(words)[is_word], np.concatenate(documents)[is_word])
    return {
        "word_document": document[first],
        "word_document_ends": ends(row[first], word_count * FIELD_COUNT),
    }


def _grouped(row: Ints, document: Array) -> tuple[Ints, Ints, Array, Ints]:
    """Put terms in the order of rows; return that order, both sorted, and where another row or document begins."""
    order = np.argsort(row, kind="stable")
    row, document = row[order], document[order]
    changes = np.ones(len(row), np.bool_)
    changes[1:] = (row[1:] != row[:-1]) | (document[1:] != document[:-1])
    return order, row, document, np.flatnonzero(changes)


def narrow(numbers: Ints) -> Array:
    """Return numbers from 0 in the smallest type that holds them."""
    most = int(numbers.max()) if len(numbers) else 0
    return numbers.astype(np.min_scalar_type(most) if most < 1 << 16 else np.int32 if most < 1 << 31 else np.int64)


def position_type(positions: Ints) -> Array:
    """Return positions in the smallest type in which a little can be added to each of them."""
    most = int(positions.max()) if len(positions) else 0
    return positions.astype(np.int32 if most < (1 << 31) - (1 << 20) else np.int64)
