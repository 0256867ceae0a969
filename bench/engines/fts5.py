"""SQLite FTS5 as its users would set it up: BM25 over weighted columns, indexed filter tables, a lean table for prefixes.

Tables are filled in one transaction and optimized; pages of the database are mapped, so that a warm query copies nothing.
"""
# ruff: noqa: D102, S608 - `bench.engines.worker.Engine` says what each method is for; statements are made of names in this module

import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from bench.engines.peer import FACET_LIMIT, FIELDS, Peer
from bench.engines.worker import Answer

COLUMNS = ", ".join(FIELDS)
BM25 = f"bm25({', '.join(str(weight) for weight in FIELDS.values())})"
TOKENS = """tokenize = "ascii tokenchars '.''+&-_'\""""
SCHEMA = f"""
CREATE TABLE development (number INTEGER PRIMARY KEY, id TEXT UNIQUE, sorted_on INTEGER, year INTEGER, usd INTEGER, floor INTEGER);
CREATE INDEX by_date ON development (sorted_on DESC, number);
CREATE TABLE topic (value TEXT, number INTEGER, PRIMARY KEY (value, number)) WITHOUT ROWID;
CREATE INDEX topic_of ON topic (number, value);
CREATE TABLE country (value TEXT, number INTEGER, PRIMARY KEY (value, number)) WITHOUT ROWID;
CREATE INDEX country_of ON country (number, value);
CREATE TABLE month (number INTEGER, value INTEGER, PRIMARY KEY (number, value)) WITHOUT ROWID;
CREATE VIRTUAL TABLE text USING fts5({COLUMNS}, {TOKENS});
INSERT INTO text (text, rank) VALUES ('rank', '{BM25}');
CREATE VIRTUAL TABLE words USING fts5(surface, content='', detail='none', prefix='2 3', {TOKENS});
"""
ORDERS = {"relevance": "rank", "date": "sorted_on DESC, number", "usd": "usd DESC, number"}
NUMBERS = {"development": "development.number", "text": "+text.rowid", "words": "+words.rowid"}
"""The plus keeps SQLite from asking the text table once for every number that a filter allows."""
COUNTED = "{number} IN (SELECT f.number FROM {name} AS f WHERE f.value = ?)"
SHOWN = "EXISTS (SELECT 1 FROM {name} AS f WHERE f.value = ? AND f.number = {number})"
"""Two ways to ask for a value: the first is quicker where all hits are counted, the second where few are shown."""
MAPPED = 4 << 30


def open_engine(folder: Path) -> "Fts5":
    """The engine over a folder."""
    return Fts5(folder)


class Fts5(Peer):
    """Implements `bench.engines.worker.Engine`."""

    def versions(self) -> dict[str, str]:
        return {"SQLite": sqlite3.sqlite_version}

    def build(self, rows: Iterable[Mapping[str, Any]]) -> None:
        self.open()
        self._connection.executescript(SCHEMA)
        self._insert(rows, 1)
        for table in ("text", "words"):
            self._connection.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")
        self._connection.execute("ANALYZE")
        self._connection.commit()
        self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._connection.close()

    def open(self, *, wide: bool = False) -> None:  # noqa: ARG002 - it has no such limit
        self._connection = sqlite3.connect(self.folder / "fts5.db")
        for pragma in ("journal_mode=WAL", f"mmap_size={MAPPED}", "cache_size=-65536", "temp_store=MEMORY"):
            self._connection.execute(f"PRAGMA {pragma}")

    def add(self, rows: list[Mapping[str, Any]]) -> str:
        (last,) = self._connection.execute("SELECT max(number) FROM development").fetchone()
        self._insert(rows, last + 1)
        self._connection.commit()
        return str(rows[0]["id"])

    def holds(self, id: str) -> bool:
        return bool(self._connection.execute("SELECT 1 FROM development WHERE id = ?", (id,)).fetchall())

    def ask(self, question: Mapping[str, Any]) -> Answer:
        table, where, values = _source(question, COUNTED)
        (total,) = self._connection.execute(f"SELECT count(*) FROM {table}{where}", values).fetchone()
        page = self._connection.execute(_page(question, table, _source(question, SHOWN)[1]), values).fetchall()
        facets = self._counts(question["facets"], table, where, values) if question["facets"] else {}
        return Answer(total, page, facets)

    def _counts(self, names: list[str], table: str, where: str, values: list[Any]) -> dict[str, dict[str, int]]:
        self._connection.execute("DROP TABLE IF EXISTS temp.hit")
        self._connection.execute(
            f"CREATE TEMP TABLE hit AS SELECT {NUMBERS[table]} AS number FROM {table}{where}", values
        )
        return {name: dict(self._connection.execute(_facet(name)).fetchall()) for name in names}

    def _insert(self, rows: Iterable[Mapping[str, Any]], first: int) -> None:
        execute = self._connection.execute
        marks = ", ".join("?" * len(FIELDS))
        for number, row in enumerate(rows, start=first):
            facts = (row["id"], row["sorted_on"], row["year"], row["usd"], row["floor"])
            execute("INSERT INTO development VALUES (?, ?, ?, ?, ?, ?)", (number, *facts))
            execute(
                f"INSERT INTO text (rowid, {COLUMNS}) VALUES (?, {marks})", (number, *(row[name] for name in FIELDS))
            )
            execute("INSERT INTO words (rowid, surface) VALUES (?, ?)", (number, row["words"]))
            for table, listed in (("topic", "topic"), ("country", "country"), ("month", "months")):
                self._connection.executemany(
                    f"INSERT INTO {table} (value, number) VALUES (?, ?)", [(value, number) for value in row[listed]]
                )


