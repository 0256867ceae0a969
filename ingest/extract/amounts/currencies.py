"""Currencies and numbers: the signs and words of money, as tables and as pieces of patterns."""

import re
from decimal import Decimal
from typing import Final

# Signs that stand before a number. A bare $ is the US dollar, ¥ the yen, Rs the Indian rupee, ₱ the Philippine peso.
SIGNS: Final = {
    "US$": "USD", "USD": "USD", "A$": "AUD", "AU$": "AUD", "AUD": "AUD", "C$": "CAD", "CA$": "CAD", "CAD": "CAD",
    "NT$": "TWD", "TWD": "TWD", "HK$": "HKD", "HKD": "HKD", "S$": "SGD", "SGD": "SGD", "NZ$": "NZD", "NZD": "NZD",
    "$": "USD", "¥": "JPY", "￥": "JPY", "JPY": "JPY", "CN¥": "CNY", "RMB": "CNY", "CNY": "CNY", "€": "EUR", "EUR": "EUR",
    "£": "GBP", "GBP": "GBP", "₩": "KRW", "KRW": "KRW", "₱": "PHP", "PHP": "PHP", "₹": "INR", "Rs.": "INR", "Rs": "INR",
    "INR": "INR", "Rp": "IDR", "IDR": "IDR", "฿": "THB", "THB": "THB", "₫": "VND", "VND": "VND", "RM": "MYR", "MYR": "MYR",
    "CHF": "CHF",
}  # fmt: skip
# Words that stand after a number, in the singular.
WORDS: Final = {
    "dollar": "USD", "US dollar": "USD", "U.S. dollar": "USD", "American dollar": "USD", "Australian dollar": "AUD",
    "Canadian dollar": "CAD", "Singapore dollar": "SGD", "Hong Kong dollar": "HKD", "New Zealand dollar": "NZD",
    "Taiwan dollar": "TWD", "New Taiwan dollar": "TWD", "yen": "JPY", "Japanese yen": "JPY", "euro": "EUR",
    "pounds sterling": "GBP", "British pound": "GBP", "won": "KRW", "Korean won": "KRW", "South Korean won": "KRW",
    "yuan": "CNY", "renminbi": "CNY", "Chinese yuan": "CNY", "rupee": "INR", "Indian rupee": "INR", "peso": "PHP",
    "Philippine peso": "PHP", "Mexican peso": "MXN", "rupiah": "IDR", "baht": "THB", "ringgit": "MYR", "dong": "VND",
    "Swiss franc": "CHF", "USD": "USD", "JPY": "JPY", "EUR": "EUR", "GBP": "GBP", "AUD": "AUD", "CAD": "CAD",
    "KRW": "KRW", "TWD": "TWD", "PHP": "PHP", "INR": "INR", "CNY": "CNY", "RMB": "CNY",
}  # fmt: skip
ORDINARY_WORDS: Final = frozenset({"KRW", "VND"})  # "three won", "four dong" need a million or billion before them
SCALES: Final = {
    "hundred": 10**2, "hundred thousand": 10**5, "hundred million": 10**8, "hundred billion": 10**11,
    "thousand": 10**3, "k": 10**3, "million": 10**6, "mn": 10**6, "mln": 10**6, "m": 10**6,
    "billion": 10**9, "bn": 10**9, "bln": 10**9, "b": 10**9, "trillion": 10**12, "tn": 10**12, "trn": 10**12, "t": 10**12,
}  # fmt: skip
_UNITS: Final = "one two three four five six seven eight nine".split()
_TEENS: Final = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety".split()
SPELLED: Final = {
    "half a": "0.5", "a half": "0.5", "a quarter of a": "0.25", "one and a half": "1.5", "two and a half": "2.5", "a": "1",
    **{word: str(i) for i, word in enumerate(_UNITS, 1)},
    **{word: str(i) for i, word in enumerate(_TEENS, 10)},
    **{ten: f"{i}0" for i, ten in enumerate(_TENS, 2)},
    **{f"{ten}-{unit}": f"{i}{j}" for i, ten in enumerate(_TENS, 2) for j, unit in enumerate(_UNITS, 1)},
}  # fmt: skip


def _any_of(words: list[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s") for word in sorted(words, key=len, reverse=True))


SIGN: Final = f"(?:{_any_of(list(SIGNS))})"
WORD: Final = rf"(?:(?:{_any_of(list(WORDS))})s?(?![\w]))"
NUMBER: Final = r"(?:\d{1,3}(?:,\d{3}){1,6}(?:\.\d{1,6})?|\d{1,15}(?:\.\d{1,6})?)(?![\d]|,\d{3}(?!\d)|\.\d)"
SCALE: Final = (
    r"(?:[\s-]{0,2}(?:[Tt]housand|[Mm]illion|[Bb]illion|[Tt]rillion)(?![a-z])"
    r"|\s?(?:bn|bln|tn|trn|mn|mln|BN|MN|TN)(?!\w)|\s?[MBT](?!\w)|[mbktK](?!\w))"
)
SPELLED_NUMBER: Final = rf"(?:{_any_of(list(SPELLED))})"


def sign_currency(sign: str) -> str:
    """The code of a sign."""
    return SIGNS[sign.strip()]


def word_currency(word: str) -> str:
    """The code of a currency's word, singular or plural."""
    words = " ".join(word.split())
    return WORDS[words] if words in WORDS else WORDS[words.removesuffix("s")]


def scale_value(scale: str | None) -> int:
    """What a scale multiplies with: a thousand for `k`; 1 for none."""
    return SCALES[scale.strip(" -\xa0\u202f\t\n").casefold()] if scale else 1


def number_value(number: str) -> Decimal:
    """The value of `7,500`, `2.9` or `half a`."""
    words = " ".join(number.split()).casefold()
    return Decimal(SPELLED[words] if words in SPELLED else number.replace(",", ""))
