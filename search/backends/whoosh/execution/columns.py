"""Columns: one element a document, over all segments; what is asked for is put together when it is first asked for."""

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from search.backends.whoosh.execution.money import fewest_columns, money_columns
from search.backends.whoosh.execution.ranked import Ranked
from search.backends.whoosh.execution.segments import Mask, Segment, Segments
from search.backends.whoosh.storage.arrays import Array
from search.backends.whoosh.storage.strings import Strings
from search.backends.whoosh.writing.facts import KINDS, NONE
from search.backends.whoosh.writing.names import PARENT_KINDS
from search.backends.whoosh.writing.texts import FIELD_COUNT
from search.document import DEVELOPMENT
from search.fields import TEXT_FIELDS

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


class Columns:
    """The columns of a generation; a generation of one segment has views of its file."""

    def __init__(self, segments: Segments) -> None:
        self.segments = segments
        self.size = segments.size
        self._joined: dict[str, Array] = {}
        self._records: dict[str, Ints] = {}

    def __getitem__(self, name: str) -> Array:
        """Return a column, or parallel rows, by the name that `writing/` gives it."""
        found = self._joined.get(name)
        if found is None:
            found = self._joined[name] = _join([_numbered(segment, name) for segment in self.segments])
        return found

    @cached_property
    def live(self) -> Mask:
        """Which documents are not deleted."""
        return _join(
            [np.ones(segment.size, np.bool_) if segment.live is None else segment.live for segment in self.segments],
            np.bool_,
        )

    @cached_property
    def entries(self) -> Mask:
        """Which documents a question is matched against."""
        found: Mask = self.live & (self["entry"] == 1)
        return found

    @cached_property
    def developments(self) -> Mask:
        """Which entries are developments."""
        found: Mask = self.entries & (self["kind"] == KINDS.index(DEVELOPMENT))
        return found

    @cached_property
    def counted(self) -> Mask:
        """Which documents have amounts that sums count."""
        found: Mask = (self["dollar_amounts"] > 0) | (self["unconverted"] > 0)
        return found

    @cached_property
    def money(self) -> tuple[Floats, ...]:
        """The counted amounts of each document, to be added up (`money.py`)."""
        return fewest_columns(*money_columns(self["dollars"], self["dollar_amounts"], self["unconverted"]))

    @cached_property
    def ranked(self) -> Ranked:
        """The developments by primary day."""
        documents = np.flatnonzero(self.developments)
        return Ranked.of(documents, self["sorted_on"][documents].astype(np.int64))

    @cached_property
    def entry_count(self) -> int:
        """How many entries there are."""
        return int(np.count_nonzero(self.entries))

    def length(self, field: int) -> Array:
        """Return the words of a text field."""
        name = f"length {field}"
        if name not in self._joined:
            parts = [segment.arrays["length"].reshape(FIELD_COUNT, -1)[field] for segment in self.segments]
            self._joined[name] = _join(parts)
        return self._joined[name]

    @cached_property
    def averages(self) -> tuple[float, ...]:
        """The usual number of words of each text field, where there are any."""
        found = []
        for field in range(len(TEXT_FIELDS)):
            lengths = self.length(field)[self.entries]
            filled = int(np.count_nonzero(lengths))
            found.append(int(lengths.sum(dtype=np.int64)) / filled if filled else 1.0)
        return tuple(found)

    def record_of(self, kind: str) -> Ints:
        """Return, for each document, the living record of a kind which an entry makes a hit of, or NONE."""
        if kind not in self._records:
            self._records[kind] = self._parents(kind) if kind in PARENT_KINDS else self._selves(kind)
        return self._records[kind]

    def _selves(self, kind: str) -> Ints:
        own = self.live & (self["kind"] == KINDS.index(kind))
        return np.where(own, np.arange(self.size), NONE)

    def _parents(self, kind: str) -> Ints:
        parents = self[kind].astype(np.int64)
        known = np.flatnonzero(parents != NONE)
        for at in known[~self.live[parents[known]]]:
            segment, local = self.segments.locate(int(parents[at]))
            parents[at] = self.segments.find(kind, segment.file.ids[local].decode())
        for segment in self.segments:
            for at, id in zip(segment.arrays["stray_document"], Strings(segment.arrays, "stray"), strict=True):
                found = self.segments.find(kind, id.decode())
                if found != NONE:
                    parents[segment.first + at] = found
        return parents

    def told(self, name: str) -> tuple[Ints, list[str]]:
        """Return a text that amounts have (`writing/rows.py`, TOLD): its place among the texts for each, and the texts."""
        codes: list[Array] = []
        texts: list[str] = []
        for segment in self.segments:
            codes.append(segment.arrays[f"amount_{name}"] + len(texts))
            texts += Strings(segment.arrays, name).decoded()
        return _join(codes).astype(np.int64), texts

    def vocabulary(self) -> list[tuple[int, bytes]]:
        """Return the living vocabulary entries: their numbers, and their names as a JSON array."""
        return [
            (segment.first + int(at), names)
            for segment in self.segments
            for at, names in zip(segment.arrays["named_document"], Strings(segment.arrays, "named"), strict=True)
            if segment.live is None or segment.live[at]
        ]


def _numbered(segment: Segment, name: str) -> Array:
    """Return the array of a segment; document numbers are those of the generation."""
    found = segment.arrays[name]
    if segment.first and (name.endswith("_document") or name in PARENT_KINDS):
        return np.where(found == NONE, NONE, found + segment.first)
    return found


def _join(parts: list[Array], empty: type = np.int64) -> Array:
    if not parts:
        return np.empty(0, empty)
    return parts[0] if len(parts) == 1 else np.concatenate(parts)
