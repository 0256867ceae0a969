"""Aggregates: developments and their money added up by one or two groups, periods without any filled in."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from time import perf_counter
from typing import Any

from api.errors import Invalid, InvalidParameters
from api.services.addresses import Address
from api.services.envelopes import Envelope, Page, list_envelope
from api.services.facets import asked_by, narrowed
from api.services.periods import period_name
from api.services.questions import DEVELOPMENTS, Question
from api.services.worths import Worths
from search import PERIODS, Filters, Grouped, Grouping, Snapshot, Span, Sums, Worth, overlapping

MOST_ROWS = 10_000
OWN = ("group_by", "metric", "in")
"""Parameters of aggregates that lists do not have."""
SAID = {"us_fiscal_year": "US fiscal year", "jp_fiscal_year": "Japanese fiscal year"}
"""Groups that a sentence names in other words than their own."""
NOTHING = Sums()
Key = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is to be added up: groups, metrics, and a currency beside the dollar."""

    groups: tuple[str, ...]
    metrics: tuple[str, ...]
    worth: Worth | None = None


def asked(groups: Sequence[str], metrics: Sequence[str], currency: str | None, worths: Worths) -> Asked:
    """Return what parameters ask for: counts where no metric is named. Raises InvalidParameters where no rate is stored."""
    worth = worths.of(currency) if currency else None
    return Asked(groups=tuple(groups), metrics=tuple(metrics) or ("count",), worth=worth)


def aggregate(snapshot: Snapshot, question: Question, asked: Asked) -> Envelope:
    """Return the sums by group. Raises QueryTooCostly, InvalidParameters when there are too many rows."""
    started = perf_counter()
    covered = _covered(snapshot.issue_periods, asked.groups)
    sums = _Sums(
        asked,
        snapshot.group(Grouping(query=question.query, groups=asked.groups)),
        snapshot.group(Grouping(query=question.query, groups=asked.groups, worth=asked.worth)) if asked.worth else None,
    )
    keys = _keys(sums.dollars, asked.groups, covered, question.query.filters)
    page = Page(
        data=[
            _place(snapshot, question, asked.groups, key) | sums.of(key) | _cover(asked.groups, key, covered)
            for key in keys
        ],
        total=len(keys),
        limit=MOST_ROWS,
        version=snapshot.data_version,
        more_meta={"overlapping": overlapping(asked.groups), "distinct_total": sums.distinct()},
    )
    by = " and ".join(SAID.get(name, name.replace("_", " ")) for name in asked.groups)
    return list_envelope(replace(question, order=f"added up by {by}"), page, snapshot, started)


@dataclass(frozen=True, slots=True)
class _Sums:
    """The sums found, in dollars and in another currency, as they are served."""

    asked: Asked
    dollars: Grouped
    other: Grouped | None

    def of(self, key: Key) -> dict[str, Any]:
        """Return the figures of a row; metrics that were not asked for are None."""
        sums = self.dollars.rows.get(key, NOTHING)
        figures = {"count": sums.count, "usd_sum": sums.total, "usd_median": sums.median, "usd_max": sums.most}
        shown = {name: figure if name in self.asked.metrics else None for name, figure in figures.items()}
        other = self.other and self.other.rows.get(key, NOTHING)
        return {**shown, "unconverted": sums.unconverted, "in": self._in(other or None)}

    def distinct(self) -> dict[str, Any]:
        """Return the figures over all developments, each once."""
        sums = self.dollars.all
        total = {"count": sums.count, "usd_sum": sums.total, "unconverted": sums.unconverted}
        return {**total, "in": self._in(self.other.all if self.other else None)}

    def _in(self, sums: Sums | None) -> dict[str, Any] | None:
        if self.asked.worth is None or sums is None:
            return None
        figures = {"sum": sums.total, "median": sums.median, "max": sums.most}
        shown = {name: figure if f"usd_{name}" in self.asked.metrics else None for name, figure in figures.items()}
        return {"currency": self.asked.worth.currency, **shown, "unconverted": sums.unconverted}


