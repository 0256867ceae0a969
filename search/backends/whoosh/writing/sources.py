"""Sources: segments that are merged, with what is left of each and where it goes."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from search.backends.whoosh.storage.arrays import Array, Arrays
from search.backends.whoosh.storage.strings import Strings, starts

GONE = -1


@dataclass(frozen=True, slots=True)
class Source:
    """A segment to merge: `live` says which documents stay, `numbers` their new numbers (GONE for the others)."""

    arrays: Arrays
    live: NDArray[np.bool_]
    numbers: NDArray[np.int64]


def line_up(segments: Sequence[tuple[Arrays, NDArray[np.bool_]]]) -> list[Source]:
    """Return sources whose living documents are numbered through, segment after segment."""
    sources, first = [], 0
    for arrays, live in segments:
        numbers = np.where(live, first + np.cumsum(live) - 1, GONE).astype(np.int64)
        sources.append(Source(arrays, live, numbers))
        first += int(live.sum())
    return sources


def column(sources: Sequence[Source], name: str) -> Array:
    """Return a column of one element a document, for the living."""
    return np.concatenate([source.arrays[name][source.live] for source in sources])


def texts(sources: Sequence[Source], name: str, each: int = 1) -> dict[str, Array | list[Array]]:
    """Return strings, `each` a document, for the living; the text in pieces, so that it need not be in memory."""
    chunks: list[Array] = [np.empty(0, np.uint8)]
    sizes: list[Array] = [np.empty(0, np.int64)]
    for source in sources:
        ends = source.arrays[f"{name}_ends"]
        begins = starts(ends)
        living = np.repeat(source.live, each)
        sizes.append((ends - begins)[living])
        chunks += [source.arrays[name][begins[low] : ends[high - 1]] for low, high in _runs(living)]
    return {name: chunks, f"{name}_ends": np.cumsum(np.concatenate(sizes), dtype=np.int64)}


def _runs(live: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Return the stretches of living documents, as first and one after last."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], live, [False]]).astype(np.int8)))
    return [(int(low), int(high)) for low, high in edges.reshape(-1, 2)]


def union(sources: Sequence[Source], name: str) -> tuple[list[bytes], list[NDArray[np.int64]]]:
    """Return the strings of several dictionaries, sorted, and for each source the new number of each of its strings."""
    held = [list(Strings(source.arrays, name)) for source in sources]
    merged = sorted({text for texts in held for text in texts})
    number = {text: at for at, text in enumerate(merged)}
    return merged, [np.array([number[text] for text in texts], dtype=np.int64) for texts in held]
