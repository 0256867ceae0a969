"""The same developments twice: as this service's data folder, and as the SQLite file that a Datasette user would publish."""
# ruff: noqa: S608 - statements are made of names in this module

import json
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.corpus import Corpus
from bench.corpus.sources import developments
from bench.servers import ALLIANCE, settings
from search import Document

TABLE = "developments"
TEXTS = ("title", "summary", "headline", "purpose", "organization", "person", "initiative")
SCHEMA = f"""
CREATE TABLE {TABLE} (id TEXT PRIMARY KEY, {", ".join(f"{name} TEXT" for name in TEXTS)},
    topics TEXT, countries TEXT, year INTEGER, date TEXT, usd INTEGER);
CREATE INDEX by_year ON {TABLE} (year);
CREATE INDEX by_date ON {TABLE} (date);
CREATE VIRTUAL TABLE {TABLE}_fts USING fts5({", ".join(TEXTS)}, content='{TABLE}', tokenize='porter');
"""


def data_folder(corpus: Corpus, folder: Path) -> Path:
    """A data folder of this service with the corpus in it, loaded as an operator would load it."""
    data, mark = folder / "data", folder / "data.loaded"
    if not mark.exists():
        file = corpus.write(folder / "issues.jsonl")
        subprocess.run([*ALLIANCE, "load", str(file)], env=settings(data), check=True)  # noqa: S603
        mark.touch()
    return data


def datasette_file(corpus: Corpus, folder: Path) -> Path:
    """A SQLite file with a table of the developments and its full-text table."""
    path, mark = folder / "archive.db", folder / "archive.built"
    if not mark.exists():
        path.unlink(missing_ok=True)
        with sqlite3.connect(path) as connection:
            connection.executescript(SCHEMA)
            marks = ", ".join("?" * (len(TEXTS) + 6))
            connection.executemany(f"INSERT INTO {TABLE} VALUES ({marks})", _rows(corpus))
            connection.execute(f"INSERT INTO {TABLE}_fts ({TABLE}_fts) VALUES ('rebuild')")
            connection.execute(f"INSERT INTO {TABLE}_fts ({TABLE}_fts) VALUES ('optimize')")
        connection.execute("ANALYZE")
        connection.close()
        mark.touch()
    return path


def _rows(corpus: Corpus) -> Iterator[tuple[Any, ...]]:
    for document in developments(corpus.documents()):
        texts = (" · ".join(document.text.get(name, ())) for name in TEXTS)
        yield (document.id, *texts, *_facts(document))


def _facts(document: Document) -> tuple[Any, ...]:
    lists = (json.dumps(document.keywords[name]) for name in ("topic", "country"))
    on = document.sorted_on
    return (*lists, on and on.year, on and on.isoformat(), document.largest_usd)
