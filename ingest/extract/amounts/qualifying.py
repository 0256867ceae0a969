"""Qualifiers: which side of a sum "more than", "up to" and the like leave open, as the archive reads them."""

import re
from dataclasses import dataclass
from typing import Final

from ingest.extract.amounts.money import Money

# The archive's own words (seed_data/README.md): only these are stored.
LOW_ONLY: Final = frozenset({"more than", "over", "at least", "in excess of"})
HIGH_ONLY: Final = frozenset({"up to", "at most", "as much as", "less than", "under"})
BOTH: Final = frozenset({"about", "nearly", "roughly", "estimated", "around", "approximately", "almost", "~"})

# Words as written, and the archive's word for them.
_OTHER_WORDS: Final = {
    "no more than": "at most", "not more than": "at most", "a maximum of": "at most", "capped at": "at most",
    "as high as": "up to", "well under": "under", "below": "under", "fewer than": "less than",
    "no less than": "at least", "not less than": "at least", "a minimum of": "at least", "just over": "over",
    "well over": "over", "slightly over": "over", "just above": "over", "above": "over", "upwards of": "more than",
    "upward of": "more than", "north of": "more than", "exceeding": "more than", "greater than": "more than",
    "well in excess of": "in excess of", "much more than": "more than", "just under": "nearly", "close to": "nearly",
    "just short of": "nearly", "some": "about", "circa": "about", "ca.": "about", "≈": "~", "approx.": "approximately",
    "an estimated": "estimated", "estimated at": "estimated", "estimated cost of": "estimated", "estimated to cost": "estimated",
    "estimated value of": "estimated", "estimated price of": "estimated", "estimated total cost of": "estimated",
    "estimated to be worth": "estimated", "valued at an estimated": "estimated",
}  # fmt: skip
BEFORE: Final = {word: word for word in LOW_ONLY | HIGH_ONLY | BOTH} | _OTHER_WORDS
AFTER: Final = (
    (re.compile(r"[-\s]plus\b|\+(?!\w)|\sor\smore\b"), "at least"),
    (re.compile(r"\sor\sless\b"), "at most"),
    (re.compile(r"-odd\b"), "about"),
)

_LONGEST_FIRST: Final = sorted(BEFORE, key=len, reverse=True)
_WORDS: Final = "|".join(re.escape(word).replace(r"\ ", r"\s") for word in _LONGEST_FIRST if word[0].isalpha())
_BEFORE: Final = re.compile(
    rf"(?<![\w-])(?P<word>{_WORDS})(?P<a>\s(?:an?|the|its|their|another))?\s$|(?P<mark>[~≈])\s?$", re.IGNORECASE
)
# "a dispute over $1 billion", "under a $5 billion contract": a preposition, no qualifier.
_PREPOSITIONS: Final = frozenset({"over", "under", "about", "around", "above", "below", "some"})
_ABOUT_WHAT: Final = re.compile(
    r"\b(?:disputes?|concerns?|debates?|talks?|fights?|rows?|questions?|battles?|worr(?:y|ies)|negotiations?|disagreements?)\s$"
)
_LOOK_BACK: Final = 48


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """Money with its qualifier taken in: `start` to `end` are all its words, None is the open side."""

    start: int
    end: int
    money: Money
    low: int | None
    high: int | None
    qualifier: str | None

    @property
    def figure(self) -> int:
        """The known figure that the archive adds up: the low end, or the high one where the low is open."""
        return self.low if self.low is not None else self.money.high


def qualify(text: str, money: Money) -> Sum:
    """The sum with the qualifier right before or right after it."""
    start, end, word = money.start, money.end, None
    before = text[max(0, start - _LOOK_BACK) : start]
    match = _BEFORE.search(before)
    if match and _is_qualifier(before, match):
        word = BEFORE["~" if match["mark"] else " ".join(match["word"].split()).casefold()]
        start -= len(before) - match.start()
    else:
        for pattern, meant in AFTER:
            if after := pattern.match(text, end):
                word, end = meant, after.end()
    low = None if word in HIGH_ONLY else money.low
    high = None if word in LOW_ONLY else money.high
    return Sum(start=start, end=end, money=money, low=low, high=high, qualifier=word)


def _is_qualifier(before: str, match: re.Match[str]) -> bool:
    if match["mark"] or match["word"].casefold() not in _PREPOSITIONS:
        return True
    return not match["a"] and not _ABOUT_WHAT.search(before[: match.start()])
