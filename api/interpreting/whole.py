"""Whole: the parameters of all parts together, each part taken only where it fits with those before it."""

from typing import Final

from api.interpreting.pieces import Filters
from search import FIELDS, OF_ONE_AMOUNT, FilterKind, Remark

REPEATED: Final = frozenset(
    parameter for row in FIELDS if row.filter is FilterKind.KEYWORD for parameter in row.parameters
) | {"q"}
"""Parameters that take several values one after another; all others are set once."""
RANGES: Final = (
    ("date_from", "date_to"),
    ("published_from", "published_to"),
    ("usd_min", "usd_max"),
    ("amount_min", "amount_max"),
)


class Whole:
    """Filters that grow part by part."""

    def __init__(self) -> None:
        self._set: dict[str, tuple[str, ...]] = {}

    @property
    def filters(self) -> Filters:
        """All filters taken, in the order of the parts; the texts for `q` are one."""
        return tuple((name, (" ".join(values),) if name == "q" else values) for name, values in self._set.items())

    def take(self, filters: Filters) -> None:
        """Add the filters of a part."""
        for name, values in filters:
            self._set[name] = tuple(dict.fromkeys((*self._set.get(name, ()), *values)))

    def put_first(self, q: str) -> None:
        """Add words to search for before those that parts stand for."""
        self._set["q"] = (q, *self._set.get("q", ()))

    def refusal(self, filters: Filters, text: str) -> Remark | None:
        """Why a part with these words cannot be taken; None when it can."""
        for name, values in filters:
            if name not in REPEATED and self._set.get(name, values) != values:
                return Remark("said_twice", f"“{text}” is left out: {name} is {self._set[name][0]} already.", name)
        after = {**self._set, **dict(filters)}
        for low, high in RANGES:
            if low in after and high in after and _is_over(after[low][0], after[high][0]):
                return Remark("contradiction", f"“{text}” is left out: {low} would be beyond {high}.", low)
        if after.get("has_amount") == ("false",) and not after.keys().isdisjoint(OF_ONE_AMOUNT):
            return Remark(
                "contradiction", f"“{text}” is left out: no amount and one of a size cannot both be.", "has_amount"
            )
        return self._excluded(filters, text)

    def _excluded(self, filters: Filters, text: str) -> Remark | None:
        for name, values in filters:
            field = name.removesuffix("_not").removesuffix("_all")
            others = (field, f"{field}_all") if name.endswith("_not") else (f"{field}_not",)
            for other in others:
                if not set(values).isdisjoint(self._set.get(other, ())):
                    return Remark("contradiction", f"“{text}” is left out: it is both wanted and not.", name)
        return None


def _is_over(low: str, high: str) -> bool:
    """Whether a range is reversed; days compare as texts, sums as numbers."""
    return int(low) > int(high) if low.isdecimal() and high.isdecimal() else low > high
