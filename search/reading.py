"""Reading a generation: what `q` means, facets with labels, highlights, spelling and the relaxed offer."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from search.analysis import atoms, is_japanese, term_of
from search.document import HEADLINE, VOCABULARY_KINDS, Span
from search.engine import Engine, Outcome
from search.errors import QueryTooCostly
from search.fields import USD_BANDS
from search.grouping import Grouped, Grouping
from search.language.compiler import compile_plan
from search.language.parser import Limits, parse
from search.language.syntax import Either, Group, Minus, Node, Word
from search.plan import Nothing, Phrase, Plan, Prefix, leaves
from search.query import Match, SearchQuery
from search.results import Facet, Hit, Remark, SearchResult, Spelling, Suggestion
from search.similarity import Similar, find_similar
from search.synonyms import Synonyms
from search.tallies import build_facet
from search.vocabulary import Entry, suggest

_LOOKS = {Phrase: 4, Prefix: 8}
"""How many times a word's work other leaves take."""
_LOOKS_PER_FACET = 1
"""Measured: two fifths of a look over 21,000 developments, half of one over 215,000; the facet of kinds a whole one."""
_WRITTEN: Mapping[str, Callable[[str], str]] = {
    "alliance_format": str.capitalize,
    "kind": lambda kind: f"{kind.capitalize()}s",
    "usd_band": {band.value: band.label for band in USD_BANDS}.__getitem__,
    "year": str,
}
"""Facets whose values say themselves what they are called."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """What a `q` means: its tree, the remarks on slips in it, the plan, its prefixes, and how many looks its words take."""

    tree: Node | None = None
    remarks: tuple[Remark, ...] = ()
    plan: Plan | None = None
    prefixes: tuple[Prefix, ...] = ()
    looks: int = 0


NOTHING_ASKED = Compiled()


@lru_cache(maxsize=2_000)
def compile_question(q: str, match: Match, synonyms: Synonyms | None, limits: Limits) -> Compiled:
    """Return what a `q` means; the same one comes again with other filters and pages. Raises QueryTooCostly."""
    tree, remarks = parse(q, limits)
    plan = compile_plan(tree, match, synonyms)
    if isinstance(plan, Nothing):
        remarks.append(Remark("no_words", "q has no word to search for, so nothing matches.", "q"))
    words = list(leaves(plan, unwanted=True))
    prefixes = tuple(leaf for leaf in words if isinstance(leaf, Prefix))
    return Compiled(tree, tuple(remarks), plan, prefixes, sum(_LOOKS.get(type(leaf), 1) for leaf in words))


class EngineSnapshot:
    """A Snapshot over any engine."""

    def __init__(self, engine: Engine, synonyms: Synonyms, limits: Limits) -> None:
        self.engine = engine
        self.synonyms = synonyms
        self.limits = limits

    @property
    def data_version(self) -> int:
        """The last sequence number of the changes log that this generation holds."""
        return self.engine.data_version

    def search(self, query: SearchQuery) -> SearchResult:
        """Answer a query. Raises QueryTooCostly."""
        asked = self._compiled(query)
        outcome = self.engine.run(asked.plan, query)
        spelling, relaxed = self._offers(asked, query) if outcome.total == 0 and query.after is None else (None, None)
        return SearchResult(
            total=outcome.total,
            hits=outcome.page,
            data_version=self.data_version,
            next_key=outcome.next_key,
            facets=self._facets(outcome, query),
            did_you_mean=spelling,
            relaxed=relaxed,
            remarks=asked.remarks + _left_out(outcome, query),
        )

    def walk(self, query: SearchQuery) -> Iterator[Hit]:
        """Return all matches of a query in its order, read one after another. Raises QueryTooCostly."""
        return self.engine.walk(self._compiled(query).plan, query)

    def expected_ms(self, query: SearchQuery) -> float:
        """Return about how many milliseconds `search` takes: every leaf and every facet goes over all documents."""
        asked = NOTHING_ASKED if query.q is None else self._question(query.q, query)
        return self.engine.ms_per_look * (1 + asked.looks + _LOOKS_PER_FACET * len(query.facets))

    def group(self, grouping: Grouping) -> Grouped:
        """Add up developments by group. Raises QueryTooCostly."""
        return self.engine.group(self._compiled(grouping.query).plan, grouping)

    @property
    def issue_periods(self) -> Sequence[Span]:
        """The publication periods of the issues, ascending."""
        return self.engine.issue_periods

    def fetch(self, kind: str, ids: Sequence[str]) -> Mapping[str, bytes]:
        """Return the rendered JSON of the records that are there, by id."""
        found = {id: self.engine.rendered(kind, id) for id in ids}
        return {id: rendered for id, rendered in found.items() if rendered is not None}

    def ids(self, kind: str) -> Sequence[str]:
        """Return all ids of a kind, in the order of volume, number, position, then id."""
        return self.engine.ids(kind)

    def label(self, kind: str, id: str) -> str | None:
        """Return the name of a record or vocabulary entry; None when unknown."""
        return self.engine.label(kind, id)

    @property
    def vocabulary(self) -> Sequence[Entry]:
        """All entries of the vocabularies, each with its name, aliases and Japanese forms."""
        return self.engine.vocabulary

    def suggest(self, q: str, limit: int) -> Sequence[Suggestion]:
        """Return vocabulary entries whose name or alias has words that start as `q` does."""
        return suggest(self.engine.vocabulary, q, limit, self.engine.holders)

    def similar(self, id: str, limit: int) -> Sequence[Similar]:
        """Return developments that share rare words and tags with one, the most similar first."""
        return find_similar(self.engine, id, limit)

    def _compiled(self, query: SearchQuery) -> "Compiled":
        """Return what `q` means, checked against the words of this generation."""
        if query.q is None:
            return NOTHING_ASKED
        asked = self._question(query.q, query)
        for prefix in asked.prefixes:
            self._check_width(prefix)
        return asked

    def _question(self, q: str, query: SearchQuery) -> Compiled:
        return compile_question(q, query.match, self.synonyms if query.synonyms else None, self.limits)

    def _check_width(self, prefix: Prefix) -> None:
        if len(prefix.text) < self.limits.prefix_letters:
            least = self.limits.prefix_letters
            raise QueryTooCostly(f"“{prefix.text}*” is too wide; write at least {least} letters before a star.")
        words, most = self.engine.word_count(prefix.text), self.limits.prefix_words
        if words > most:
            raise QueryTooCostly(
                f"“{prefix.text}*” stands for {words:,} words; at most {most:,} are allowed. Add letters."
            )

    def _facets(self, outcome: Outcome, query: SearchQuery) -> dict[str, Facet]:
        return {name: build_facet(name, tallies, query, self._labels) for name, tallies in outcome.facets.items()}

    def value_label(self, facet: str, value: str) -> str:
        """Return the name of a value of a facet, the value itself where it has none."""
        return self._labels(facet, [value])[0]

    def _labels(self, facet: str, values: Sequence[str]) -> list[str]:
        """Return the names of values of a facet."""
        if facet in _WRITTEN:
            return list(map(_WRITTEN[facet], values))
        if facet in VOCABULARY_KINDS:
            names = self.engine.names(facet)
            return [names.get(value) or value for value in values]
        if facet == "country_pair":
            return [" – ".join(self._labels("country", pair.split("-"))) for pair in values]
        return [self.label(facet, value) or value for value in values]

    def _offers(self, asked: "Compiled", query: SearchQuery) -> tuple[Spelling | None, int | None]:
        if asked.tree is None or query.q is None:
            return None, None
        relaxed = 0
        if query.match is Match.ALL:
            relaxed = self._total(replace(query, match=Match.ANY))
        return self._spelling(asked.tree, query.q, query), relaxed or None

    def _total(self, query: SearchQuery) -> int:
        counting = replace(query, limit=1, facets=(), highlight=False)
        return self.engine.run(self._compiled(counting).plan, counting).total

    def _spelling(self, tree: Node, q: str, query: SearchQuery) -> Spelling | None:
        mended = q
        for word in _words(tree):
            better = self._better(word)
            if better:
                mended = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", better, mended)
        if mended == q or len(mended) > self.limits.length:
            return None
        total = self._total(replace(query, q=mended))
        return Spelling(mended, total) if total else None

    def _better(self, word: str) -> str | None:
        surface, term = term_of(word)
        if is_japanese(word) or self.engine.term_count(term) or self.synonyms.alternatives((term,), word) is not None:
            return None
        return self.engine.lexicon.nearest(surface)


def _left_out(outcome: Outcome, query: SearchQuery) -> tuple[Remark, ...]:
    if not outcome.left_out or HEADLINE not in query.kinds:
        return ()
    message = (
        f"{outcome.left_out} headlines without a development match otherwise; filters on developments leave them out."
    )
    return (Remark("headlines_left_out", message),)


def _words(tree: Node) -> list[str]:
    match tree:
        case Word(raw):
            return [part for atom in atoms(raw) for part in atom.parts]
        case Group(parts) | Either(parts):
            return [word for part in parts for word in _words(part)]
        case Minus():
            return []
        case _:
            return []
