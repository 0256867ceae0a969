"""One generation of a Whoosh index, opened for reading: hits, totals, order and facets over its arrays."""

from collections.abc import Sequence
from pathlib import Path
from threading import Lock

import numpy as np
from whoosh.filedb.filestore import FileStorage

from search.backends.whoosh.columns import KINDS, NONE, Columns, Floats, Ints, Mask, read_columns
from search.backends.whoosh.masks import Masks
from search.backends.whoosh.matching import Matched, Matcher
from search.backends.whoosh.postings import Postings, has_term
from search.backends.whoosh.tallying import Tallier
from search.document import HEADLINE
from search.engine import Found, Outcome
from search.filtering import bears_on_developments_only, everywhere
from search.lexicon import Lexicon
from search.plan import Plan
from search.query import SearchQuery, Sort
from search.ranking import KIND_WEIGHT
from search.results import SortKey
from search.sorting import KIND_RANK, comparable
from search.tallies import FacetTallies, without_own
from search.vocabulary import Entry


class WhooshEngine:
    """Implements `search.engine.Engine`; safe to share between threads."""

    def __init__(self, folder: Path, version: int) -> None:
        self.data_version = version
        self._reader = FileStorage(str(folder)).open_index().reader()
        self._lock = Lock()
        self.columns = self._read_columns()
        self.postings = Postings(self._reader, self.columns.entries)
        self._matcher = Matcher(self.columns, self.postings)
        self._masks = Masks(self.columns, self.postings)
        self._tallier = Tallier(self.columns, self.postings)
        self._rendered = self._reader.column_reader("rendered") if self.columns.size else None
        self._largest = _largest_usd(self.columns)

    @property
    def vocabulary(self) -> Sequence[Entry]:
        """The vocabulary entries."""
        return self.columns.vocabulary

    @property
    def lexicon(self) -> Lexicon:
        """The words of the entries."""
        return self.postings.lexicon

    def close(self) -> None:
        """Release files."""
        self._reader.close()

    def has_term(self, term: str) -> bool:
        """Whether an entry has a term in any text field."""
        return has_term(self.postings, term)

    def rendered(self, kind: str, id: str) -> bytes | None:
        """Return the JSON of a record; None when it is not there."""
        at = self.columns.place.get((kind, id))
        if at is None or self._rendered is None:
            return None
        with self._lock:
            return bytes(self._rendered[at])

    def label(self, kind: str, id: str) -> str | None:
        """Return the name of a record or vocabulary entry."""
        at = self.columns.place.get((kind, id))
        return None if at is None else self.columns.labels[at]

    def ids(self, kind: str) -> Sequence[str]:
        """Return all ids of a kind by volume, number, position, id."""
        c = self.columns
        places = [at for (k, _), at in c.place.items() if k == kind]
        return [c.ids[at] for at in sorted(places, key=lambda at: (*self._order(at), c.ids[at]))]

    def holders(self, field: str, value: str) -> int:
        """Return how many developments have a keyword value."""
        return int(self._masks.developments[self.postings.keyword(field, value)].sum())

    def run(self, plan: Plan | None, query: SearchQuery) -> Outcome:
        """Match, filter, sort and tally; `plan` None matches every entry."""
        matched = self._match(plan)
        records, scores = self._records(matched, query)
        ranked = self._ranked(records, scores, query)
        page = ranked[: query.limit]
        return Outcome(
            total=len(records),
            page=tuple(self._found(int(records[at]), float(scores[at])) for at in page),
            next_key=self._key(records, scores, int(page[-1]), query.sort) if len(ranked) > len(page) > 0 else None,
            facets={name: self._tallies(name, matched.hit, query) for name in query.facets},
            left_out=self._left_out(matched.hit, query),
        )

    def _read_columns(self) -> Columns:
        size = self._reader.doc_count_all()
        facts = self._reader.column_reader("facts") if size else []
        live = [not self._reader.is_deleted(at) for at in range(size)]
        return read_columns((bytes(facts[at]) for at in range(size)), live)

    def _match(self, plan: Plan | None) -> Matched:
        if plan is None:
            return Matched(self.columns.entries, np.zeros(self.columns.size))
        return self._matcher.match(plan)

    def _records(self, matched: Matched, query: SearchQuery) -> tuple[Ints, Floats]:
        """Return the records hit, of the kinds asked for, each with its best entry's score."""
        entries = np.flatnonzero(matched.hit & self._masks.passing(query.filters))
        found: list[Ints] = [np.empty(0, dtype=np.int64)]
        best = np.zeros(self.columns.size)
        for kind in query.kinds:
            records = self.columns.record_of[kind][entries]
            known = records != NONE
            np.maximum.at(best, records[known], matched.score[entries[known]] * KIND_WEIGHT[kind])
            found.append(np.unique(records[known]))
        records = np.concatenate(found)
        return records, best[records]

    def _ranked(self, records: Ints, scores: Floats, query: SearchQuery) -> Ints:
        """Return places in `records` in the query's order, those after its cursor."""
        keys = self._comparables(records, scores, query.sort)
        if query.after is None:
            return np.lexsort(keys[::-1])
        later = _later(keys, comparable(query.after, query.sort))
        order: Ints = np.lexsort([key[later] for key in keys[::-1]])
        return later[order]

    def _comparables(self, records: Ints, scores: Floats, sort: Sort) -> list[Floats]:
        """`search.sorting.comparable` as columns, the first the most significant."""
        c = self.columns
        values = self._values(records, scores, sort)
        sign = 1.0 if sort.ascending else -1.0
        unknown = np.isnan(values)
        ranks = np.array([KIND_RANK.get(kind, 0) for kind in KINDS], dtype=np.float64)
        return [
            unknown.astype(np.float64),
            sign * np.where(unknown, 0.0, values),
            sign * c.volume[records].astype(np.float64),
            sign * c.number[records].astype(np.float64),
            c.position[records].astype(np.float64),
            ranks[c.kinds[records]],
        ]

    def _values(self, records: Ints, scores: Floats, sort: Sort) -> Floats:
        match sort:
            case Sort.RELEVANCE:
                return scores
            case Sort.DATE_DESC | Sort.DATE_ASC:
                days = self.columns.sorted_on[records]
            case Sort.PUBLISHED_DESC | Sort.PUBLISHED_ASC:
                days = self.columns.published[0][records]
            case Sort.USD_DESC | Sort.USD_ASC:
                days = self._largest[records]
        return np.where(days == NONE, np.nan, days.astype(np.float64))

    def _key(self, records: Ints, scores: Floats, at: int, sort: Sort) -> SortKey:
        value = self._values(records, scores, sort)[at]
        record = int(records[at])
        known = None if np.isnan(value) else float(value) if sort is Sort.RELEVANCE else int(value)
        return (known, *self._order(record), KIND_RANK[KINDS[self.columns.kinds[record]]])

    def _order(self, at: int) -> tuple[int, int, int]:
        c = self.columns
        return int(c.volume[at]), int(c.number[at]), int(c.position[at])

    def _found(self, at: int, score: float) -> Found:
        return Found(KINDS[self.columns.kinds[at]], self.columns.ids[at], score)

    def _tallies(self, name: str, hit: Mask, query: SearchQuery) -> FacetTallies:
        filters = query.filters if name in query.strict_facets else without_own(name, query.filters)
        entries = hit & self._masks.passing(filters)
        return self._tallier.kinds(entries) if name == "kind" else self._tallier.values(name, entries, query.kinds)

    def _left_out(self, hit: Mask, query: SearchQuery) -> int:
        if not bears_on_developments_only(query.filters):
            return 0
        bare = hit & self._masks.passing(everywhere(query.filters))
        return int((self.columns.kinds[bare] == KINDS.index(HEADLINE)).sum())


def _largest_usd(columns: Columns) -> Ints:
    largest = np.full(columns.size, NONE, dtype=np.int64)
    np.maximum.at(largest, columns.amounts.documents, columns.amounts.values["usd_top"])
    return largest


def _later(keys: list[Floats], after: tuple[float, ...]) -> Ints:
    """Return the places whose key stands after `after`."""
    later = np.zeros(len(keys[0]), dtype=np.bool_)
    level = np.ones(len(keys[0]), dtype=np.bool_)
    for key, wanted in zip(keys, after, strict=True):
        later |= level & (key > wanted)
        level &= key == wanted
    return np.flatnonzero(later)
