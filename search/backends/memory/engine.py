"""One generation held as Python objects: filtering, hits, sorting and tallies."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

import orjson

from search import vocabulary
from search.analysis import analyze
from search.backends.memory.scoring import Scorer, read
from search.document import DEVELOPMENT, HEADLINE, ISSUE, RECORD_KINDS, VOCABULARY_KINDS, Document, Money, Span
from search.engine import Outcome
from search.fields import TEXT_FIELDS
from search.filtering import bears_on_developments_only, everywhere, passes
from search.grouping import Grouped, Grouping, Key, add_up, grouped_amounts
from search.highlight import highlight, shown_texts
from search.lexicon import Lexicon
from search.plan import Plan, leaves
from search.query import Filters, SearchQuery, Sort
from search.ranking import KIND_WEIGHT
from search.results import Hit, SortKey
from search.sorting import comparable, sort_key
from search.tallies import FacetTallies, MadeTallies, Tally, without_own
from search.values import amounts_of, bucket_amounts, facet_values, sort_value


class MemoryEngine:
    """One generation held as Python objects."""

    def __init__(self, documents: Iterable[Document], version: int) -> None:
        ordered = sorted(documents, key=lambda d: (d.order, d.id))
        self.documents = {(d.kind, d.id): d for d in ordered}
        self.data_version = version
        self.entries = [read(d) for d in ordered if d.entry]
        self.scorer = Scorer(self.entries)
        self.vocabulary = tuple(
            vocabulary.Entry(d.kind, d.id, d.label, d.text.get("names", ()))
            for d in ordered
            if d.kind in VOCABULARY_KINDS
        )
        self.lexicon = Lexicon(Counter(w for e in self.entries for f in TEXT_FIELDS for w in e.surfaces((f,))))

    @property
    def ms_per_look(self) -> float:
        """Return about how many milliseconds it takes to look at all documents for one word."""
        return 0.02 * len(self.documents)

    def rendered(self, kind: str, id: str) -> bytes | None:
        """Return the JSON of a record; None when it is not there."""
        document = self.documents.get((kind, id))
        return document.rendered if document else None

    def label(self, kind: str, id: str) -> str | None:
        """Return the name of a record or vocabulary entry."""
        document = self.documents.get((kind, id))
        return document.label if document else None

    def names(self, kind: str) -> Mapping[str, str]:
        """Return the names of the vocabulary entries of a kind, by id."""
        return {entry.id: entry.label for entry in self.vocabulary if entry.kind == kind}

    def ids(self, kind: str) -> Sequence[str]:
        """Return all ids of a kind by volume, number, position, id."""
        return [id for k, id in self.documents if k == kind]

    def holders(self, field: str, value: str) -> int:
        """Return how many developments have a value."""
        read = (e.document for e in self.entries if e.document.kind == DEVELOPMENT)
        return sum(value in facet_values(d, field) for d in read)

    def word_count(self, prefix: str) -> int:
        """Return how many words of the entries begin with a text."""
        return len(self.lexicon.starting(prefix))

    def term_count(self, term: str) -> int:
        """Return how many entries have a term in one text field, that in which most do."""
        return max(self.scorer.holders(field, term) for field in TEXT_FIELDS)

    def run(self, plan: Plan | None, query: SearchQuery) -> Outcome:
        """Match, filter, sort and tally; `plan` None matches every entry."""
        matched = self._matched(plan)
        hits = self._hits(matched, query)
        ranked = _ranked(hits, query)
        if query.after is not None:
            after = comparable(query.after, query.sort)
            ranked = [row for row in ranked if comparable(row[0], query.sort) > after]
        page = ranked[: query.limit]
        return Outcome(
            total=len(hits),
            page=tuple(self._hit(record, score, plan, query) for _, record, score in page),
            next_key=page[-1][0] if page and len(ranked) > len(page) else None,
            facets={name: self._tallies(name, matched, query) for name in query.facets},
            left_out=self._left_out(matched, query.filters) if HEADLINE in query.kinds else 0,
        )

    def group(self, plan: Plan | None, grouping: Grouping) -> Grouped:
        """Add up the developments that match, by group."""
        found = [d for d in self._passing(self._matched(plan), grouping.query.filters) if d.kind == DEVELOPMENT]
        rows: dict[Key, list[tuple[Document, Sequence[Money]]]] = {}
        for development in found:
            held = grouped_amounts(development, grouping.groups, grouping.query.filters.amount)
            for key, amounts in held.items():
                rows.setdefault(key, []).append((development, amounts))
        sums = {key: add_up(held, grouping.worth) for key, held in rows.items()}
        return Grouped(sums, add_up([(d, d.amounts) for d in found], grouping.worth))

    @property
    def issue_periods(self) -> Sequence[Span]:
        """Return the publication periods of the issues, ascending."""
        periods = {d.published for d in self.documents.values() if d.kind == ISSUE and d.published}
        return sorted(periods, key=lambda span: (span.start, span.end))

    def walk(self, plan: Plan | None, query: SearchQuery) -> Iterator[Hit]:
        """Yield all hits in order."""
        for _, record, _ in _ranked(self._hits(self._matched(plan), query), query):
            yield Hit(record.kind, record.id, record.rendered)

    def _matched(self, plan: Plan | None) -> dict[str, float]:
        """Return the entries that a plan matches with their scores, all of them where there is none."""
        scored = {e.document.id: self.scorer.score(plan, e) if plan else 0.0 for e in self.entries}
        return {id: score for id, score in scored.items() if score is not None}

    def _passing(self, matched: dict[str, float], filters: Filters) -> list[Document]:
        found = [e.document for e in self.entries if e.document.id in matched]
        return [document for document in found if passes(document, filters)]

    def _left_out(self, matched: dict[str, float], filters: Filters) -> int:
        if not bears_on_developments_only(filters):
            return 0
        return sum(d.kind == HEADLINE for d in self._passing(matched, everywhere(filters)))

    def _stands_for(self, entry: Document, kinds: Sequence[str]) -> list[Document]:
        """Return the records of these kinds that an entry makes a hit of: itself, its headline, its issue."""
        keys = [(kind, id) for id in (entry.id, *entry.parents) for kind in kinds]
        return [self.documents[key] for key in keys if key in self.documents]

    def _hit(self, record: Document, score: float, plan: Plan | None, query: SearchQuery) -> Hit:
        marked = None
        if plan is not None and query.highlight:
            texts = shown_texts(record.kind, orjson.loads(record.rendered))
            tokens = {key: analyze(text) for key, text in texts.items()}
            marked = highlight(record.kind, texts, list(leaves(plan)), tokens)
        return Hit(record.kind, record.id, record.rendered, score if query.sort is Sort.RELEVANCE else None, marked)

    def _hits(self, matched: dict[str, float], query: SearchQuery) -> list[tuple[SortKey, Document, float]]:
        best: dict[tuple[str, str], float] = {}
        for entry in self._passing(matched, query.filters):
            for record in self._stands_for(entry, query.kinds):
                key = (record.kind, record.id)
                best[key] = max(best.get(key, 0.0), matched[entry.id] * KIND_WEIGHT[record.kind])
        hits = []
        for (kind, id), score in best.items():
            document = self.documents[kind, id]
            value = sort_value(document, query.sort, score)
            hits.append((sort_key(value, document.order, kind), document, score))
        return hits

    def _tallies(self, name: str, matched: dict[str, float], query: SearchQuery) -> FacetTallies:
        filters = query.filters if name in query.strict_facets else without_own(name, query.filters)
        entries = self._passing(matched, filters)
        if name == "kind":
            every = [(entry, amounts_of(entry)) for entry in entries]
            kinds = {kind: self._tally(every, (kind,)) for kind in RECORD_KINDS}
            return MadeTallies.of(kinds, self._tally(every, RECORD_KINDS))
        by_value: dict[str, list[tuple[Document, Sequence[Money]]]] = {}
        union: list[tuple[Document, Sequence[Money]]] = []
        for entry in entries:
            values = facet_values(entry, name, filters.amount)
            for value in values:
                by_value.setdefault(value, []).append((entry, bucket_amounts(entry, name, (value,))))
            if values:
                union.append((entry, bucket_amounts(entry, name, values)))
        tallies = {value: self._tally(found, query.kinds) for value, found in by_value.items()}
        return MadeTallies.of(tallies, self._tally(union, query.kinds))

    def _tally(self, entries: Sequence[tuple[Document, Sequence[Money]]], kinds: Sequence[str]) -> Tally:
        """Return what entries come to, with the amounts that each adds."""
        records = {(r.kind, r.id) for entry, _ in entries for r in self._stands_for(entry, kinds)}
        counted = [a.usd_bottom for _, amounts in entries for a in amounts if a.counted]
        dollars = [usd for usd in counted if usd is not None]
        days = [entry.sorted_on for entry, _ in entries if entry.kind == DEVELOPMENT and entry.sorted_on]
        return Tally(
            count=len(records),
            usd_sum=sum(dollars) if dollars else None,
            unconverted=len(counted) - len(dollars),
            first_on=min(days, default=None),
            last_on=max(days, default=None),
        )


def _ranked(hits: list[tuple[SortKey, Document, float]], query: SearchQuery) -> list[tuple[SortKey, Document, float]]:
    return sorted(hits, key=lambda row: comparable(row[0], query.sort))
