"""Languages: both have every text, with the same values; money and dates are said as people say them."""

import re

import pytest

from api.pages.languages import Language, languages

VALUES = re.compile(r"\{(\w+)\}")
ENGLISH, JAPANESE = languages()["en"], languages()["ja"]


def own(language: Language) -> set[str]:
    """The texts that are the pages' own; what the API tells is English anyway."""
    return {key for key in language.texts if not key.startswith("told.")}


def test_every_text_is_there_in_both_languages() -> None:
    assert own(ENGLISH) == set(ENGLISH.texts) == own(JAPANESE)
    assert len(ENGLISH.texts) > 100


@pytest.mark.parametrize("key", sorted(ENGLISH.texts))
def test_texts_take_the_same_values(key: str) -> None:
    assert set(VALUES.findall(ENGLISH.texts[key])) == set(VALUES.findall(JAPANESE.texts[key]))


@pytest.mark.parametrize(
    ("value", "currency", "english", "japanese"),
    [
        (2_900_000_000, "USD", "$2.9 billion", "29億ドル"),
        (110_000_000, "USD", "$110 million", "1億1,000万ドル"),
        (7_500, "USD", "$7,500", "7,500ドル"),
        (50_000_000_000_000, "JPY", "¥50 trillion", "50兆円"),
        (3_000_000, "CHF", "CHF 3 million", "300万CHF"),
        (0, "USD", "$0", "0ドル"),
        (None, "USD", "–", "―"),
    ],
)
def test_money_is_said_in_words(value: int | None, currency: str, english: str, japanese: str) -> None:
    assert (ENGLISH.money(value, currency), JAPANESE.money(value, currency)) == (english, japanese)


def amount(low: int | None, high: int | None, qualifier: str | None = None) -> dict[str, object]:
    return {"low": low, "high": high, "currency": "USD", "qualifier": qualifier}


@pytest.mark.parametrize(
    ("given", "english", "japanese"),
    [
        (amount(210_000_000, None, "more than"), "more than $210 million", "2億1,000万ドル超"),
        (amount(None, 10**9, "up to"), "up to $1 billion", "最大10億ドル"),
        (amount(10**9, 2 * 10**9), "$1 billion to $2 billion", "10億ドル〜20億ドル"),
        (amount(10**6, 10**6, "about"), "about $1 million", "約100万ドル"),
        (amount(10**6, None), "at least $1 million", "100万ドル以上"),
    ],
)
def test_amounts_keep_what_is_open_or_about(given: dict[str, object], english: str, japanese: str) -> None:
    assert (ENGLISH.amount(given), JAPANESE.amount(given)) == (english, japanese)


def period(start: str, end: str, precision: str) -> dict[str, str]:
    return {"start": start, "end": end, "precision": precision}


@pytest.mark.parametrize(
    ("given", "english", "japanese"),
    [
        (period("2024-04-09", "2024-04-09", "day"), "9 April 2024", "2024年4月9日"),
        (period("2024-04-01", "2024-04-15", "half-month"), "1–15 April 2024", "2024年4月1〜15日"),
        (period("2024-03-30", "2024-04-02", "day"), "30 March – 2 April 2024", "2024年3月30日〜2024年4月2日"),
        (period("2024-04-01", "2024-04-30", "month"), "April 2024", "2024年4月"),
        (period("2024-04-01", "2024-06-30", "quarter"), "Q2 2024", "2024年第2四半期"),
        (period("2024-01-01", "2024-12-31", "year"), "2024", "2024年"),
        (
            period("2024-04-01", "2025-03-31", "fiscal-year"),
            "fiscal year April 2024 – March 2025",
            "2024年4月〜2025年3月",
        ),
    ],
)
def test_dates_are_said_as_exactly_as_they_are_known(given: dict[str, str], english: str, japanese: str) -> None:
    assert (ENGLISH.period(given), JAPANESE.period(given)) == (english, japanese)