def _place(snapshot: Snapshot, question: Question, groups: Sequence[str], key: Key) -> dict[str, Any]:
    named = dict(zip(groups, key, strict=True))
    return {
        "keys": {name: _value(name, value) for name, value in named.items()},
        "labels": {name: _label(snapshot, name, value) for name, value in named.items()},
        "url": _url(question.address, named),
    }


def _cover(groups: Sequence[str], key: Key, covered: "_Covered") -> dict[str, bool]:
    named = zip(groups, key, strict=True)
    return {"covered": all(value in covered[name] for name, value in named if name in covered)}


def _value(group: str, value: str | int) -> str:
    return PERIODS[group].label(value) if isinstance(value, int) else value


def _label(snapshot: Snapshot, group: str, value: str | int) -> str:
    return period_name(group, value) if isinstance(value, int) else snapshot.value_label(group, value)


def _url(address: Address, named: Mapping[str, str | int]) -> str | None:
    """Return the address of a row's developments; None where no filter finds them.

    Periods go by the primary date, as no filter does, and a second organization cannot be asked for beside one of several.
    """
    base = Address(DEVELOPMENTS.path, tuple((name, values) for name, values in address.params if name not in OWN))
    for group, value in named.items():
        if isinstance(value, int):
            return None
        asking = narrowed(group, value, {name: base.values(name) for name in asked_by(group)})
        if asking is None:
            return None
        base = base.with_(**asking)
    return base.url


# --- which rows, in which order ---------------------------------------------------------------------------------------
_Covered = Mapping[str, frozenset[int]]
"""Period among the groups → the numbers of those in which an issue appeared."""


def _covered(issues: Sequence[Span], groups: Iterable[str]) -> _Covered:
    return {
        name: frozenset(
            number
            for span in issues
            for number in range(PERIODS[name].number(span.start), PERIODS[name].number(span.end) + 1)
        )
        for name in groups
        if name in PERIODS
    }


def _keys(found: Grouped, groups: Sequence[str], covered: _Covered, filters: Filters) -> list[Key]:
    """Return the groups to show: most developments first, periods in their order and without gaps."""
    orders = [_order(found, at, covered.get(name), _asked_span(name, filters)) for at, name in enumerate(groups)]
    filled = not covered.keys().isdisjoint(groups)
    count = len(orders[0]) * len(orders[-1]) if filled and len(orders) > 1 else len(found.rows)
    if max(count, len(orders[0]) if filled else 0) > MOST_ROWS:
        message = (
            f"This makes {count:,} rows; at most {MOST_ROWS:,} are given. Narrow it with filters, or group by less."
        )
        raise InvalidParameters([Invalid(where="query", name="group_by", code="too_many_groups", message=message)])
    return [key for key in product(*orders) if filled or key in found.rows]


def _order(
    found: Grouped, at: int, covered: frozenset[int] | None, asked: tuple[int | None, int | None]
) -> Sequence[str | int]:
    if covered is not None:
        held = {int(key[at]) for key in found.rows}
        low, high = asked
        held |= {n for n in covered if (low is None or n >= low) and (high is None or n <= high)}
        return range(min(held), max(held) + 1) if held else ()
    counts: Counter[str | int] = Counter()
    for key, sums in found.rows.items():
        counts[key[at]] += sums.count
    return sorted(counts, key=lambda value: (-counts[value], value))


def _asked_span(group: str, filters: Filters) -> tuple[int | None, int | None]:
    """Return the first and the last period that the filters on dates ask for, None where they are open."""
    spans = [span for span in (filters.date, filters.published) if span is not None]
    if group not in PERIODS or not spans:
        return None, None
    number = PERIODS[group].number
    starts = [number(span.start) for span in spans if span.start]
    ends = [number(span.end) for span in spans if span.end]
    return max(starts, default=None), min(ends, default=None)
