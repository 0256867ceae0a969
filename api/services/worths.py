"""Worths: what amounts are worth in a currency, at the stored rates of their year."""

from api.errors import Invalid, InvalidParameters
from api.money import Rates
from search import Worth

YEARS = range(1990, 2101)


class Worths:
    """Tables of one set of rates, each made once."""

    def __init__(self, rates: Rates) -> None:
        self._rates = rates
        self._made: dict[str, Worth] = {}

    def of(self, currency: str) -> Worth:
        """Return what amounts are worth in a currency. Raises InvalidParameters where no rate is stored."""
        if currency not in self._rates.currencies:
            known = ", ".join(self._rates.currencies)
            message = f"No rate is stored for {currency}; there are rates for {known}."
            raise InvalidParameters(
                [Invalid(where="query", name="in", code="no_rates", message=message, value=currency)]
            )
        if currency not in self._made:
            self._made[currency] = self._make(currency)
        return self._made[currency]

    def _make(self, currency: str) -> Worth:
        rates = {(code, year): self._rates.rate(code, year) for code in self._rates.currencies for year in YEARS}
        fractions = {key: rate.fraction for key, rate in rates.items() if rate}
        factors = {(code, year): fractions[currency, year] / per_usd for (code, year), per_usd in fractions.items()}
        return Worth(currency, self._rates.fingerprint, factors)
