"""tantivy through its Python binding: fast fields, an index sorted by date, exact counts, one thread.

A word is searched in seven fields with the weights of our own ranking, as `parse_query` would do with default fields.
"""
# ruff: noqa: D102 - `bench.engines.worker.Engine` says what each method is for

from collections.abc import Iterable, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

import tantivy
from tantivy import FieldType, Index, Occur, Order, Query, SchemaBuilder, Searcher

from bench.engines.peer import FACET_LIMIT, FIELDS, Peer
from bench.engines.worker import Answer

HEAP = 256_000_000
WHOLE = 10**6
ORDERS = {"date": "sorted_on", "usd": "usd"}
MARKED = ("title", "summary")


def open_engine(folder: Path) -> "Tantivy":
    """The engine over a folder."""
    return Tantivy(folder)


class Tantivy(Peer):
    """Implements `bench.engines.worker.Engine`."""

    _searcher: Searcher
    _writer: tantivy.IndexWriter | None = None

    def versions(self) -> dict[str, str]:
        return {"tantivy": version("tantivy")}

    def build(self, rows: Iterable[Mapping[str, Any]]) -> None:
        index = Index(_schema(), str(self.folder), sort_by_field="sorted_on", sort_order=Order.Desc)
        _register(index)
        writer = index.writer(HEAP, 1)
        for row in rows:
            writer.add_document(_document(row))
        writer.commit()
        writer.wait_merging_threads()

    def open(self, *, wide: bool = False) -> None:  # noqa: ARG002 - it has no such limit
        self._index = Index.open(str(self.folder))
        _register(self._index)
        self._schema, self._searcher = self._index.schema, self._index.searcher()

    def add(self, rows: list[Mapping[str, Any]]) -> str:
        writer = self._writer = self._writer or self._index.writer(HEAP, 1)
        for row in rows:
            writer.add_document(_document(row))
        writer.commit()
        self._index.reload()
        self._searcher = self._index.searcher()
        return str(rows[0]["id"])

    def holds(self, id: str) -> bool:
        return self._searcher.search(Query.term_query(self._schema, "id", id), 1).count == 1

    def ask(self, question: Mapping[str, Any]) -> Answer:
        query = self._query(question)
        order, offset = ORDERS.get(question["sort"]), question["offset"]
        result = self._searcher.search(query, question["limit"], order_by_field=order, offset=offset)
        documents = [self._searcher.doc(address) for _, address in result.hits]
        page = [(found.get_first("id"), found.get_first("title"), found.get_first("summary")) for found in documents]
        if question["highlight"]:
            page += self._marked(query, documents)
        return Answer(result.count, page, self._counts(query, question["facets"]) if question["facets"] else {})

    def _query(self, question: Mapping[str, Any]) -> Query:
        parts = [Query.term_query(self._schema, n, question[n]) for n in ("topic", "country") if question[n]]
        if question["months"]:
            parts.append(self._range("months", *question["months"]))
        if question["usd_min"] is not None:
            parts.append(self._range("floor", question["usd_min"], None))
        unscored = [(Occur.Must, Query.const_score_query(part, 0.0)) for part in parts]
        if not question["terms"]:
            return Query.boolean_query(unscored) if unscored else Query.all_query()
        words = self._words(question)
        return Query.boolean_query([(Occur.Must, words), *unscored]) if unscored else words

    def _range(self, name: str, least: int, most: int | None) -> Query:
        inverted = name == "months"
        return Query.range_query(self._schema, name, FieldType.Integer, least, most, use_inverted_index=inverted)

    def _words(self, question: Mapping[str, Any]) -> Query:
        terms = question["terms"]
        match question["mode"]:
            case "prefix":
                return Query.regex_query(self._schema, "words", terms[0] + ".*")
            case "phrase":
                return self._either(lambda name: Query.phrase_query(self._schema, name, list(terms)))
            case mode:
                occur = Occur.Must if mode == "all" else Occur.Should
                found = [self._either(lambda n, t=term: Query.term_query(self._schema, n, t)) for term in terms]
                return found[0] if len(found) == 1 else Query.boolean_query([(occur, part) for part in found])

    def _either(self, part: Any) -> Query:
        return Query.boolean_query([(Occur.Should, Query.boost_query(part(n), weight)) for n, weight in FIELDS.items()])

    def _counts(self, query: Query, names: list[str]) -> dict[str, dict[str, int]]:
        asked = {name: {"terms": {"field": name, "size": FACET_LIMIT}} for name in names}
        found = self._searcher.aggregate(query, asked)
        return {name: {str(b["key"]): b["doc_count"] for b in found[name]["buckets"]} for name in names}

    def _marked(self, query: Query, documents: list[tantivy.Document]) -> list[str]:
        marked = []
        for name in MARKED:
            generator = tantivy.SnippetGenerator.create(self._searcher, query, self._schema, name)
            generator.set_max_num_chars(WHOLE)
            marked += [generator.snippet_from_doc(document).to_html() for document in documents]
        return marked


def _schema() -> tantivy.Schema:
    builder = SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    for name in FIELDS:
        builder.add_text_field(name, stored=name in MARKED, tokenizer_name="terms")
    builder.add_text_field("words", tokenizer_name="terms", index_option="basic")
    for name in ("topic", "country"):
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    for name in ("sorted_on", "year", "months", "usd", "floor"):
        builder.add_integer_field(name, indexed=name in {"months", "floor"}, fast=True)
    return builder.build()


def _document(row: Mapping[str, Any]) -> tantivy.Document:
    document = tantivy.Document()
    for name in ("id", *FIELDS, "words"):
        document.add_text(name, row[name])
    for name in ("topic", "country"):
        for value in row[name]:
            document.add_text(name, value)
    for month in row["months"]:
        document.add_integer("months", month)
    for name in ("sorted_on", "year", "usd", "floor"):
        if row[name] is not None:
            document.add_integer(name, row[name])
    return document


def _register(index: Index) -> None:
    spaces = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    index.register_tokenizer("terms", spaces)
