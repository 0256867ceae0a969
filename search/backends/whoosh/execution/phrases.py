"""Phrases: where words stand side by side, found over the positions of all cells at once."""

import numpy as np

from search.backends.whoosh.execution.columns import Columns, Ints
from search.backends.whoosh.execution.postings import Fields, Occurrences, Postings
from search.backends.whoosh.execution.segments import Segment
from search.backends.whoosh.storage.arrays import Array
from search.plan import Phrase, Steps


def phrase_occurrences(columns: Columns, postings: Postings, phrase: Phrase, fields: Fields) -> list[Occurrences]:
    """Return where a phrase stands, for each of the fields."""
    found: list[list[Occurrences]] = [[] for _ in fields]
    for segment in columns.segments:
        cells = _cells(postings, segment, phrase, fields)
        first = np.flatnonzero(np.diff(cells, prepend=-1))
        cells, counts = cells[first], np.diff(first, append=len(cells))
        documents, field = cells % max(segment.size, 1), cells // max(segment.size, 1)
        living = np.ones(len(cells), np.bool_) if segment.live is None else segment.live[documents]
        for at, wanted in enumerate(fields):
            chosen = living & (field == wanted)
            found[at].append(Occurrences(documents[chosen] + segment.first, counts[chosen]))
    return [_joined(parts) for parts in found]


def _joined(parts: list[Occurrences]) -> Occurrences:
    return Occurrences(
        np.concatenate([np.empty(0, np.int64), *(part.documents for part in parts)]),
        np.concatenate([np.empty(0, np.int64), *(part.counts for part in parts)]),
    )


def _cells(postings: Postings, segment: Segment, phrase: Phrase, fields: Fields) -> Ints:
    """Return the cell of each occurrence in a segment."""
    starts = _starts(postings, segment, phrase.steps, fields)
    for exclusion in phrase.unless:
        if len(starts):
            inside = _starts(postings, segment, exclusion.steps, fields) + exclusion.offset
            starts = np.setdiff1d(starts, inside, assume_unique=True)
    return _cell_of(segment, starts)


def _cell_of(segment: Segment, positions: Ints) -> Ints:
    return np.searchsorted(segment.arrays["cell_start"], positions, side="right") - 1


def _starts(postings: Postings, segment: Segment, steps: Steps, fields: Fields) -> Ints:
    """Return where steps begin, ascending; the rarest step first, so that little is intersected."""
    places = [(postings.phrase_places(segment, term, fields), distance) for distance, term in steps]
    places.sort(key=lambda pair: len(pair[0]))
    found, distance = places[0]
    starts = found[np.flatnonzero(np.diff(found, prepend=-1))].astype(np.int64) - distance
    for other, distance in places[1:]:
        if not len(starts):
            return starts
        starts = _both(starts, other, distance)
    return _in_one_cell(segment, starts, steps)


def _both(starts: Ints, places: Array, distance: int) -> Ints:
    """Return the starts that have a place at a distance; the shorter is looked up in the longer."""
    if len(starts) <= len(places):
        wanted = (starts + distance).astype(places.dtype, copy=False)
        at = np.searchsorted(places, wanted)
        at[at == len(places)] = 0
        found: Ints = starts[places[at] == wanted] if len(places) else starts[:0]
        return found
    return np.intersect1d(starts, places.astype(np.int64) - distance)


def _in_one_cell(segment: Segment, starts: Ints, steps: Steps) -> Ints:
    """Return the starts from which no step leaves the cell."""
    first, last = min(steps)[0], max(steps)[0]
    found: Ints = starts[_cell_of(segment, starts + first) == _cell_of(segment, starts + last)]
    return found
