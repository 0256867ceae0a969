"""Columns of a generation as arrays: one element a document, or parallel rows (document, value)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import orjson
from numpy.typing import NDArray

from search.document import DEVELOPMENT, HEADLINE, ISSUE, RECORD_KINDS, VOCABULARY_KINDS, Money
from search.fields import TEXT_FIELDS
from search.vocabulary import Entry

Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]
Floats = NDArray[np.float64]
Row = list[Any]
"""The facts of one document, in the order that `schema.py` writes."""
KINDS = (*RECORD_KINDS, *VOCABULARY_KINDS)
NONE = -1
"""Stands for an unknown day, amount or parent."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Several values a document: `documents[i]` has the value in row i of each array of `values`."""

    documents: Ints
    values: dict[str, Ints]


@dataclass(frozen=True, slots=True)
class Columns:
    """Everything of a generation that is not inverted; -1 is unknown, days are ordinals, money whole units."""

    kinds: Ints
    entries: Mask
    ids: list[str]
    labels: list[str]
    volume: Ints
    number: Ints
    position: Ints
    sorted_on: Ints
    published: tuple[Ints, Ints]
    updated: Ints
    record_of: dict[str, Ints]
    """Kind → the record of that kind which an entry makes a hit of."""
    spans: Rows
    amounts: Rows
    currencies: list[str]
    lengths: dict[str, Floats]
    vocabulary: tuple[Entry, ...]
    place: dict[tuple[str, str], int]
    """(kind, id) → document number."""

    @property
    def size(self) -> int:
        """How many document numbers there are, deleted ones included."""
        return len(self.ids)


def read_columns(facts: Iterable[bytes], live: Sequence[bool]) -> Columns:
    """Return the columns for the facts of all documents in order; deleted ones take part in nothing."""
    rows: list[Row] = [orjson.loads(blob) if alive else _GONE for blob, alive in zip(facts, live, strict=True)]
    kinds = _ints(KINDS.index(row[0]) if row[0] else NONE for row in rows)
    place = {(row[0], row[1]): at for at, row in enumerate(rows) if row[0]}
    orders = np.array([row[5] for row in rows], dtype=np.int64).reshape(-1, 3)
    published = np.array([row[7] for row in rows], dtype=np.int64).reshape(-1, 2)
    currencies = sorted({amount[0] for row in rows for amount in row[9]})
    return Columns(
        kinds=kinds,
        entries=np.fromiter((row[3] for row in rows), dtype=np.bool_, count=len(rows)),
        ids=[row[1] for row in rows],
        labels=[row[2] for row in rows],
        volume=orders[:, 0],
        number=orders[:, 1],
        position=orders[:, 2],
        sorted_on=_ints(row[6] for row in rows),
        published=(published[:, 0], published[:, 1]),
        updated=_ints(row[10] for row in rows),
        record_of=_record_of(rows, place),
        spans=_spans(rows),
        amounts=_amounts(rows, currencies),
        currencies=currencies,
        lengths={
            name: np.fromiter((row[11][at] for row in rows), np.float64, len(rows))
            for at, name in enumerate(TEXT_FIELDS)
        },
        vocabulary=tuple(Entry(row[0], row[1], row[2], tuple(row[12])) for row in rows if row[0] in VOCABULARY_KINDS),
        place=place,
    )


_GONE: Row = ["", "", "", False, (), (0, 0, 0), NONE, (NONE, NONE), (), (), NONE, [0] * len(TEXT_FIELDS), ()]


def _ints(values: Iterable[int]) -> Ints:
    return np.array(list(values), dtype=np.int64)


def _record_of(rows: list[Row], place: dict[tuple[str, str], int]) -> dict[str, Ints]:
    found = {kind: np.full(len(rows), NONE, dtype=np.int64) for kind in RECORD_KINDS}
    for at, row in enumerate(rows):
        if row[0] in found:
            found[row[0]][at] = at
        for parent in row[4]:
            for kind in (HEADLINE, ISSUE):
                if (kind, parent) in place:
                    found[kind][at] = place[kind, parent]
    return found


def _spans(rows: list[Row]) -> Rows:
    found = [
        (at, start, end)
        for at, row in enumerate(rows)
        if row[0] == DEVELOPMENT
        for start, end in (row[8] or ([row[7]] if row[7][0] != NONE else []))
    ]
    table = np.array(found, dtype=np.int64).reshape(-1, 3)
    return Rows(table[:, 0], {"start": table[:, 1], "end": table[:, 2]})


def _amounts(rows: list[Row], currencies: list[str]) -> Rows:
    codes = {currency: code for code, currency in enumerate(currencies)}
    found = [(at, codes[amount[0]], *_figures(Money(*amount))) for at, row in enumerate(rows) for amount in row[9]]
    names = ("currency", "bottom", "top", "usd_bottom", "usd_top", "counted")
    table = np.array(found, dtype=np.int64).reshape(-1, len(names) + 1)
    return Rows(table[:, 0], {name: table[:, at] for at, name in enumerate(names, 1)})


def _figures(money: Money) -> tuple[int, ...]:
    known = (money.bottom, money.top, money.usd_bottom, money.usd_top)
    return (*(NONE if figure is None else figure for figure in known), int(money.counted))
