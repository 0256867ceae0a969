"""Whoosh 2.7.4 as its documentation teaches, with its known traps avoided: one searcher, filters kept as sets, exact top hits.

`usequality=False, replace=0` makes totals and top hits of queries over several fields right (without it they are not);
facets are counted in the same pass from values that are read once.
"""
# ruff: noqa: D102 - `bench.engines.worker.Engine` says what each method is for

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from whoosh import __version__ as version
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.collectors import FilterCollector, TopCollector, WrappingCollector
from whoosh.fields import ID, KEYWORD, NUMERIC, STORED, TEXT, Schema
from whoosh.highlight import HtmlFormatter, WholeFragmenter
from whoosh.index import create_in, open_dir
from whoosh.query import And, Every, NumericRange, Or, Phrase, Prefix, Query, Term
from whoosh.sorting import FieldFacet

from bench.engines.peer import FACET_LIMIT, FIELDS, Peer
from bench.engines.worker import Answer

MEGABYTES = 256
ORDERS = {"date": "sorted_on", "usd": "usd"}
NOBODY = {-1}
"""Stands for a filter that nothing meets: an empty set would be taken for no filter."""


def open_engine(folder: Path) -> "PlainWhoosh":
    """The engine over a folder."""
    return PlainWhoosh(folder)


class _Seen(WrappingCollector):
    """Notes the number of every hit on its way to the collector inside."""

    def __init__(self, child: Any) -> None:
        super().__init__(child)
        self.numbers: list[int] = []

    def collect(self, sub_docnum: int) -> Any:
        self.numbers.append(self.offset + sub_docnum)
        return self.child.collect(sub_docnum)


class PlainWhoosh(Peer):
    """Implements `bench.engines.worker.Engine`."""

    def versions(self) -> dict[str, str]:
        return {"Whoosh": ".".join(map(str, version))}

    def build(self, rows: Iterable[Mapping[str, Any]]) -> None:
        _write(create_in(str(self.folder), _schema()), rows)

    def open(self, *, wide: bool = False) -> None:  # noqa: ARG002 - it has no such limit
        self._index = open_dir(str(self.folder))
        self._searcher = self._index.searcher()
        self._sets: dict[Query, set[int]] = {}
        self._values: dict[str, list[Any]] = {}

    def add(self, rows: list[Mapping[str, Any]]) -> str:
        _write(self._index, rows)
        self.open()
        return str(rows[0]["id"])

    def holds(self, id: str) -> bool:
        return self._searcher.document_number(id=id) is not None

    def ask(self, question: Mapping[str, Any]) -> Answer:
        upto = question["offset"] + question["limit"]
        seen = _Seen(self._collector(ORDERS.get(question["sort"]), upto))
        allowed = self._allowed(question)
        collector = FilterCollector(seen, allow=allowed) if allowed else seen
        self._searcher.search_with_collector(_words(question), collector)
        results = collector.results()
        page: list[Any] = [(hit["id"], hit["title"], hit["summary"]) for hit in results[question["offset"] : upto]]
        if question["highlight"]:
            page += _marked(results)
        return Answer(len(seen.numbers), page, {n: self._counts(n, seen.numbers) for n in question["facets"]})

    def _collector(self, order: str | None, upto: int) -> Any:
        if order is None:
            return TopCollector(upto, usequality=False, replace=0)
        return self._searcher.collector(limit=upto, sortedby=FieldFacet(order, reverse=True))

    def _allowed(self, question: Mapping[str, Any]) -> set[int] | None:
        wanted: list[Query] = [Term(name, question[name]) for name in ("topic", "country") if question[name]]
        if question["months"]:
            wanted.append(NumericRange("months", *question["months"]))
        if question["usd_min"] is not None:
            wanted.append(NumericRange("floor", question["usd_min"], 2**62))
        if not wanted:
            return None
        return set.intersection(*map(self._set, wanted)) or NOBODY

    def _set(self, query: Query) -> set[int]:
        if query not in self._sets:
            self._sets[query] = set(self._searcher.docs_for_query(query))
        return self._sets[query]

    def _counts(self, name: str, numbers: list[int]) -> dict[str, int]:
        if name not in self._values:
            fields = map(self._searcher.stored_fields, range(self._searcher.doc_count_all()))
            self._values[name] = [field[name] for field in fields]
        values, counts = self._values[name], Counter[Any]()
        for number in numbers:
            counts.update(values[number])
        return {str(value): count for value, count in counts.most_common(FACET_LIMIT)}


def _words(question: Mapping[str, Any]) -> Query:
    terms = question["terms"]
    if not terms:
        return Every()
    if question["mode"] == "prefix":
        return Prefix("words", terms[0])
    if question["mode"] == "phrase":
        return Or([Phrase(name, list(terms), boost=weight) for name, weight in FIELDS.items()])
    each = [Or([Term(name, term, boost=weight) for name, weight in FIELDS.items()]) for term in terms]
    return And(each) if question["mode"] == "all" else Or(each)


def _marked(results: Any) -> list[str]:
    results.fragmenter, results.formatter = WholeFragmenter(charlimit=None), HtmlFormatter(tagname="mark")
    return [hit.highlights(name, text=hit[name]) for hit in results for name in ("title", "summary")]


def _schema() -> Schema:
    schema = Schema(id=ID(stored=True, unique=True), words=KEYWORD(), topic=KEYWORD(stored=True))
    schema.add("country", KEYWORD(stored=True))
    for name in FIELDS:
        stored = name in {"title", "summary"}
        schema.add(name, TEXT(analyzer=SpaceSeparatedTokenizer(), stored=stored))
    for name in ("sorted_on", "usd"):
        schema.add(name, NUMERIC(numtype=int, bits=64, sortable=True))
    for name in ("months", "floor"):
        schema.add(name, NUMERIC(numtype=int, bits=64))
    schema.add("year", STORED())
    return schema


def _write(index: Any, rows: Iterable[Mapping[str, Any]]) -> None:
    writer = index.writer(limitmb=MEGABYTES)
    for row in rows:
        given = {name: row[name] for name in ("id", *FIELDS, "words", "sorted_on", "months") if row[name]}
        given |= {name: row[name] for name in ("usd", "floor") if row[name] is not None}
        values = {name: " ".join(row[name]) for name in ("topic", "country")}
        stored = {"_stored_topic": row["topic"], "_stored_country": row["country"], "year": [row["year"]]}
        writer.add_document(**given, **values, **stored)
    writer.commit()
