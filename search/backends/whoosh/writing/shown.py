"""Shown: the texts that are shown, and where their terms stand, so that highlights need no analysis.

A record shows at most two texts (`search.highlight.SHOWN`); a *slot* is one of them, document × SLOTS + place.
`shown_text`: strings, one a slot. `shown_lexeme`, `shown_position`, `shown_start`, `shown_stop` (offsets in the text), `shown_ends` (for each slot).
"""

from array import array
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from search.backends.whoosh.storage.arrays import Array, Chunks
from search.backends.whoosh.storage.strings import pack, spread, starts
from search.backends.whoosh.writing.sources import Source, texts
from search.backends.whoosh.writing.texts import narrow
from search.backends.whoosh.writing.words import Words
from search.highlight import SHOWN

SLOTS = max(len(keys) for keys in SHOWN.values())
_COLUMNS = ("shown_position", "shown_start", "shown_stop")


class ShownTexts:
    """Collects the terms of shown texts, document by document."""

    def __init__(self) -> None:
        self._lexemes = array("i")
        self._columns = {name: array("i") for name in _COLUMNS}
        self._counts = array("q")
        self._texts: list[bytes] = []

    def add(self, slots: Sequence[tuple[str, Words]]) -> None:
        """Add the shown texts of a document."""
        for text, words in slots:
            self._texts.append(text.encode())
            self._lexemes.extend(words.lexemes)
            for column, values in zip(self._columns.values(), (words.positions, words.starts, words.ends), strict=True):
                column.extend(values)
            self._counts.append(len(words.lexemes))
        missing = SLOTS - len(slots)
        self._counts.extend([0] * missing)
        self._texts += [b""] * missing

    def arrays(self, final: NDArray[np.int32]) -> Mapping[str, Array]:
        """Return the arrays; `final` numbers the lexemes."""
        return {
            **pack("shown_text", self._texts),
            "shown_lexeme": final[np.array(self._lexemes, np.int64)],
            **{name: narrow(np.array(column, np.int64)) for name, column in self._columns.items()},
            "shown_ends": np.cumsum(np.array(self._counts, np.int64), dtype=np.int64),
        }


def merge_shown(sources: Sequence[Source], lexemes: Sequence[NDArray[np.int64]]) -> Mapping[str, Array | Chunks]:
    """Return the shown texts of the documents that stay; `lexemes` renumbers those of each source."""
    found: dict[str, list[Array]] = {name: [] for name in ("shown_lexeme", *_COLUMNS)}
    sizes: list[Array] = []
    for source, renumbered in zip(sources, lexemes, strict=True):
        until = source.arrays["shown_ends"]
        staying = np.repeat(source.live, SLOTS)
        size = (until - starts(until))[staying]
        chosen = slice(None) if source.live.all() else spread(starts(until)[staying], size)
        sizes.append(size)
        found["shown_lexeme"].append(renumbered[source.arrays["shown_lexeme"][chosen]].astype(np.int32))
        for name in _COLUMNS:
            found[name].append(source.arrays[name][chosen])
    merged = {name: np.concatenate(parts) for name, parts in found.items()}
    shown = texts(sources, "shown_text", SLOTS)
    return {**shown, **merged, "shown_ends": np.cumsum(np.concatenate(sizes), dtype=np.int64)}
