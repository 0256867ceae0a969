"""Facts: one element a document.

`kind` (place in KINDS), `entry` (0 or 1), `order` (volume, number, position and rank of the kind in one integer),
`sorted_on`, `published_start`, `published_end` (ordinals of days), `updated` (microseconds since 1970 UTC), `largest_usd`;
of a development's counted amounts `dollars` (their sum), `dollar_amounts` and `unconverted` (how many). NONE is unknown.
"""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from search.backends.whoosh.storage.arrays import Array
from search.backends.whoosh.writing.sources import Source, column
from search.document import DEVELOPMENT, RECORD_KINDS, VOCABULARY_KINDS, Document
from search.sorting import KIND_RANK

KINDS = (*RECORD_KINDS, *VOCABULARY_KINDS)
NONE = -1
PART_BITS, RANK_BITS = 20, 2
"""Bits of volume, number and position in `order`, and of the rank."""
_TYPES = {
    "kind": np.uint8,
    "entry": np.uint8,
    "order": np.int64,
    "sorted_on": np.int32,
    "published_start": np.int32,
    "published_end": np.int32,
    "updated": np.int64,
    "largest_usd": np.int64,
    "dollars": np.int64,
    "dollar_amounts": np.int32,
    "unconverted": np.int32,
}


def facts(documents: Sequence[Document]) -> Mapping[str, Array]:
    """Return the arrays of some documents."""
    table = list(zip(*map(_row, documents), strict=True)) or [()] * len(_TYPES)
    return {name: np.array(values, kind) for (name, kind), values in zip(_TYPES.items(), table, strict=True)}


def merge_facts(sources: Sequence[Source]) -> Mapping[str, Array]:
    """Return the arrays of the documents that stay."""
    return {name: column(sources, name) for name in _TYPES}


def _row(document: Document) -> tuple[int, ...]:
    published = document.published
    largest = document.largest_usd
    return (
        KINDS.index(document.kind),
        document.entry,
        _order(document),
        document.sorted_on.toordinal() if document.sorted_on else NONE,
        published.start.toordinal() if published else NONE,
        published.end.toordinal() if published else NONE,
        int(document.updated_at.timestamp() * 1_000_000) if document.updated_at else NONE,
        NONE if largest is None else largest,
        *_counted(document),
    )


def _order(document: Document) -> int:
    if any(not 0 <= part < 1 << PART_BITS for part in document.order):
        raise ValueError(f"{document.id}: volume, number and position must be below {1 << PART_BITS:,}")
    return pack_order((*document.order, KIND_RANK.get(document.kind, 0)))


def pack_order(parts: Iterable[int]) -> int:
    """Return volume, number, position and rank of the kind as one integer of the same order."""
    volume, number, position, rank = parts
    return ((volume << PART_BITS | number) << PART_BITS | position) << RANK_BITS | rank


def unpack_order(order: int) -> tuple[int, int, int, int]:
    """Return volume, number, position and rank of the kind."""
    rank, rest = order & (1 << RANK_BITS) - 1, order >> RANK_BITS
    low = (1 << PART_BITS) - 1
    return rest >> 2 * PART_BITS, rest >> PART_BITS & low, rest & low, rank


def _counted(document: Document) -> tuple[int, int, int]:
    """Return the counted dollars of a development, how many amounts they are, and how many have no dollars."""
    if document.kind != DEVELOPMENT:
        return 0, 0, 0
    counted = [amount.usd_bottom for amount in document.amounts if amount.counted]
    known = [usd for usd in counted if usd is not None]
    return sum(known), len(known), len(counted) - len(known)
