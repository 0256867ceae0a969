"""Merging: the arrays of several segments as those of one, without the documents that were deleted."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from search.backends.whoosh.storage.arrays import Array, Arrays, Chunks
from search.backends.whoosh.storage.strings import pack, spread, starts
from search.backends.whoosh.writing.facts import NONE, merge_facts
from search.backends.whoosh.writing.names import merge_names
from search.backends.whoosh.writing.rows import merge_rows
from search.backends.whoosh.writing.shown import merge_shown
from search.backends.whoosh.writing.sources import Source, line_up, union
from search.backends.whoosh.writing.texts import FIELD_COUNT, Ints, cell_starts, lexeme_arrays, position_type
from search.backends.whoosh.writing.values import merge_values


def merge(segments: Sequence[tuple[Arrays, NDArray[np.bool_]]]) -> Mapping[str, Array | Chunks]:
    """Return the arrays of the documents of several segments that are still alive."""
    sources = line_up(segments)
    terms, term_numbers = union(sources, "term")
    words, word_numbers = union(sources, "word")
    lexemes, lexeme_numbers = _merge_lexemes(sources, term_numbers, word_numbers, len(terms))
    cells = _merge_cells(sources)
    return {
        **merge_facts(sources),
        **merge_names(sources),
        **merge_rows(sources),
        **merge_values(sources),
        **pack("term", terms),
        **pack("word", words),
        **lexemes,
        **cells,
        **_merge_postings(sources, term_numbers, len(terms), cells["cell_start"]),
        **_merge_word_postings(sources, word_numbers, len(words)),
        **merge_shown(sources, lexeme_numbers),
    }


def _merge_lexemes(
    sources: Sequence[Source], terms: Sequence[Ints], words: Sequence[Ints], term_count: int
) -> tuple[Mapping[str, Array], list[Ints]]:
    """Return the lexemes of all, and for each source the new number of each of its own."""
    keys = []
    for source, term, word in zip(sources, terms, words, strict=True):
        word_of = np.append(word, NONE)  # NONE is the last place, and stays NONE
        keys.append(term[source.arrays["lexeme_term"]] << 32 | word_of[source.arrays["lexeme_word"]] + 1)
    every = np.unique(np.concatenate(keys))
    arrays = lexeme_arrays(every >> 32, (every & (1 << 32) - 1) - 1, term_count)
    return arrays, [np.searchsorted(every, key) for key in keys]


def _by_field(source: Source, name: str) -> Array:
    """Return a column of cells as fields × documents that stay."""
    return source.arrays[name].reshape(FIELD_COUNT, -1)[:, source.live]


def _extents(source: Source) -> Ints:
    """Return how many positions each cell takes; the last cell's end is not needed before, so it is made up."""
    start = source.arrays["cell_start"]
    last = int(source.arrays["position"].max()) + 1 if len(source.arrays["position"]) else 0
    end = max(last, int(start[-1])) if len(start) else 0
    return np.diff(start, append=end)


def _merge_cells(sources: Sequence[Source]) -> Mapping[str, Array]:
    lengths = np.concatenate([_by_field(source, "length") for source in sources], axis=1)
    extents = [_extents(source).reshape(FIELD_COUNT, -1)[:, source.live] for source in sources]
    return {"length": lengths.ravel(), "cell_start": cell_starts(np.concatenate(extents, axis=1).ravel())}


_Part = tuple[Ints, Ints, Array]
"""Of a source: rows, how many items each has, and the items end to end."""


class _Rows:
    """Merges what is grouped by row: sizes are counted first, then each source's items go to their places."""

    def __init__(self, count: int) -> None:
        self._sizes = np.zeros(count, np.int64)

    def add(self, rows: Ints, sizes: Ints) -> Ints:
        """Count a source's items; return the sizes."""
        self._sizes[rows] += sizes
        return sizes

    @property
    def ends(self) -> Ints:
        return np.cumsum(self._sizes, dtype=np.int64)

    def fill(self, parts: Sequence[_Part]) -> Array:
        """Return the items of all sources, those of each row in the order of sources."""
        target = np.empty(int(self._sizes.sum()), np.result_type(*(items.dtype for _, _, items in parts)))
        free = starts(self.ends)
        for rows, sizes, items in parts:
            target[spread(free[rows], sizes)] = items
            free[rows] += sizes
        return target


def _renumbered(numbers: Ints) -> Ints:
    """Return the new row of each row."""
    return (numbers[:, None] * FIELD_COUNT + np.arange(FIELD_COUNT)).ravel()


def _left(ends: Ints, staying: NDArray[np.bool_]) -> Ints:
    """Return how many items of each row stay."""
    kept = np.concatenate([[0], np.cumsum(staying)])
    found: Ints = kept[ends] - kept[starts(ends)]
    return found


def _merge_postings(
    sources: Sequence[Source], numbers: Sequence[Ints], terms: int, cell_start: Ints
) -> Mapping[str, Array]:
    postings, positions = _Rows(terms * FIELD_COUNT), _Rows(terms * FIELD_COUNT)
    documents: list[_Part] = []
    counts: list[_Part] = []
    places: list[_Part] = []
    for source, number in zip(sources, numbers, strict=True):
        rows, held = _renumbered(number), source.arrays
        staying = source.live[held["posting_document"]]
        sizes = postings.add(rows, _left(held["posting_ends"], staying))
        documents.append((rows, sizes, source.numbers[held["posting_document"][staying]].astype(np.int32)))
        counts.append((rows, sizes, held["posting_count"][staying]))
        moved, staying = _moved(source, cell_start)
        places.append((rows, positions.add(rows, _left(held["position_ends"], staying)), moved))
    return {
        "posting_document": postings.fill(documents),
        "posting_count": postings.fill(counts),
        "posting_ends": postings.ends,
        "position": positions.fill(places),
        "position_ends": positions.ends,
    }


def _moved(source: Source, cell_start: Ints) -> tuple[Ints, NDArray[np.bool_]]:
    """Return the new positions of those that stay, and which of all stay."""
    held = source.arrays
    row_sizes = held["posting_ends"] - starts(held["posting_ends"])
    field = np.repeat(np.arange(len(row_sizes)) % FIELD_COUNT, row_sizes)
    size, total = len(source.live), len(cell_start) // FIELD_COUNT
    shift = (
        cell_start[field * total + source.numbers[held["posting_document"]]]
        - held["cell_start"][field * size + held["posting_document"]]
    )
    times = held["posting_count"].astype(np.int64)
    staying = np.repeat(source.live[held["posting_document"]], times)
    return position_type((held["position"] + np.repeat(shift, times))[staying]), staying


def _merge_word_postings(sources: Sequence[Source], numbers: Sequence[Ints], words: int) -> Mapping[str, Array]:
    postings = _Rows(words * FIELD_COUNT)
    documents: list[_Part] = []
    for source, number in zip(sources, numbers, strict=True):
        rows, staying = _renumbered(number), source.live[source.arrays["word_document"]]
        sizes = postings.add(rows, _left(source.arrays["word_document_ends"], staying))
        documents.append((rows, sizes, source.numbers[source.arrays["word_document"][staying]].astype(np.int32)))
    return {"word_document": postings.fill(documents), "word_document_ends": postings.ends}
