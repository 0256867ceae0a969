"""Bring a copy of the archive in a SQLite file up to date: `python mirror.py archive.db`, as often as you like."""

import json
import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from typing import Any
from urllib.parse import urlencode
from urllib.request import urlopen

URL = os.environ.get("ALLIANCE_URL", "http://127.0.0.1:8000")
RECORDS = ("issues", "headlines", "developments")
VOCABULARIES = ("topics", "countries", "initiatives", "organizations", "people")


def pages(path: str, **params: Any) -> Iterator[dict[str, Any]]:
    """Yield every page of a list."""
    address = f"{path}?{urlencode(params, doseq=True)}"
    while address:
        with urlopen(URL + address, timeout=60) as answer:
            page = json.load(answer)
        yield page
        address = page["links"]["next"]


def mirror(copy: sqlite3.Connection) -> int:
    """Take in what changed since the last time; return the number of the last change that the copy holds."""
    copy.execute("CREATE TABLE IF NOT EXISTS record (list, id, json, PRIMARY KEY (list, id))")
    copy.execute("CREATE TABLE IF NOT EXISTS state (last_seq)")
    (since,) = copy.execute("SELECT coalesce(max(last_seq), 0) FROM state").fetchone()
    touched, withdrawn, seen = set(), set(), []
    for page in pages("/v1/changes", since=since, limit=1000):
        for change in page["data"]:
            kind, id, op = change["kind"], change["id"], change["op"]
            if kind in {"issue", "headline", "development"}:  # an issue is read anew whole: its records name each other
                touched.add(id.partition("-")[0])
            elif op == "updated" and kind in {
                "organization",
                "person",
                "initiative",
            }:  # its name stands in developments
                named = pages("/v1/developments", **{kind: id}, limit=200)
                touched |= {row["issue"]["id"] for found in named for row in found["data"]}
            if kind == "issue":
                (withdrawn.add if op == "withdrawn" else withdrawn.discard)(id)
    end = page["meta"]["last_seq"]
    if end == since:
        return end
    copy.executemany("DELETE FROM record WHERE id = :id OR id LIKE :id || '-%'", [{"id": id} for id in touched])
    copy.executemany("DELETE FROM record WHERE list = ?", [(name,) for name in VOCABULARIES])
    live = sorted(touched - withdrawn)
    wanted = [(name, {"issue": live[n : n + 50]}) for n in range(0, len(live), 50) for name in RECORDS]
    for name, filters in wanted + [(name, {}) for name in VOCABULARIES]:
        for page in pages(f"/v1/{name}", **filters, limit=200):
            seen.append(page["meta"]["data_version"])
            rows = ((name, row.get("id") or row.get("slug") or row["code"], json.dumps(row)) for row in page["data"])
            copy.executemany("INSERT INTO record VALUES (?, ?, ?)", rows)
    held = min(end, *seen)  # another server process may still be behind: what it lacks is read again the next time
    copy.execute("DELETE FROM state")
    copy.execute("INSERT INTO state VALUES (?)", (held,))
    return held


if __name__ == "__main__":
    with closing(sqlite3.connect(sys.argv[1])) as file, file:  # one transaction: all of it, or nothing
        print("the copy holds change", mirror(file))
