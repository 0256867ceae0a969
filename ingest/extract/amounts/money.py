"""Money: every sum written in a text, with its currency and its one value or the two ends of its range."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from heapq import merge
from typing import Final

from ingest.extract.amounts.currencies import (
    NUMBER,
    ORDINARY_WORDS,
    SCALE,
    SIGN,
    SPELLED_NUMBER,
    WORD,
    number_value,
    scale_value,
    sign_currency,
    word_currency,
)

_LINK: Final = r"(?P<link>\s?[-–—]\s?|\s(?:to|and|or)\s)"
_SIGNED: Final = re.compile(
    rf"(?P<sign>{SIGN})\s?(?P<n1>{NUMBER})(?P<s1>{SCALE})?"
    rf"(?:{_LINK}(?P<sign2>{SIGN}\s?)?(?P<n2>{NUMBER})(?P<s2>{SCALE})?)?(?P<word>[\s-]{WORD})?"
)
_WORDED: Final = re.compile(
    rf"(?P<n1>{NUMBER})(?P<s1>{SCALE})?(?:{_LINK}(?P<n2>{NUMBER})(?P<s2>{SCALE})?)?[\s-](?P<word>{WORD})(?!-)"
)
_SPELLED: Final = re.compile(
    rf"(?P<n1>{SPELLED_NUMBER})(?P<s1>\s(?:hundred\s)?(?:hundred|thousand|million|billion|trillion))\s(?P<word>{WORD})(?!-)",
    re.IGNORECASE,
)
_GLUED: Final = re.compile(r"[\w.,$¥€£₩]$|[\w$¥€£₩]-$")
_BETWEEN: Final = re.compile(r"\b[Bb]etween\s(?:about\s|roughly\s|an estimated\s)?$")
# "raised from $3 billion to $5 billion" are two sums.
_CHANGED: Final = re.compile(
    r"\b(?:rais|rose|ris|increas|gr[eo]w|doubl|tripl|cut|fell|fall|reduc|dropp|boost|expand|lift|up|down|jump)\w*\b.*\bfrom\s$"
)
# The price of one of many things ("$8 per million BTU", "¥9,000 a night") is no payment of anybody; what flows in a span of
# time ("2.6 trillion yen a year") is one.
_SPAN: Final = r"(?:fiscal\s)?(?:year|annum|quarter|month|week|decade|day)\b"
_UNIT: Final = (
    r"(?:share|barrel|ton|tonne|gallon|unit|piece|hour|night|stay|kilogram|kilo|kg|pound|dose|ounce|liter|litre|bottle|bushel|foot|yard"
    r"|mile|meter|metre|kilometer|acre|hectare|inch|seat|ticket|copy|plate|meal|bowl|box|pack|pallet|container|room|person|head|worker"
    r"|student|pupil|household|customer|passenger|vehicle|car|truck|ship|boat|jet|plane|aircraft|missile|round|shot|drone|shell|chip"
    r"|wafer|token|coin|MMBtu|BTU|megawatt|kilowatt|MWh|kWh)s?(?![\w-])"
)
_PER_UNIT: Final = re.compile(
    rf"[\s-]per[\s-](?!{_SPAN})|\s?/\s?(?=[a-zA-Z])(?!{_SPAN})|[\s-]an?[\s-](?:[a-z-]+\s){{0,2}}?{_UNIT}"
    rf"|\s(?:for\s)?(?:each|every)\s(?:[a-z-]+\s){{0,2}}?{_UNIT}|\s?apiece\b"
)
# "each missile costs", "a single tractor now costs up to", "every barrel above", and "$9 each" behind a word of buying.
_OF_ONE: Final = re.compile(
    r"\b(?:[Ee]ach|[Ee]very|[Aa]\ssingle|[Pp]er)\s(?:(?![\w-]*ing\b)[\w-]+\s(?:above|below|over|under)"
    r"|(?:[\w’'-]+\s){1,5}?(?:costs?|costing|sells?|selling|sold|goes|fetch(?:es|ed)|worth|priced|valued)\b[^.;$¥€£]{0,40})\s$"
)
_EACH_AFTER: Final = re.compile(r"\seach\b")
_BUYING: Final = re.compile(
    r"\b(?:cost|price|sell|sold|buy|bought|purchas|worth|value|charg|fee|fetch)\w*\b[^.;$¥€£]{0,40}$"
)
_RATE_AFTER: Final = re.compile(
    r"\s(?:to|against|per|for|a|=)\s?(?:the\s|one\s|a\s|1\s)?(?:US\s)?(?:dollar|euro|\$1\b)"
)
_RATE_BEFORE: Final = re.compile(r"\b(?:dollar|euro)\s(?:at|to|around|above|below|past|was|traded\sat|against)\s$")
_LOOK_BACK: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """A sum at characters `start` to `end`: `low` and `high` in whole units of `currency`, equal when it is one value."""

    start: int
    end: int
    currency: str
    low: int
    high: int
    rule: str


def find_money(text: str) -> Iterator[Money]:
    """Every sum of the text in order; prices of single things and rates of exchange are left out."""
    signed, worded, spelled = (
        ((m.start(), i, m) for m in _each(pattern, text)) for i, pattern in enumerate((_SIGNED, _WORDED, _SPELLED))
    )
    end = 0
    for start, _, match in merge(signed, worded, spelled, key=lambda found: found[:2]):
        money = _read(match) if start >= end else None
        if money is not None and not _is_price(text, money):
            end = money.end
            yield money


def _each(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Matches from left to right, each search going on after what was read of the last one."""
    at = 0
    while match := pattern.search(text, at):
        at = _end_of_first(match) if _range(match) is None and match.groupdict().get("n2") else match.end()
        if not _GLUED.search(text[max(0, match.start() - 2) : match.start()]):
            yield match


