"""A plan over arrays: which entries match and how well, the same arithmetic as the specification."""

from dataclasses import dataclass

import numpy as np

from search.backends.whoosh.columns import Columns, Floats, Ints, Mask
from search.backends.whoosh.postings import PLACE_BITS, Postings
from search.lexicon import Lexicon
from search.plan import All, Best, Leaf, Nothing, Phrase, Plan, Prefix, Some, Steps, Term
from search.ranking import PREFIX_SCORE, factor, idf, saturation


@dataclass(frozen=True, slots=True)
class Matched:
    """For every document number: whether the plan matches, and the score (0 where it does not)."""

    hit: Mask
    score: Floats


class Matcher:
    """Runs plans over one generation."""

    def __init__(self, columns: Columns, postings: Postings) -> None:
        self.columns = columns
        self.postings = postings
        self.entry_count = int(columns.entries.sum())
        self._averages = {name: _average(lengths[columns.entries]) for name, lengths in columns.lengths.items()}

    @property
    def lexicon(self) -> Lexicon:
        """The unstemmed words of the entries."""
        return self.postings.lexicon

    def match(self, plan: Plan) -> Matched:
        """Return what a plan matches."""
        match plan:
            case Nothing():
                return self._nothing()
            case All(parts, without):
                return self._all([self.match(p) for p in parts], [self.match(p) for p in without])
            case Some(parts, coordinate):
                return self._some([self.match(p) for p in parts], coordinate=coordinate)
            case Best(parts):
                return self._best([self.match(p) for p in parts])
            case Prefix():
                return self._prefix(plan)
            case Term() | Phrase():
                return self._weighed(plan)

    def _nothing(self) -> Matched:
        return Matched(np.zeros(self.columns.size, dtype=np.bool_), np.zeros(self.columns.size))

    def _all(self, parts: list[Matched], without: list[Matched]) -> Matched:
        hit = self.columns.entries.copy()
        score = np.zeros(self.columns.size)
        for part in parts:
            hit &= part.hit
            score += part.score
        for part in without:
            hit &= ~part.hit
        return Matched(hit, np.where(hit, score, 0.0))

    def _some(self, parts: list[Matched], *, coordinate: bool) -> Matched:
        result = self._nothing()
        count = np.zeros(self.columns.size)
        for part in parts:
            result.hit[:] |= part.hit
            result.score[:] += part.score
            count += part.hit
        if coordinate and parts:
            result.score[:] *= count / len(parts)
        return result

    def _best(self, parts: list[Matched]) -> Matched:
        result = self._nothing()
        for part in parts:
            result.hit[:] |= part.hit
            np.maximum(result.score, part.score, out=result.score)
        return result

    def _prefix(self, prefix: Prefix) -> Matched:
        result = self._nothing()
        for word in self.lexicon.starting(prefix.text):
            for field in prefix.fields:
                result.hit[self.postings.word(field, word)] = True
        result.score[result.hit] = PREFIX_SCORE * prefix.boost
        return result

    def _weighed(self, leaf: Term | Phrase) -> Matched:
        result = self._nothing()
        for field in leaf.fields:
            documents, tf = self._occurrences(leaf, field)
            if not len(documents):
                continue
            lengths = self.columns.lengths[field][documents]
            share = saturation(tf.astype(np.float64), lengths, self._averages[field])  # type: ignore[arg-type]
            result.score[documents] += share * factor(field, leaf.boost, self._rarity(leaf, field))
            result.hit[documents] = True
        return result

    def _rarity(self, leaf: Leaf, field: str) -> float:
        terms = [term for _, term in leaf.steps] if isinstance(leaf, Phrase) else [leaf.text]
        return max(idf(self.entry_count, len(self.postings.term(field, term)[0])) for term in terms)

    def _occurrences(self, leaf: Term | Phrase, field: str) -> tuple[Ints, Ints]:
        if isinstance(leaf, Term):
            return self.postings.term(field, leaf.text)
        starts = self._starts(leaf.steps, field)
        for exclusion in leaf.unless:
            if len(starts):
                inside = self._starts(exclusion.steps, field) + exclusion.offset
                starts = np.setdiff1d(starts, inside, assume_unique=True)
        return np.unique(starts >> PLACE_BITS, return_counts=True)

    def _starts(self, steps: Steps, field: str) -> Ints:
        """Where a phrase begins, packed; the rarest step first, so that little is intersected."""
        places = sorted((self.postings.places(field, term) - distance for distance, term in steps), key=len)
        starts = places[0]
        for other in places[1:]:
            if not len(starts):
                break
            starts = np.intersect1d(starts, other, assume_unique=True)
        return starts


def _average(lengths: Floats) -> float:
    filled = lengths[lengths > 0]
    return float(filled.sum() / len(filled)) if len(filled) else 1.0
