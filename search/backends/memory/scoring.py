"""Matching and scoring one entry at a time: what every node of a plan means."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from search.analysis import Token, analyze_values, length
from search.document import Document
from search.highlight import occurrences
from search.plan import All, Best, Nothing, Phrase, Plan, Prefix, Some, Steps, Term
from search.ranking import PREFIX_SCORE, factor, idf, saturation


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry with its analysed fields."""

    document: Document
    tokens: dict[str, list[Token]]
    lengths: dict[str, int]

    def surfaces(self, fields: Iterable[str]) -> set[str]:
        """Return the unstemmed words of some fields."""
        return {t.surface for name in fields for t in self.tokens.get(name, ()) if t.surface}


class Scorer:
    """Scores entries against plans, with the statistics of all entries."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = entries
        self._holders: dict[tuple[str, str], int] = {}

    def score(self, plan: Plan, entry: Entry) -> float | None:
        """Return an entry's score, None where the plan does not match it."""
        match plan:
            case Nothing():
                return None
            case Term(text, fields, boost):
                return self._weighed(((0, text),), fields, boost, entry, lambda tokens: _count(text, tokens))
            case Phrase(steps, fields, boost):
                return self._weighed(steps, fields, boost, entry, lambda tokens: len(_starts(plan, tokens)))
            case Prefix(text, fields, boost):
                return PREFIX_SCORE * boost if any(w.startswith(text) for w in entry.surfaces(fields)) else None
            case All(parts, without):
                return self._all(parts, without, entry)
            case Some(parts, coordinate):
                found = [score for part in parts if (score := self.score(part, entry)) is not None]
                share = len(found) / len(parts) if coordinate and parts else 1.0
                return sum(found, 0.0) * share if found else None
            case Best(parts):
                return max((s for part in parts if (s := self.score(part, entry)) is not None), default=None)

    def holders(self, field: str, term: str) -> int:
        """Return how many entries have a term in a field."""
        key = (field, term)
        if key not in self._holders:
            self._holders[key] = sum(any(t.text == term for t in e.tokens.get(field, ())) for e in self.entries)
        return self._holders[key]

    def _all(self, parts: tuple[Plan, ...], without: tuple[Plan, ...], entry: Entry) -> float | None:
        if any(self.score(part, entry) is not None for part in without):
            return None
        total = 0.0
        for part in parts:
            score = self.score(part, entry)
            if score is None:
                return None
            total += score
        return total

    def _weighed(
        self,
        steps: Steps,
        fields: tuple[str, ...],
        boost: float,
        entry: Entry,
        count: Callable[[list[Token]], int],
    ) -> float | None:
        total = None
        for name in fields:
            tf = count(entry.tokens.get(name, []))
            if tf:
                rarity = max(idf(len(self.entries), self.holders(name, term)) for _, term in steps)
                share = saturation(float(tf), float(entry.lengths[name]), self._average(name))
                total = (total or 0.0) + share * factor(name, boost, rarity)
        return total

    def _average(self, field: str) -> float:
        lengths = [e.lengths[field] for e in self.entries if e.lengths.get(field)]
        return sum(lengths) / len(lengths)


def read(document: Document) -> Entry:
    """Analyse a document's text fields."""
    tokens = {name: analyze_values(values) for name, values in document.text.items()}
    return Entry(document, tokens, {name: length(found) for name, found in tokens.items()})


def _count(term: str, tokens: list[Token]) -> int:
    return sum(token.text == term for token in tokens)


def _starts(phrase: Phrase, tokens: list[Token]) -> set[int]:
    starts = occurrences(phrase.steps, tokens)
    for exclusion in phrase.unless:
        starts -= {start + exclusion.offset for start in occurrences(exclusion.steps, tokens)}
    return starts