def _end_of_first(match: re.Match[str]) -> int:
    return match.end("s1") if match["s1"] else match.end("n1")


def _currency(match: re.Match[str]) -> str:
    groups = match.groupdict()
    sign, word = groups.get("sign"), groups.get("word")
    if word and (not sign or sign == "$"):
        return word_currency(word.lstrip(" -\xa0"))
    return sign_currency(sign or "$")


def _read(match: re.Match[str]) -> Money | None:
    rule = "signed" if "sign" in match.re.groupindex else "worded"
    ends = _range(match)
    if ends is not None:
        money = Money(
            start=match.start(),
            end=match.end(),
            currency=_currency(match),
            low=ends[0],
            high=ends[1],
            rule=f"{rule}_range",
        )
        return money if money.low else None
    if match.groupdict().get("n2"):
        return _first_of_two(match, rule)
    currency, value = _currency(match), _whole(number_value(match["n1"]) * scale_value(match["s1"]))
    if not value or (rule == "worded" and currency in ORDINARY_WORDS and not match["s1"]):
        return None
    return Money(start=match.start(), end=match.end(), currency=currency, low=value, high=value, rule=rule)


def _first_of_two(match: re.Match[str], rule: str) -> Money | None:
    """The first sum where two stand side by side that are no range; a word after the second is not the first's."""
    if rule == "worded":
        return None
    value = _whole(number_value(match["n1"]) * scale_value(match["s1"]))
    currency = sign_currency(match["sign"])
    return (
        Money(start=match.start(), end=_end_of_first(match), currency=currency, low=value, high=value, rule=rule)
        if value
        else None
    )


def _range(match: re.Match[str]) -> tuple[int, int] | None:
    """The two ends of a range in whole units; None where the match holds no range."""
    groups = match.groupdict()
    if not groups.get("n2") or not _may_link(match):
        return None
    low, high = number_value(groups["n1"]), number_value(groups["n2"])
    scale2 = scale_value(groups["s2"])
    scale1 = scale_value(groups["s1"]) if groups["s1"] else scale2
    if not groups["s1"] and low >= high and groups.get("sign2"):
        scale1 = max(scale2 // 1000, 1)  # $500-$1 billion
    ends = _whole(low * scale1), _whole(high * scale2)
    return ends if ends[0] < ends[1] else None


def _may_link(match: re.Match[str]) -> bool:
    groups = match.groupdict()
    link, sign2 = groups["link"].strip(), (groups.get("sign2") or "").strip()
    before = match.string[max(0, match.start() - _LOOK_BACK) : match.start()]
    if sign2 and sign2 != groups["sign"]:
        return False
    if link == "and":
        return bool(_BETWEEN.search(before))
    if link == "to" and _CHANGED.search(before):
        return False
    return bool(link in {"-", "–", "—"} or sign2 or not groups["s1"] or "sign" not in groups)


def _whole(value: Decimal) -> int:
    return int(value.to_integral_value())


def _is_price(text: str, money: Money) -> bool:
    before = text[max(0, money.start - _LOOK_BACK) : money.start]
    if _PER_UNIT.match(text, money.end) or _OF_ONE.search(before):
        return True
    if _EACH_AFTER.match(text, money.end) and _BUYING.search(before):
        return True
    return bool(money.currency != "USD" and (_RATE_AFTER.match(text, money.end) or _RATE_BEFORE.search(before)))
