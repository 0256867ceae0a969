"""What a search answers: hits, totals, facets and remarks, all of one generation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import starmap
from typing import Any, NamedTuple

SortKey = tuple[int | float | str | None, ...]


class Hit(NamedTuple):
    """One record of a result; `score` only where relevance was asked for, `highlight` field → HTML."""

    kind: str
    id: str
    rendered: bytes
    score: float | None = None
    highlight: Mapping[str, str] | None = None


@dataclass(slots=True)
class FacetBucket:
    """One value of a facet.

    `count` counts records of the kinds asked for; `usd_sum` adds the counted amounts (whole dollars) of the
    matching developments, None when none has dollars; `unconverted` counts counted amounts without dollars.
    `first_on`/`last_on` are the earliest and latest primary date among the matching developments, where the query
    asked for them (`facet_days`).
    """

    value: str
    label: str
    selected: bool
    count: int
    usd_sum: int | None
    unconverted: int
    first_on: date | None = None
    last_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """The values of one field over a result; `distinct_*` count each record and amount once."""

    name: str
    overlapping: bool
    values: int
    """How many values there are in all, shown or not."""
    distinct_count: int
    distinct_usd_sum: int | None
    columns: tuple[Sequence[Any], ...]
    """What its buckets have, a column for each of their fields in this order; without the days where nobody asked for them."""

    @property
    def buckets(self) -> tuple[FacetBucket, ...]:
        """Its buckets."""
        return tuple(starmap(FacetBucket, zip(*self.columns, strict=True)))


@dataclass(frozen=True, slots=True)
class Remark:
    """Something the asker should know: a slip in `q`, headlines left out, a spelling."""

    code: str
    message: str
    parameter: str | None = None


@dataclass(frozen=True, slots=True)
class Spelling:
    """Another `q` that has hits."""

    q: str
    total: int


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A vocabulary entry offered while typing; `hint` is the alias that matched, if it was not the name."""

    kind: str
    id: str
    label: str
    hint: str | None
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResult:
    """The answer to one SearchQuery; `total` is exact."""

    total: int
    hits: tuple[Hit, ...]
    data_version: int
    next_key: SortKey | None = None
    """The sort key to continue after, None on the last page."""
    facets: Mapping[str, Facet] = field(default_factory=dict)
    did_you_mean: Spelling | None = None
    relaxed: int | None = None
    """How many hits `match=any` would have, where `match=all` has none."""
    remarks: tuple[Remark, ...] = ()
