"""Sums of money in a question, with the comparisons around them: `over $1bn`, `$100m-$500m`, `10億円以上`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from api.interpreting.asking import Sums
from api.interpreting.fringes import Fringe, either_of
from api.interpreting.pieces import Filters, Found
from ingest import find_money
from search import Remark

MOST: Final = 10**15
"""The most that a parameter of money takes."""
_BARE: Final = re.compile(
    r"(?<![\w.,$¥€£₩-])(?P<number>\d[\d,]*(?:\.\d+)?|a|one)\s?(?P<scale>thousand|million|billion|trillion|bn|mn|tn|k|m|b)\b",
    re.IGNORECASE,
)
_ANOTHER: Final = re.compile(r"\s*(?:[A-Z]{1,3}\s?)?[$¥￥€£₩₱₹\d]")
"""The beginning of a sum: "and over" before it belongs to it, not to the sum before."""
_SHORT: Final = {"k": "k", "m": "m", "b": "bn"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sum:
    start: int
    end: int
    currency: str
    low: int
    high: int
    assumed: bool = False


class SumReader:
    """Finds sums and makes them filters of amounts."""

    def __init__(self, words: Sums) -> None:
        self._words = words
        self._before = Fringe(words.before.model_dump())
        self._behind = Fringe(words.after.model_dump())
        scales, currencies = either_of(words.japanese_scales), either_of(words.japanese_currencies)
        self._piece = re.compile(rf"(?P<number>\d[\d,]*(?:\.\d+)?)(?P<scale>(?:{scales})*)")
        self._japanese = re.compile(rf"(?P<pieces>(?:\d[\d,]*+(?:\.\d++)?+(?:{scales})*+)++)(?P<currency>{currencies})")
        self._scale = re.compile(scales)
        self._thing = re.compile(rf"\s*(?:{either_of(words.things)})", re.IGNORECASE)

    def find(self, text: str) -> Iterator[Found]:
        """Every sum; in `text` currencies stand in the capitals that the reading room knows."""
        end = 0
        for one in sorted(self._sums(text), key=lambda one: (one.start, one.assumed, -one.end)):
            if one.start >= end and one.high <= MOST:
                found = self._compared(text, one)
                if found is not None:
                    end = found.end
                    yield found

    def _sums(self, text: str) -> Iterator[_Sum]:
        for money in find_money(text):
            yield _Sum(start=money.start, end=money.end, currency=money.currency, low=money.low, high=money.high)
        for match in self._japanese.finditer(text):
            value = sum(self._value(piece) for piece in self._piece.finditer(match["pieces"]))
            code = self._words.japanese_currencies[match["currency"]]
            yield _Sum(start=match.start(), end=match.end(), currency=code, low=int(value), high=int(value))
        for match in _BARE.finditer(text):
            number = "1" if match["number"].isalpha() else match["number"]
            scale = match["scale"].lower()
            for money in find_money(f"${number} {_SHORT.get(scale, scale)}".replace(" k", "k").replace(" m", "m")):
                yield _Sum(
                    start=match.start(),
                    end=match.end(),
                    currency=self._words.assumed,
                    low=money.low,
                    high=money.high,
                    assumed=True,
                )

    def _value(self, piece: re.Match[str]) -> Decimal:
        value = Decimal(piece["number"].replace(",", ""))
        for scale in self._scale.findall(piece["scale"]):
            value *= self._words.japanese_scales[scale]
        return value

    def _compared(self, text: str, one: _Sum) -> Found | None:
        """The sum with the comparison around it; a number without a currency needs one."""
        before, behind = self._before.before(text, one.start), self._behind.behind(text, one.end)
        if behind and _ANOTHER.match(text, behind[0]):
            behind = None
        start = before[0] if before else one.start
        end = behind[0] if behind else one.end
        bound = behind[1] if behind else before[1] if before else "plain"
        if one.assumed and (bound == "plain" or self._thing.match(text, one.end)):
            return None
        found = Found(start=start, end=end, filters=_filters(one, *self._ends(one, bound)))
        if not one.assumed:
            return found
        message = f"“{text[start:end]}” names no currency and is read as {one.currency}."
        return replace(found, remark=Remark("currency_assumed", message, found.parameter))

    def _ends(self, one: _Sum, bound: str) -> tuple[int | None, int | None]:
        if one.low != one.high:
            return one.low, one.high
        match bound:
            case "at_least":
                return one.low, None
            case "at_most":
                return None, one.high
            case "about":
                margin = one.low * self._words.margin_percent // 100
                return one.low - margin, one.high + margin
        return one.low, one.high


def _filters(one: _Sum, low: int | None, high: int | None) -> Filters:
    kind = "usd" if one.currency == "USD" else "amount"
    ends = tuple((f"{kind}_{name}", (str(end),)) for name, end in (("min", low), ("max", high)) if end is not None)
    return ends if kind == "usd" else (*ends, ("amount_currency", (one.currency,)))
