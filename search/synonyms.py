"""Synonyms from data: which terms stand for one another, in one direction or both.

The data's own head (`seed_data/synonyms.yaml`) says what its keys mean. Terms are compared as the analyzer's terms, so that
hyphens, plurals and spellings fold; `not` stretches are found together with the terms, longest match first.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from search.analysis import analyze, atoms, phrase_steps
from search.plan import Exclusion, Phrase, Steps

Key = tuple[str, ...]
SAME_MEANING = 0.8
"""Share of an exact match's score that an interchangeable term gets."""
ONE_WAY = 0.5
"""Share of an exact match's score that a one-way expansion gets."""
ORDINARY = frozenset("us core diet chips sofa quad pm fm mod mic fy moc acm".split())
"""Lower-case words that mean something else; any other acronym is also known when typed in lower case."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another wording: its phrase, its share of the score, and the look-alikes it must not be part of."""

    steps: Steps
    boost: float
    unless: tuple[Exclusion, ...] = ()


@dataclass(frozen=True, slots=True)
class _Wording:
    """A known stretch of words; `alternatives` is empty for a look-alike that must not be expanded."""

    raw: str
    exact_case: bool
    alternatives: tuple[Alternative, ...]


class Synonyms:
    """The synonyms in force, for looking up stretches of a query."""

    def __init__(self, groups: Iterable[Mapping[str, Any]]) -> None:
        self._wordings: dict[Key, list[_Wording]] = {}
        for group in groups:
            _Group(group).add_to(self._wordings)
        self.longest = max((len(key) for key in self._wordings), default=0)

    def alternatives(self, key: Key, raw: str) -> tuple[Alternative, ...] | None:
        """Return the other wordings for a stretch with these terms; None when nothing is known of it."""
        found: dict[Steps, Alternative] = {}
        known = [w for w in self._wordings.get(key, ()) if _case_fits(w, raw)]
        for wording in known:
            for alternative in wording.alternatives:
                best = found.get(alternative.steps)
                if best is None or best.boost < alternative.boost:
                    found[alternative.steps] = alternative
        return tuple(found.values()) if known else None


class _Group:
    """One row of the data, read into wordings."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.terms = [str(t) for t in [*data.get("en", ()), *data.get("ja", ())]]
        self.case = {str(t) for t in data.get("case", ())}
        self.one_way = [(str(rule["from"]), str(rule["to"])) for rule in data.get("one_way", ())]
        self.look_alikes = [str(t) for t in data.get("not", ())]

    def add_to(self, wordings: dict[Key, list[_Wording]]) -> None:
        """File this group's terms, one-way triggers and look-alikes under their keys."""
        members = {key_of(term) for term in self.terms}
        for term in self.terms:
            self._file(wordings, term, self._for_member(term, members))
        for trigger in {start for start, _ in self.one_way if key_of(start) not in members}:
            targets = tuple(self._alternative(to, ONE_WAY) for start, to in self.one_way if start == trigger)
            self._file(wordings, trigger, targets)
        for look_alike in self.look_alikes:
            self._file(wordings, look_alike, ())

    def _file(self, wordings: dict[Key, list[_Wording]], raw: str, alternatives: tuple[Alternative, ...]) -> None:
        wording = _Wording(raw, raw in self.case, alternatives)
        wordings.setdefault(key_of(raw), []).append(wording)

    def _for_member(self, term: str, members: set[Key]) -> tuple[Alternative, ...]:
        own = phrase_steps(term)
        same = [self._alternative(t, 1.0 if phrase_steps(t) == own else SAME_MEANING) for t in self.terms]
        kept = [a for a in same if len(own) > 1 or a.steps != own]
        return tuple(kept) + tuple(
            self._alternative(to, ONE_WAY) for start, to in self.one_way if key_of(start) in members
        )

    def _alternative(self, text: str, boost: float) -> Alternative:
        steps = phrase_steps(text)
        unless = []
        for look_alike in self.look_alikes:
            longer = phrase_steps(look_alike)
            unless += [Exclusion(longer, offset) for offset in _offsets(steps, text, look_alike)]
        return Alternative(steps, boost, tuple(unless))


def key_of(text: str) -> Key:
    """Return the terms of a wording, one a word or Japanese character: what it is found by."""
    return tuple(term for atom in atoms(text) for term in atom.terms)


def phrase(alternative: Alternative, fields: tuple[str, ...]) -> Phrase:
    """Return the plan node that looks for an alternative."""
    return Phrase(alternative.steps, fields, alternative.boost, alternative.unless)


def _offsets(steps: Steps, text: str, look_alike: str) -> list[int]:
    """Return at which words of a look-alike a wording stands in it, as parts or as a whole form."""
    if len(key_of(look_alike)) <= len(key_of(text)):
        return []
    there = {(token.position, token.text) for token in analyze(look_alike)}
    starts = [position for position, term in sorted(there) if steps and term == steps[0][1]]
    return [start for start in starts if all((start + distance, term) in there for distance, term in steps)]


def _case_fits(wording: _Wording, raw: str) -> bool:
    if not wording.exact_case or raw == wording.raw:
        return True
    return raw == wording.raw.lower() and raw not in ORDINARY
