"""Repeats: sums of an issue that were told before, unless the words show that it is another payment."""

import re
from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ingest.draft import FoundAmount

_ANOTHER: Final = re.compile(
    r"\b(?:another|an?\s(?:additional|further|second|separate|similar)|each)\s(?:[a-z]+\s)?$", re.IGNORECASE
)
_THE_SAME: Final = re.compile(r"\b(?:the|this|that|same)\s(?:[a-z]+\s)?$", re.IGNORECASE)
_LITTLE_WORDS: Final = frozenset(
    "a an the of for to in on with and its their new joint project plan deal investment support".split()
)
_REMEMBERED: Final = 8  # earlier sums of one value that a sum is compared with


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An amount, the words before it, and which sentence of which paragraph tells it."""

    amount: FoundAmount
    before: str
    sentence: tuple[int, str, int]


def known_figure(amount: FoundAmount) -> int:
    """The figure that the archive adds up."""
    return amount.low if amount.low is not None else amount.high or 0


def repeats(told: Sequence[Told]) -> list[bool]:
    """For each sum in the order of the issue: was the same payment told before."""
    seen: dict[tuple[str, int], deque[Told]] = defaultdict(lambda: deque(maxlen=_REMEMBERED))
    found = []
    for one in told:
        earlier = seen[one.amount.currency, known_figure(one.amount)]
        found.append(any(_is_same(one, other) for other in earlier))
        earlier.append(one)
    return found


def _is_same(one: Told, other: Told) -> bool:
    if _ANOTHER.search(one.before):
        return False
    if _differ(one.amount.payer, other.amount.payer) or _differ(one.amount.recipient, other.amount.recipient):
        return False
    if _THE_SAME.search(one.before):
        return True
    return one.sentence != other.sentence and not _speak_of_two(one.amount.purpose, other.amount.purpose)


def _differ(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one != other


def _speak_of_two(one: str | None, other: str | None) -> bool:
    """Two purposes that share no word."""
    return one is not None and other is not None and not _words(one) & _words(other)


def _words(purpose: str) -> set[str]:
    return set(re.findall(r"\w+", purpose.casefold())) - _LITTLE_WORDS


def is_rounding(headline: FoundAmount, amount: FoundAmount) -> bool:
    """Whether a headline's figure is the paragraph's one in fewer digits: "over $1 billion" for $1.2 billion."""
    round_one, exact = known_figure(headline), known_figure(amount)
    if headline.currency != amount.currency or not round_one:
        return False
    if round_one == exact:
        return True
    step = 10 ** (len(str(round_one)) - len(str(round_one).rstrip("0")))
    same = exact // step * step == round_one or (exact + step // 2) // step * step == round_one
    return same and abs(exact - round_one) * 100 <= round_one * (25 if headline.qualifier else 10)
