"""Dollars: amounts converted at the stored annual averages of `exchange_rates.yaml`."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

from api.errors import InvalidFile

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Rate:
    """Units of a currency for one dollar; `rate_on` is the year averaged over, None for the dollar itself.

    `estimated` says that the year asked for is not stored and another one stands in.
    """

    per_usd: Decimal
    rate_on: int | None
    source: str | None
    estimated: bool = False

    @property
    def fraction(self) -> Fraction:
        """The same as an exact number."""
        return Fraction(self.per_usd)

    def dollars(self, amount: int | None) -> int | None:
        """Whole dollars, rounded half to even; None stays None (an open side)."""
        if amount is None:
            return None
        return int((Decimal(amount) / self.per_usd).to_integral_value(ROUND_HALF_EVEN))


DOLLAR = Rate(Decimal(1), None, None)


@dataclass(frozen=True, slots=True)
class Rates:
    """The stored rates: currency (ISO 4217) → calendar year → rate."""

    by_currency: Mapping[str, Mapping[int, Rate]]

    def rate(self, currency: str, year: int) -> Rate | None:
        """The rate of a year; where it is not stored, the latest one (or the earliest, for a year before all)."""
        if currency == "USD":
            return DOLLAR
        years = self.by_currency.get(currency)
        if not years:
            return None
        if year in years:
            return years[year]
        stand_in = years[min(years) if year < min(years) else max(years)]
        return Rate(stand_in.per_usd, stand_in.rate_on, stand_in.source, estimated=True)

    @property
    def currencies(self) -> tuple[str, ...]:
        """Every currency that amounts can be converted to."""
        return tuple(sorted({"USD", *self.by_currency}))

    @property
    def fingerprint(self) -> str:
        """Twelve digits that change whenever a rate or its source changes."""
        rows = sorted(
            (currency, year, str(rate.per_usd), rate.source or "")
            for currency, years in self.by_currency.items()
            for year, rate in years.items()
        )
        return hashlib.sha256(repr(rows).encode()).hexdigest()[:12]


def no_rate_reason(currency: str) -> str:
    """Why an amount has no dollars."""
    return f"no stored rate for {currency}"


def read_rates(path: Path) -> Rates:
    """The rates of a file in the form of `seed_data/exchange_rates.yaml`. Raises InvalidFile."""
    try:
        document = yaml.load(path.read_text(encoding="utf-8"), LOADER)  # noqa: S506 - a safe loader
        sources = {key: str(row["name"]) for key, row in document["sources"].items()}
        return Rates({str(code): _years(row["years"], sources) for code, row in document["rates"].items()})
    except (OSError, yaml.YAMLError, KeyError, TypeError, AttributeError, ArithmeticError) as error:
        raise InvalidFile([f"{path}:1: rates: cannot be read ({type(error).__name__}: {error})"]) from error


def _years(years: dict[int, dict[str, Any]], sources: Mapping[str, str]) -> dict[int, Rate]:
    return {
        int(year): Rate(Decimal(str(row["per_usd"])), int(year), sources[row["source"]]) for year, row in years.items()
    }
