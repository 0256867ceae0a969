"""The half-month rule, primary dates, qualifiers and conversion, each as a table."""

from datetime import date

import pytest

from api.money import Rates, no_rate_reason
from api.periods import Period, half_month, issue_period, primary_date
from api.qualifiers import BOTH, HIGH_ONLY, LOW_ONLY, bounds, value_of

APRIL = Period(date(2024, 4, 1), date(2024, 4, 15), "half-month", "inferred")


@pytest.mark.parametrize(
    ("volume", "number", "expected"),
    [
        (3, 7, (date(2024, 4, 1), date(2024, 4, 15))),
        (3, 8, (date(2024, 4, 16), date(2024, 4, 30))),
        (3, 4, (date(2024, 2, 16), date(2024, 2, 29))),
        (2, 4, (date(2023, 2, 16), date(2023, 2, 28))),
        (1, 1, (date(2022, 1, 1), date(2022, 1, 15))),
        (1, 24, (date(2022, 12, 16), date(2022, 12, 31))),
        (1, 25, None),
        (9_000, 1, None),
    ],
)
def test_volume_and_number_name_a_half_month(volume: int, number: int, expected: object) -> None:
    assert half_month(volume, number) == expected


@pytest.mark.parametrize(
    ("start", "end", "precision", "basis"),
    [
        ("2024-04-01", "2024-04-15", "half-month", "inferred"),
        ("2024-04-01", "2024-04-01", "day", "stated"),
        ("2024-04-01", "2024-04-30", "month", "stated"),
        ("2024-04-01", "2024-05-31", "month", "stated"),
        ("2024-04-02", "2024-04-20", "half-month", "stated"),
        ("9999-12-01", "9999-12-31", "half-month", "stated"),
    ],
)
def test_a_period_given_wins_over_the_rule(start: str, end: str, precision: str, basis: str) -> None:
    period = issue_period(3, 7, date.fromisoformat(start), date.fromisoformat(end))
    assert (period.precision, period.basis) == (precision, basis)
    assert (period.start.isoformat(), period.end.isoformat()) == (start, end)


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ([], "2024-04-01"),
        ([("2024-04-09", "day")], "2024-04-09"),
        ([("2024-04-11", "day"), ("2024-04-07", "day")], "2024-04-11"),
        ([("2023-12-03", "day")], "2023-12-03"),
        ([("2023-12-02", "day")], "2024-04-01"),
        ([("2024-08-13", "day")], "2024-08-13"),
        ([("2024-08-14", "day")], "2024-04-01"),
        ([("2024-01-01", "quarter")], "2024-01-01"),
        ([("2024-01-01", "half-year")], "2024-04-01"),
        ([("2024-04-01", "fiscal-year"), ("2024-04-09", "day")], "2024-04-01"),
    ],
    ids=[
        "none",
        "inside",
        "first-listed",
        "120-before",
        "121-before",
        "120-after",
        "121-after",
        "fine",
        "coarse",
        "coarse-first",
    ],
)
def test_the_primary_date_is_the_first_one_when_fine_and_near(dates: list[tuple[str, str]], expected: str) -> None:
    listed = [(date.fromisoformat(start), precision) for start, precision in dates]
    assert primary_date(listed, APRIL).isoformat() == expected


@pytest.mark.parametrize(
    ("qualifier", "expected"),
    [
        (None, (5, 5)),
        *[(word, (5, None)) for word in LOW_ONLY],
        *[(word, (None, 5)) for word in HIGH_ONLY],
        *[(word, (5, 5)) for word in BOTH],
        ("More  Than", (5, None)),
    ],
)
def test_a_qualifier_says_which_side_is_open(qualifier: str | None, expected: object) -> None:
    assert bounds(5, qualifier) == expected
    assert value_of(*bounds(5, qualifier), qualifier) == 5


def test_an_unknown_qualifier_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match=r"'perhaps'; known are more than, .*~"):
        bounds(5, "perhaps")


@pytest.mark.parametrize(
    ("low", "high", "qualifier"), [(1, 2, None), (1, None, None), (1, 1, "between"), (None, None, None)]
)
def test_a_range_has_no_value(low: int | None, high: int | None, qualifier: str | None) -> None:
    assert value_of(low, high, qualifier) is None


@pytest.mark.parametrize(
    ("currency", "year", "amount", "expected"),
    [
        ("USD", 2024, 7, (7, None, False)),
        ("JPY", 2024, 1_514_551, (10_000, 2024, False)),
        ("JPY", 2019, 1_067_754, (10_000, 2020, True)),
        ("JPY", 2031, 1_495_686, (10_000, 2025, True)),
        ("EUR", 2022, 9_493, (10_000, 2022, False)),
        ("PHP", 2025, 0, (0, 2024, True)),
    ],
)
def test_amounts_convert_at_the_stored_average(
    rates: Rates, currency: str, year: int, amount: int, expected: object
) -> None:
    rate = rates.rate(currency, year)
    assert rate is not None
    assert (rate.dollars(amount), rate.rate_on, rate.estimated) == expected
    assert (rate.source is None) == (currency == "USD")


def test_dollars_are_rounded_half_to_even_and_an_open_side_stays_open(rates: Rates) -> None:
    rate = rates.rate("JPY", 2024)
    assert rate is not None
    half = type(rate)(rate.per_usd * 0 + 2, 2024, None)
    assert [half.dollars(n) for n in (1, 3, 5, 7)] == [0, 2, 2, 4]
    assert half.dollars(None) is None


def test_a_currency_without_rates_has_a_reason(rates: Rates) -> None:
    assert rates.rate("CHF", 2024) is None
    assert no_rate_reason("CHF") == "no stored rate for CHF"


def test_the_fingerprint_follows_the_rates(rates: Rates) -> None:
    fewer = Rates({code: years for code, years in rates.by_currency.items() if code != "JPY"})
    assert fewer.fingerprint != rates.fingerprint == Rates(dict(rates.by_currency)).fingerprint
