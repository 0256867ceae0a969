"""Wording: money and dates in words, in English and in Japanese."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Protocol

from api.qualifiers import HIGH_ONLY, LOW_ONLY

SIGNS = {"USD": "$", "JPY": "¥", "EUR": "€", "GBP": "£", "AUD": "A$", "KRW": "₩", "PHP": "₱", "INR": "₹", "TWD": "NT$"}
"""Currencies that are written with a sign before the number; others with their code."""
SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
SCALES_JA = ((10**12, "兆"), (10**8, "億"), (10**4, "万"))
UNITS_JA = {
    "USD": "ドル",
    "JPY": "円",
    "EUR": "ユーロ",
    "GBP": "ポンド",
    "AUD": "豪ドル",
    "KRW": "ウォン",
    "PHP": "ペソ",
}
ABOUT_JA = {
    **dict.fromkeys(LOW_ONLY, "{}以上"),
    "more than": "{}超",
    "over": "{}超",
    **dict.fromkeys(HIGH_ONLY, "最大{}"),
    "less than": "{}未満",
    "under": "{}未満",
}
"""How what an English qualifier means is said in Japanese; all others are “about”."""


class Wording(Protocol):
    """How a language says money and dates."""

    def money(self, value: int | None, currency: str = "USD") -> str:
        """Return whole units of a currency in words; a dash for what is unknown."""

    def amount(self, amount: Mapping[str, Any]) -> str:
        """Return a served amount in words."""

    def day(self, day: date) -> str:
        """Return a day in words."""

    def period(self, start: date, end: date, precision: str) -> str:
        """Return a period in words, as exactly as its precision allows."""

    def step(self, step: str, first: date) -> str:
        """Return the name of a month, quarter or year, short enough for a chart."""


def scaled(value: int) -> tuple[str, str]:
    """Return a number with at most three decimals and its scale in English: `2.9`, `billion`."""
    for size, name in SCALES:
        if value >= size:
            return f"{value / size:,.3f}".rstrip("0").rstrip("."), f" {name}"
    return f"{value:,}", ""


class English:
    """English as it is written in the United States, with days before months as the digest has them."""

    def money(self, value: int | None, currency: str = "USD") -> str:
        """Return `$2.9 billion`."""
        if value is None:
            return "–"
        number, scale = scaled(value)
        return f"{SIGNS.get(currency, currency + ' ')}{number}{scale}"

    def amount(self, amount: Mapping[str, Any]) -> str:
        """Return `more than $210 million` or `$1 billion to $2 billion`."""
        low, high, currency = amount["low"], amount["high"], amount["currency"]
        if low is not None and high is not None and low != high:
            return f"{self.money(low, currency)} to {self.money(high, currency)}"
        words = self.money(high if low is None else low, currency)
        qualifier = amount["qualifier"] or ("at least" if high is None else "up to" if low is None else None)
        return f"{qualifier} {words}" if qualifier else words

    def day(self, day: date) -> str:
        """Return `9 April 2024`."""
        return f"{day.day} {day:%B} {day.year}"

    def period(self, start: date, end: date, precision: str) -> str:
        """Return `1–15 April 2024`, `April 2024`, `Q2 2024` or `2024`."""
        if precision in ("day", "half-month", "part-of-month") or start == end:
            return self._days(start, end)
        if precision == "month" and (start.year, start.month) == (end.year, end.month):
            return f"{start:%B} {start.year}"
        if precision == "quarter":
            return f"Q{(start.month + 2) // 3} {start.year}"
        if precision == "year" and start.year == end.year:
            return str(start.year)
        if precision == "fiscal-year":
            return f"fiscal year {start:%B} {start.year} – {end:%B} {end.year}"
        return f"{start:%B} {start.year} – {end:%B} {end.year}"

    def step(self, step: str, first: date) -> str:
        """Return `Apr 2024`, `Q2 2024` or `2024`."""
        return {"month": f"{first:%b} {first.year}", "quarter": f"Q{(first.month + 2) // 3} {first.year}"}.get(
            step, str(first.year)
        )

    def _days(self, start: date, end: date) -> str:
        if start == end:
            return self.day(start)
        if (start.year, start.month) == (end.year, end.month):
            return f"{start.day}–{self.day(end)}"
        if start.year == end.year:
            return f"{start.day} {start:%B} – {self.day(end)}"
        return f"{self.day(start)} – {self.day(end)}"


class Japanese:
    """Japanese, with the scales of four digits."""

    def money(self, value: int | None, currency: str = "USD") -> str:
        """Return `29億ドル`."""
        return "―" if value is None else f"{self._number(value)}{UNITS_JA.get(currency, currency)}"

    def _number(self, value: int) -> str:
        parts, rest = [], value
        for size, sign in SCALES_JA:
            if rest >= size:
                parts.append(f"{rest // size:,}{sign}")
                rest %= size
        return "".join([*parts, f"{rest:,}"] if rest or not parts else parts)

    def amount(self, amount: Mapping[str, Any]) -> str:
        """Return `2億1,000万ドル超` or `10億ドル〜20億ドル`."""
        low, high, currency = amount["low"], amount["high"], amount["currency"]
        if low is not None and high is not None and low != high:
            return f"{self.money(low, currency)}〜{self.money(high, currency)}"
        words = self.money(high if low is None else low, currency)
        qualifier = amount["qualifier"] or ("at least" if high is None else "up to" if low is None else None)
        return ABOUT_JA.get(qualifier, "約{}").format(words) if qualifier else words

    def day(self, day: date) -> str:
        """Return `2024年4月9日`."""
        return f"{day.year}年{day.month}月{day.day}日"

    def period(self, start: date, end: date, precision: str) -> str:
        """Return `2024年4月1〜15日`, `2024年4月`, `2024年第2四半期` or `2024年`."""
        if start == end:
            return self.day(start)
        same_month = (start.year, start.month) == (end.year, end.month)
        if precision in ("day", "half-month", "part-of-month"):
            return f"{start.year}年{start.month}月{start.day}〜{end.day}日" if same_month else self._from_to(start, end)
        if precision == "month" and same_month:
            return f"{start.year}年{start.month}月"
        if precision == "quarter":
            return f"{start.year}年第{(start.month + 2) // 3}四半期"
        if precision == "year" and start.year == end.year:
            return f"{start.year}年"
        return f"{start.year}年{start.month}月〜{end.year}年{end.month}月"

    def step(self, step: str, first: date) -> str:
        """Return `2024年4月`, `2024年Q2` or `2024年`."""
        return {"month": f"{first.year}年{first.month}月", "quarter": f"{first.year}年Q{(first.month + 2) // 3}"}.get(
            step, f"{first.year}年"
        )

    def _from_to(self, start: date, end: date) -> str:
        return f"{self.day(start)}〜{self.day(end)}"


WORDINGS: Mapping[str, Wording] = {"en": English(), "ja": Japanese()}