def _source(question: Mapping[str, Any], having: str) -> tuple[str, str, list[Any]]:
    """The table that a question is put to, its WHERE (`having`: how a topic or country is asked for), and the values in it."""
    conditions: list[str] = []
    values: list[Any] = []
    table = "development"
    if question["terms"]:
        table = "words" if question["mode"] == "prefix" else "text"
        conditions.append(f"{table} MATCH ?")
        values.append(_match(question))
    for name in ("topic", "country"):
        if question[name]:
            conditions.append(having.format(name=name, number=NUMBERS[table]))
            values.append(question[name])
    if question["months"]:
        conditions.append(
            f"EXISTS (SELECT 1 FROM month AS f WHERE f.number = {NUMBERS[table]} AND f.value BETWEEN ? AND ?)"
        )
        values += question["months"]
    if question["usd_min"] is not None:
        conditions.append(f"EXISTS (SELECT 1 FROM development AS f WHERE f.number = {NUMBERS[table]} AND f.floor >= ?)")
        values.append(question["usd_min"])
    return table, " WHERE " + " AND ".join(conditions) if conditions else "", values


def _page(question: Mapping[str, Any], table: str, where: str) -> str:
    """The statement for a page: in the order of BM25 the text table yields it, else the numbers come first."""
    joined = table if table == "development" else f"{table} JOIN development ON number = {table}.rowid"
    order = f"{table}.rowid" if table == "words" else ORDERS[question["sort"]]
    window = f"ORDER BY {order} LIMIT {question['limit']} OFFSET {question['offset']}"
    if order == "rank":
        marked = ", highlight(text, 0, '<mark>', '</mark>'), highlight(text, 1, '<mark>', '</mark>')"
        return f"SELECT id, title, summary{marked if question['highlight'] else ''} FROM {joined}{where} {window}"
    hits = f"SELECT number FROM {joined}{where} {window}"
    return f"SELECT id, title, summary FROM ({hits}) JOIN development USING (number) JOIN text ON text.rowid = number"


def _match(question: Mapping[str, Any]) -> str:
    quoted = ['"' + term.replace('"', '""') + '"' for term in question["terms"]]
    match question["mode"]:
        case "phrase":
            return " + ".join(quoted)
        case "prefix":
            return quoted[0] + "*"
        case "any":
            return " OR ".join(quoted)
        case _:
            return " AND ".join(quoted)


def _facet(name: str) -> str:
    value, table = ("year", "development") if name == "year" else ("value", name)
    return (
        f"SELECT {value}, count(*) FROM hit JOIN {table} USING (number) GROUP BY 1 ORDER BY 2 DESC LIMIT {FACET_LIMIT}"
    )
