"""Amounts as they are served: what was written, and the dollars it comes to."""

from datetime import date

from api.models.facts import AmountFacts
from api.money import Rates, no_rate_reason
from api.schemas.records import Amount, NotCounted, Usd


def convert(amount: AmountFacts, on: date, rates: Rates) -> Usd | None:
    """The amount in dollars at the rate of the year of `on` (the primary date); None without a stored rate."""
    rate = rates.rate(amount.currency, on.year)
    if rate is None:
        return None
    return Usd(
        low=rate.dollars(amount.low),
        high=rate.dollars(amount.high),
        rate=float(rate.per_usd),
        rate_on=rate.rate_on,
        rate_source=rate.source,
        estimated=rate.estimated,
    )


def render_amount(amount: AmountFacts, on: date, rates: Rates) -> Amount:
    """An amount of a development whose primary date is `on`."""
    usd = convert(amount, on, rates)
    return Amount(
        raw=amount.raw,
        currency=amount.currency,
        low=amount.low,
        high=amount.high,
        qualifier=amount.qualifier,
        purpose=amount.purpose,
        payer=amount.payer,
        recipient=amount.recipient,
        usd=usd,
        usd_reason=None if usd else no_rate_reason(amount.currency),
        counted=amount.not_counted is None,
        not_counted=NotCounted(amount.not_counted) if amount.not_counted else None,
        repeat_of=amount.repeat_of,
    )
