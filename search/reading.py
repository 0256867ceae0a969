"""Reading a generation: what `q` means, facets with labels, highlights, spelling and the relaxed offer."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

import orjson

from search.analysis import atoms, is_japanese, term_of
from search.document import HEADLINE
from search.engine import Engine, Found, Outcome
from search.errors import QueryTooCostly
from search.fields import USD_BANDS
from search.highlight import highlight
from search.language.compiler import compile_plan
from search.language.parser import Limits, parse
from search.language.syntax import Either, Group, Minus, Node, Word
from search.plan import Nothing, Plan, Prefix, leaves
from search.query import Match, SearchQuery, Sort
from search.results import Facet, Hit, Remark, SearchResult, Spelling, Suggestion
from search.synonyms import Synonyms
from search.tallies import build_facet
from search.vocabulary import suggest

_BANDS = {band.value: band.label for band in USD_BANDS}


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
        tree, remarks = parse(query.q, self.limits) if query.q is not None else (None, [])
        plan = self._plan(tree, query)
        if isinstance(plan, Nothing):
            remarks.append(Remark("no_words", "q has no word to search for, so nothing matches.", "q"))
        outcome = self.engine.run(plan, query)
        spelling, relaxed = self._offers(tree, query) if outcome.total == 0 and query.after is None else (None, None)
        return SearchResult(
            total=outcome.total,
            hits=tuple(self._hit(found, plan, query) for found in outcome.page),
            data_version=self.data_version,
            next_key=outcome.next_key,
            facets=self._facets(outcome, query),
            did_you_mean=spelling,
            relaxed=relaxed,
            remarks=tuple(remarks + _left_out(outcome, query)),
        )

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

    def suggest(self, q: str, limit: int) -> Sequence[Suggestion]:
        """Return vocabulary entries whose name or alias has words that start as `q` does."""
        return suggest(self.engine.vocabulary, q, limit, self.engine.holders)

    def _plan(self, tree: Node | None, query: SearchQuery) -> Plan | None:
        if tree is None:
            return None
        plan = compile_plan(tree, query.match, self.synonyms if query.synonyms else None)
        for leaf in leaves(plan, unwanted=True):
            if isinstance(leaf, Prefix):
                self._check_width(leaf)
        return plan

    def _check_width(self, prefix: Prefix) -> None:
        if len(prefix.text) < self.limits.prefix_letters:
            least = self.limits.prefix_letters
            raise QueryTooCostly(f"“{prefix.text}*” is too wide; write at least {least} letters before a star.")
        words, most = len(self.engine.words(prefix.text)), self.limits.prefix_words
        if words > most:
            raise QueryTooCostly(
                f"“{prefix.text}*” stands for {words:,} words; at most {most:,} are allowed. Add letters."
            )

    def _hit(self, found: Found, plan: Plan | None, query: SearchQuery) -> Hit:
        marked = None
        if plan is not None and found.tokens is not None:
            marked = highlight(found.kind, orjson.loads(found.rendered), plan, found.tokens)
        score = found.score if query.sort is Sort.RELEVANCE else None
        return Hit(found.kind, found.id, found.rendered, score, marked)

    def _facets(self, outcome: Outcome, query: SearchQuery) -> dict[str, Facet]:
        return {name: build_facet(name, tallies, query, self._bucket_label) for name, tallies in outcome.facets.items()}

    def _bucket_label(self, facet: str, value: str) -> str:
        if facet == "usd_band":
            return _BANDS[value]
        if facet == "country_pair":
            return " – ".join(self.label("country", code) or code for code in value.split("-"))
        if facet == "kind":
            return value.capitalize() + "s"
        return self.label(facet, value) or value

    def _offers(self, tree: Node | None, query: SearchQuery) -> tuple[Spelling | None, int | None]:
        if tree is None or query.q is None:
            return None, None
        relaxed = 0
        if query.match is Match.ALL:
            relaxed = self._total(query.q, replace(query, match=Match.ANY))
        return self._spelling(tree, query.q, query), relaxed or None

    def _total(self, q: str, query: SearchQuery) -> int:
        plan = self._plan(parse(q, self.limits)[0], query)
        return self.engine.run(plan, replace(query, limit=1, facets=())).total

    def _spelling(self, tree: Node, q: str, query: SearchQuery) -> Spelling | None:
        mended = q
        for word in _words(tree):
            better = self._better(word)
            if better:
                mended = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", better, mended)
        if mended == q or len(mended) > self.limits.length:
            return None
        total = self._total(mended, query)
        return Spelling(mended, total) if total else None

    def _better(self, word: str) -> str | None:
        surface, term = term_of(word)
        if is_japanese(word) or self.engine.has_term(term) or self.synonyms.alternatives((term,), word) is not None:
            return None
        return self.engine.lexicon.nearest(surface)


def _left_out(outcome: Outcome, query: SearchQuery) -> list[Remark]:
    if not outcome.left_out or HEADLINE not in query.kinds:
        return []
    return [
        Remark(
            "headlines_left_out",
            f"{outcome.left_out} headlines without a development match otherwise; "
            "filters on developments leave them out.",
        )
    ]


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
