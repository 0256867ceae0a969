"""SQLite: the archive as a database of proper tables, with keys and indices."""

import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import chain, groupby, islice
from operator import attrgetter
from pathlib import Path

from api.exports.source import Source
from api.exports.tables import INDICES, TABLES, Row, Served, Table
from search import RECORD_KINDS

STRIDE = 500
"""Records that are written at once."""
UNSAFE_AND_QUICK = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
"""Nobody sees the file before it is whole."""


def export_sqlite(source: Source, kind: str, path: Path) -> None:
    """Write a new database: for issues with their headlines, for developments with everything."""
    tables = TABLES[kind]
    with closing(sqlite3.connect(path)) as database:
        database.executescript(UNSAFE_AND_QUICK)
        database.execute("CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL)")
        database.executemany("INSERT INTO about VALUES (?, ?)", source.about.items())
        for table in {table.name: table for table in tables}.values():
            database.execute(f"CREATE TABLE {table.name} ({table.columns})")
        for of_kind, same in groupby(tables, attrgetter("kind")):
            _fill(database, list(same), source.records(of_kind) if of_kind in RECORD_KINDS else source.entries(of_kind))
        names = {table.name for table in tables}
        for table_name, columns in INDICES:
            if table_name in names:
                suffix = "_".join(re.findall(r"\w+", columns))
                database.execute(f"CREATE INDEX {table_name}_by_{suffix} ON {table_name} ({columns})")
        database.execute("ANALYZE")
        database.commit()


def _fill(database: sqlite3.Connection, tables: list[Table], served: Iterator[Served]) -> None:
    """Write the rows that records or entries of one kind make, some records at a time."""
    while part := list(islice(served, STRIDE)):
        for table in tables:
            _insert(database, table.name, chain.from_iterable(table.rows(record) for record in part))


def _insert(database: sqlite3.Connection, table: str, rows: Iterable[Row]) -> None:
    listed = list(rows)
    if listed:
        places = ", ".join("?" * len(listed[0]))
        database.executemany(f"INSERT INTO {table} VALUES ({places})", listed)  # noqa: S608 - names of our own tables
