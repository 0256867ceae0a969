"""Converting: what the reading room read, laid out as a draft in the format of issue files, with its evidence."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from api.imports.cleaning import Cleaner, web_address
from api.models.imports import Form, Remark
from api.periods import half_month
from api.seeding.format import EVIDENCE_MAX, VALUE_MAX
from ingest import Days, Draft, DraftDevelopment, Evidence, FoundAmount, FoundDate, FoundName, Numbering

KINDS = {"organization": "organizations", "person": "people", "initiative": "initiatives"}
"""Kind of name → the key of a development that lists it."""
MOST = {"topics": 50, "countries": 250, "dates": 200, "amounts": 200, **dict.fromkeys(KINDS.values(), 200)}
DEVELOPMENTS_MAX, HEADLINES_MAX = 500, 200
LONG_MAX, WORDS_MAX = 20_000, 2_000
NUMBER_MAX = 999


@dataclass(frozen=True, slots=True)
class Read:
    """A draft as it was read: in the format of issue files, with a guess at its number and what to look at."""

    form: Form
    proposed: tuple[int, ...]
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact in the format, and where it was found."""

    value: Any
    evidence: Sequence[Evidence]


def convert(draft: Draft) -> Read:
    """Lay out a draft; whatever was read, the result fits the format."""
    cleaner = Cleaner()
    numbering = draft.numbering
    volume, number = _numbered(numbering.volume), _numbered(numbering.number)
    proposed = numbering.proposed or ()
    form: Form = {
        "volume": volume,
        "number": number,
        "title": cleaner.short(draft.title, "/title"),
        "occasion": cleaner.short(draft.occasion, "/occasion"),
        "period": _period(draft.period, numbering),
        "source_url": web_address(draft.source_url),
        "publisher": cleaner.short(draft.publisher, "/publisher"),
        "headlines": [
            cleaner.short(text, f"/headlines/{i}") or "—" for i, text in enumerate(draft.headlines[:HEADLINES_MAX])
        ],
    }
    developments = [
        _Development(part, f"/developments/{i}", cleaner)
        for i, part in enumerate(draft.developments[:DEVELOPMENTS_MAX])
    ]
    form["developments"] = [development.form() for development in developments]
    remarks = [Remark(code=w.code, message=w.message, at=_placed(w.at, developments)) for w in draft.warnings]
    return Read(form, tuple(proposed) if all(map(_numbered, proposed)) else (), (*remarks, *cleaner.remarks))


class _Development:
    """One development on its way into the format; `moved` tells where its names went."""

    def __init__(self, part: DraftDevelopment, at: str, cleaner: Cleaner) -> None:
        self._part = part
        self._at = at
        self._cleaner = cleaner
        self.moved: dict[str, str] = {}

    def form(self) -> Form:
        """Lay out the development."""
        part, at = self._part, self._at
        facts = {name: list(found)[: MOST[name]] for name, found in self._facts().items()}
        return {
            "headline": part.headline if part.headline and part.headline > 0 else None,
            "id": None,
            "title": self._cleaner.short(part.title, f"{at}/title"),
            "summary": self._cleaner.text(part.summary, LONG_MAX, f"{at}/summary"),
            "partial": False,
            **{name: [fact.value for fact in found] for name, found in facts.items()},
            "evidence": list(_evidence(facts))[:EVIDENCE_MAX],
            "source_text": self._cleaner.text(part.source_text, LONG_MAX, f"{at}/source_text"),
        }

    def _facts(self) -> dict[str, list[Fact]]:
        part = self._part
        amounts = [Fact(self._amount(amount, place), [amount.evidence]) for place, amount in enumerate(part.amounts)]
        return {
            "topics": [Fact(topic.slug, topic.evidence) for topic in part.topics],
            "countries": [Fact(country.code, country.evidence) for country in part.countries],
            "dates": [Fact(_date(date), [date.evidence]) for date in part.dates],
            "amounts": amounts,
            **self._names(),
        }

    def _names(self) -> dict[str, list[Fact]]:
        listed: dict[str, list[Fact]] = {key: [] for key in KINDS.values()}
        for place, name in enumerate(self._part.names):
            key = KINDS[name.kind]
            value = self._name(name, place)
            if value is not None:
                self.moved[f"names/{place}"] = f"{key}/{len(listed[key])}"
                listed[key].append(Fact(value, name.evidence))
        return listed

    def _name(self, name: FoundName, place: int) -> Any:
        at = f"{self._at}/names/{place}"
        shown = self._cleaner.short(name.name, at)
        if shown is None or name.kind != "person":
            return shown
        return {"name": shown, "role": self._cleaner.text(name.role, WORDS_MAX, at)}

    def _amount(self, amount: FoundAmount, place: int) -> Form:
        at = f"{self._at}/amounts/{place}"
        cleaner = self._cleaner
        return {
            "value": None,
            "low": _whole(amount.low),
            "high": _whole(amount.high),
            "currency": amount.currency,
            "qualifier": cleaner.short(amount.qualifier, at),
            "purpose": cleaner.text(amount.purpose, WORDS_MAX, at),
            "payer": cleaner.short(amount.payer, at),
            "recipient": cleaner.short(amount.recipient, at),
            "raw": cleaner.text(amount.evidence.raw, WORDS_MAX, at),
            "not_counted": amount.not_counted,
            "repeat_of": None,
        }


def _date(date: FoundDate) -> Form:
    raw = Cleaner().text(date.evidence.raw, WORDS_MAX, "")
    span = {"start": date.start.isoformat(), "end": date.end.isoformat(), "precision": date.precision}
    return {**span, "label": None, "raw": raw, "basis": date.basis}


def _evidence(facts: dict[str, list[Fact]]) -> Iterator[Form]:
    for name, found in facts.items():
        for place, fact in enumerate(found):
            for one in fact.evidence:
                yield {
                    "fact": f"/{name}/{place}",
                    "raw": Cleaner().text(one.raw, WORDS_MAX, ""),
                    "start": one.start,
                    "end": one.end,
                    "where": one.where,
                    "rule": one.rule,
                    "confidence": one.confidence,
                }


def _period(days: Days | None, numbering: Numbering) -> Form | None:
    """The period, where it is not the half-month that follows from the number or from a guess at it."""
    if days is None:
        return None
    numbers = [(numbering.volume, numbering.number), numbering.proposed or (None, None)]
    if any(v and n and half_month(v, n) == (days.start, days.end) for v, n in numbers):
        return None
    return {"start": days.start.isoformat(), "end": days.end.isoformat()}


def _placed(at: str | None, developments: Iterable[_Development]) -> str | None:
    """Where a remark on the reader's list of names is in the format, which lists each kind of name on its own."""
    head, _, place = (at or "").partition("/names/")
    if not place:
        return at
    for index, development in enumerate(developments):
        if head == f"/developments/{index}":
            return f"{head}/{development.moved.get(f'names/{place}', '')}".rstrip("/")
    return at


def _numbered(value: int | None) -> int | None:
    return value if value is not None and 1 <= value <= NUMBER_MAX else None


def _whole(value: int | None) -> int | None:
    return None if value is None else min(max(value, 0), VALUE_MAX)
