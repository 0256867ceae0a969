"""One paragraph of a draft beside its labels, field by field: what is right, what is missing, what is wrong."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from ingest.draft import DraftDevelopment, FoundName
from tests.reading.labels import LabelledAmount, LabelledName, LabelledParagraph

CORE = frozenset({"defense", "economic", "space", "trilateral"})
Key = tuple[str, int | None, int | None]
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """How many were right, and the others in words."""

    right: int
    missed: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()


Comparison = Callable[[LabelledParagraph, DraftDevelopment | None], Compared]


def compare_amounts(label: LabelledParagraph, found: DraftDevelopment | None) -> Compared:
    """Distinct sums by currency and both ends; one written twice is one."""
    expected = {_key(amount) for amount in label.amounts if not amount.optional}
    optional = {_key(amount) for amount in label.amounts if amount.optional}
    got = {(a.currency, a.low, a.high) for a in found.amounts} if found else set()
    return _sets(expected, got, optional, _money)


def compare_counted(label: LabelledParagraph, found: DraftDevelopment | None) -> Compared:
    """Whether each sum that was found, and on which editors agree, may be added up."""
    counted, got = _judged(label), _flags(found)
    both = counted.keys() & got.keys()
    off = sorted((key for key in both if counted[key] != got[key]), key=_money)
    return Compared(
        right=len(both) - len(off),
        missed=tuple(f"{_money(key)} {_counts(counted[key])}" for key in off),
        wrong=tuple(f"{_money(key)} {_counts(got[key])}" for key in off),
    )


def compare_not_counted(label: LabelledParagraph, found: DraftDevelopment | None) -> Compared:
    """The repeats, running totals and past costs among them."""
    counted, got = _judged(label), _flags(found)
    both = counted.keys() & got.keys()
    return _sets({k for k in both if not counted[k]}, {k for k in both if not got[k]}, set(), _money)


def compare_dates(label: LabelledParagraph, found: DraftDevelopment | None) -> Compared:
    """Distinct spans by first and last day."""
    expected = {(d.start, d.end) for d in label.dates if not d.optional}
    optional = {(d.start, d.end) for d in label.dates if d.optional}
    return _sets(expected, {(d.start, d.end) for d in found.dates} if found else set(), optional, _days)


def compare_countries(label: LabelledParagraph, found: DraftDevelopment | None) -> Compared:
    """Countries, named or implied."""
    got = {country.code for country in found.countries} if found else set()
    return _sets(label.countries, got, label.optional_countries, str)


def compare_topics(label: LabelledParagraph, found: DraftDevelopment | None) -> Compared:
    """Topics, the core four only."""
    got = {topic.slug for topic in found.topics} & CORE if found else set()
    return _sets(label.topics & CORE, got, label.optional_topics, str)


def names_of(kind: str) -> Comparison:
    """A softer comparison: one form of a name within the other, whole words, is enough."""

    def compare(label: LabelledParagraph, found: DraftDevelopment | None) -> Compared:
        expected = [name for name in label.names if name.kind == kind]
        left = [name for name in found.names if name.kind == kind] if found else []
        missed = []
        for name in expected:
            match = next((other for other in left if _is_named(name, other)), None)
            missed += [] if match else [name.forms[0]]
            left = [other for other in left if other is not match]
        spare = [name for name in label.names if name.kind is None]
        wrong = tuple(other.name for other in left if not any(_is_named(name, other) for name in spare))
        return Compared(right=len(expected) - len(missed), missed=tuple(missed), wrong=wrong)

    return compare


def _sets(
    expected: Collection[T], found: Collection[T], optional: Collection[T], words: Callable[[T], str]
) -> Compared:
    wanted, got = set(expected), set(found)
    return Compared(
        right=len(wanted & got),
        missed=tuple(sorted(map(words, wanted - got))),
        wrong=tuple(sorted(map(words, got - wanted - set(optional)))),
    )


def _judged(label: LabelledParagraph) -> dict[Key, bool]:
    unsure = {_key(amount) for amount in label.amounts if not amount.judged}
    flags: dict[Key, bool] = {}
    for amount in label.amounts:
        flags[_key(amount)] = flags.get(_key(amount), False) or amount.not_counted is None
    return {key: counts for key, counts in flags.items() if key not in unsure}


def _flags(found: DraftDevelopment | None) -> dict[Key, bool]:
    flags: dict[Key, bool] = {}
    for amount in found.amounts if found else ():
        key = (amount.currency, amount.low, amount.high)
        flags[key] = flags.get(key, False) or amount.not_counted is None
    return flags


def _counts(counted: bool) -> str:
    return "counts" if counted else "does not count"


def _key(amount: LabelledAmount) -> Key:
    return amount.currency, amount.low, amount.high


def _money(key: Key) -> str:
    currency, low, high = key
    ends = [f"{end:,}" if end is not None else "" for end in (low, high)]
    return f"{currency} {ends[0]}" if low == high else f"{currency} {ends[0]}–{ends[1]}"


def _days(span: tuple[date, date]) -> str:
    return str(span[0]) if span[0] == span[1] else f"{span[0]}–{span[1]}"


def _is_named(label: LabelledName, found: FoundName) -> bool:
    """Either the vocabulary's name or the words as written, such as NASA, may be the label's."""
    written = {_words(name) for name in (found.name, *(proof.raw for proof in found.evidence if proof.raw))}
    return any(_within(_words(form), words) for form in label.forms for words in written)


def _within(one: str, other: str) -> bool:
    return bool(one and other) and (one in other or other in one)


def _words(name: str) -> str:
    """Words between spaces, so that one name within another is one of whole words."""
    words = re.findall(r"\w+", name.casefold().replace("’", "").replace("'", ""))
    return f" {' '.join(words)} " if words else ""
