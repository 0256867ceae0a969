"""Wording: countries, sums and dates as readable English, from typed facts alone."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

import pycountry

from ingest.draft import FoundAmount, FoundDate

COUNTRY_WORDS = {
    "US": "the United States", "GB": "the United Kingdom", "PH": "the Philippines", "NL": "the Netherlands",
    "AE": "the United Arab Emirates", "MV": "the Maldives", "SB": "the Solomon Islands", "MH": "the Marshall Islands",
    "CZ": "the Czech Republic", "BS": "the Bahamas", "CK": "the Cook Islands", "GM": "the Gambia", "KR": "South Korea",
    "KP": "North Korea", "TW": "Taiwan", "RU": "Russia", "IR": "Iran", "SY": "Syria", "LA": "Laos", "BN": "Brunei",
    "FM": "Micronesia", "PS": "Palestine", "VA": "the Vatican", "TR": "Turkey", "CD": "the Congo", "VN": "Vietnam",
}  # fmt: skip
"""Countries whose ISO name is not what a sentence says."""
ARTICLED = frozenset(
    """accord accords act activity administration agency agreement alliance army association bank board bureau
    cell center coalition commission committee compact congress consortium council court department dialogue diet
    embassy exercise federation force forces forum foundation framework fund government group house initiative
    institute ministry mission navy office organization pact parliament partnership plan program programme project
    senate strategy summit system talks task treaty union""".split()
)
"""Common nouns: a name that holds one takes "the"."""
OWN_ARTICLE = frozenset({"the", "exercise", "operation"})
SYMBOLS = {"USD": "$", "JPY": "¥", "EUR": "€", "GBP": "£"}
SCALES = ((10**12, " trillion"), (10**9, " billion"), (10**6, " million"))
MONTHS = "January February March April May June July August September October November December".split()
PARTS = {(1, 10): "early ", (11, 20): "mid-"}


def word_list(items: Sequence[str], most: int | None = None) -> str:
    """Items as a list in a sentence; behind the first `most` only how many more there are.

    Items that hold a comma or an "and" themselves are set apart by semicolons.
    """
    shown = list(items if most is None else items[:most])
    rest = len(items) - len(shown)
    if rest:
        shown.append(f"{rest} more")
    if len(shown) == 1:
        return shown[0]
    if any("," in item or " and " in item for item in shown):
        return f"{'; '.join(shown[:-1])}; and {shown[-1]}"
    return f"{', '.join(shown[:-1])} and {shown[-1]}"


def word_name(name: str) -> str:
    """The name of a body or plan as it stands in a sentence: with "the" where it is built on a common noun."""
    words = name.lower().replace("’", "'").split()
    takes = not ARTICLED.isdisjoint(words) or "of" in words[1:]
    return f"the {name}" if takes and words[0] not in OWN_ARTICLE and "'s" not in words[0][-2:] else name


def word_country(code: str) -> str:
    """A country as it stands in a sentence; its code where nothing better is known."""
    if code in COUNTRY_WORDS:
        return COUNTRY_WORDS[code]
    known = pycountry.countries.get(alpha_2=code)
    return getattr(known, "common_name", known.name) if known else code


def word_amount(amount: FoundAmount) -> str:
    """A sum such as `$2.9 billion` or `more than ¥5 trillion`."""
    low, high = amount.low, amount.high
    if low is not None and high is not None and low != high:
        return f"{_money(low, amount.currency)} to {_money(high, amount.currency)}"
    value = low if low is not None else high
    if value is None:
        return f"an unknown sum in {amount.currency}"
    opening = amount.qualifier or ("more than" if high is None else "up to" if low is None else None)
    words = _money(value, amount.currency)
    return f"about {words}" if opening == "~" else f"{opening} {words}" if opening else words


def word_date(found: FoundDate) -> str:
    """A date such as `10–11 April 2024`, `early April 2024`, `the first half of 2024` or `2018–2019`."""
    start, end = found.start, found.end
    match found.precision:
        case "year":
            return str(start.year) if start.year == end.year else f"{start.year}–{end.year}"
        case "fiscal-year":
            return f"US fiscal year {end.year}" if start.month == 10 else f"fiscal year {start.year}"
        case "half-year" if start.year == end.year:
            return f"the {'first' if start.month <= 6 else 'second'} half of {start.year}"
        case "month" | "quarter" | "half-year":
            return _months(start, end)
        case "part-of-month" if start.month == end.month:
            return f"{_part(start, end)}{_month(start)}"
    return _days(start, end)


def _money(value: int, currency: str) -> str:
    symbol = SYMBOLS.get(currency, f"{currency} ")
    for scale, word in SCALES:
        scaled = Decimal(value) / scale
        if value >= scale and round(scaled, 3) == scaled:
            return f"{symbol}{scaled.normalize():f}{word}"
    return f"{symbol}{value:,}"


def _part(start: date, end: date) -> str:
    last = (end + timedelta(days=1)).day == 1 if end < date.max else True
    return PARTS.get((start.day, end.day), "late " if start.day == 21 and last else "")


def _month(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}"


def _months(start: date, end: date) -> str:
    if (start.year, start.month) == (end.year, end.month):
        return _month(start)
    return f"{MONTHS[start.month - 1]}–{_month(end)}" if start.year == end.year else f"{_month(start)}–{_month(end)}"


def _days(start: date, end: date) -> str:
    if start == end:
        return f"{start.day} {_month(start)}"
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{end.day} {_month(end)}"
    month = MONTHS[start.month - 1] if start.year == end.year else _month(start)
    return f"{start.day} {month}–{end.day} {_month(end)}"
