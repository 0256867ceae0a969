"""Exports: the whole archive read back from every file, made once a generation, in parts, and with its digest."""

import csv
import hashlib
import sqlite3
import time
from base64 import b64encode
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import orjson
import pytest
from fastapi.testclient import TestClient
from pyarrow import parquet

from api.exports import EXPORTS, Shelf
from api.record_ids import issue_name
from api.schemas.answers import ExportList
from tests.http.apps import make_app, make_backend
from tests.http.documents import VERSION, documents
from tests.http.odd_archive import ODD, ODD_ID, odd_backend

NAMES = [export.file_name for export in EXPORTS]


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A client of the archive with odd texts, its files in a folder of its own."""
    with TestClient(make_app(odd_backend(), data_dir=tmp_path_factory.mktemp("exports"))) as client:
        yield client


def content(client: TestClient, name: str) -> bytes:
    response = client.get(f"/v1/exports/{name}")
    assert response.status_code == 200, response.text
    return response.content


def listed(client: TestClient, kind: str) -> list[Any]:
    found: list[Any] = client.get(f"/v1/{kind}?limit=200&sort=published_asc").json()["data"]
    return found


@pytest.mark.parametrize("kind", ["issues", "developments"])
def test_json_lines_csv_and_parquet_hold_every_record_the_earliest_first(exports: TestClient, kind: str) -> None:
    records = listed(exports, kind)
    assert [orjson.loads(line) for line in content(exports, f"{kind}.jsonl").splitlines()] == records
    text = content(exports, f"{kind}.csv").decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(text, newline="")))
    names = [issue_name(record["id"]) if kind == "issues" else record["id"] for record in records]
    assert [row["id"] for row in rows] == names != []
    assert rows[0]["url"] == records[0]["links"]["self"]
    table = parquet.read_table(BytesIO(content(exports, f"{kind}.parquet")))
    assert table["id"].to_pylist() == [record["id"] for record in records]
    assert table["published"].to_pylist()[0]["start"].isoformat() == records[0]["published"]["start"]
    assert b"not affiliated" in table.schema.metadata[b"attribution"]
    assert table.schema.metadata[b"data_version"] == str(VERSION).encode()


def test_parquet_keeps_lists_and_amounts_as_such(exports: TestClient) -> None:
    rows = parquet.read_table(BytesIO(content(exports, "developments.parquet"))).to_pylist()
    row = next(row for row in rows if row["id"] == ODD_ID)
    assert (row["title"], row["summary"]) == (ODD["title"], ODD["summary"])
    assert row["topics"] == ["economic", "technology"]
    assert [amount["usd"] and amount["usd"]["low"] for amount in row["amounts"]] == [2_900_000_000, 1_000_000_000, None]
    assert row["usd_sum"] == 2_900_000_000


@pytest.fixture(scope="module")
def database(exports: TestClient, tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """The export of everything, opened."""
    path = tmp_path_factory.mktemp("sqlite") / "developments.sqlite"
    path.write_bytes(content(exports, "developments.sqlite"))
    connection = sqlite3.connect(path)
    yield connection
    connection.close()


COUNTS = {
    "issues": 3, "headlines": 8, "developments": 7, "topics": 5, "countries": 6, "initiatives": 3, "organizations": 2, "people": 2,
    "aliases": 7, "dates": 4, "amounts": 5, "development_countries": 17, "development_topics": 9, "development_initiatives": 3,
    "development_organizations": 2,
}  # fmt: skip


@pytest.mark.parametrize("table", COUNTS)
def test_each_table_holds_its_rows(database: sqlite3.Connection, table: str) -> None:
    assert database.execute(f"SELECT count(*) FROM {table}").fetchone() == (COUNTS[table],)  # noqa: S608 - our own names


def test_the_database_is_whole_and_its_keys_lead_somewhere(database: sqlite3.Connection) -> None:
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    broken = database.execute("PRAGMA foreign_key_check").fetchall()
    assert [row for row in broken if row[0] != "development_people"] == []
    about = dict(database.execute("SELECT key, value FROM about").fetchall())
    assert about["data_version"] == str(VERSION)
    assert "CC BY 4.0" in about["attribution"]
    assert (
        database.execute("SELECT count(*) FROM sqlite_master WHERE type = 'index' AND sql NOT NULL").fetchone()[0] == 13
    )


def test_the_database_answers_questions_by_its_keys(database: sqlite3.Connection) -> None:
    question = """
        SELECT d.id, i.title, h.text, sum(a.usd_low)
        FROM developments d JOIN issues i ON i.id = d.issue_id JOIN headlines h ON h.id = d.headline_id
        JOIN amounts a ON a.development_id = d.id JOIN development_topics t ON t.development_id = d.id
        WHERE t.topic = 'economic' AND a.counted GROUP BY d.id"""
    assert database.execute(question).fetchall() == [
        (ODD_ID, "Digest 3.7", "Headline: Business results", 2_900_000_000)
    ]
    plan = " ".join(row[3] for row in database.execute(f"EXPLAIN QUERY PLAN {question}"))
    assert "development_topics_by_topic" in plan
    assert database.execute("SELECT usd_sum FROM developments WHERE id = ?", (ODD_ID,)).fetchone() == (2_900_000_000,)


def test_the_issues_database_has_issues_and_headlines(exports: TestClient, tmp_path: Path) -> None:
    path = tmp_path / "issues.sqlite"
    path.write_bytes(content(exports, "issues.sqlite"))
    connection = sqlite3.connect(path)
    names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert {"about", "issues", "headlines"} <= names
    assert "developments" not in names
    assert connection.execute("SELECT count(*) FROM headlines").fetchone() == (8,)
    connection.close()


@pytest.mark.parametrize("name", NAMES)
def test_a_file_comes_with_a_strong_etag_its_digest_its_length_and_its_name(exports: TestClient, name: str) -> None:
    response = exports.get(f"/v1/exports/{name}", headers={"Accept-Encoding": "gzip, br, zstd"})
    digest = hashlib.sha256(response.content)
    assert response.headers["etag"] == f'"{digest.hexdigest()}"'
    assert response.headers["repr-digest"] == f"sha-256=:{b64encode(digest.digest()).decode()}:"
    assert response.headers["content-length"] == str(len(response.content))
    noun, suffix = name.split(".")
    assert response.headers["content-disposition"] == f'attachment; filename="alliance-{noun}-{VERSION}.{suffix}"'
    assert response.headers["cache-control"] == "no-cache"
    assert "content-encoding" not in response.headers
    again = exports.get(f"/v1/exports/{name}", headers={"If-None-Match": response.headers["etag"]})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", response.headers["etag"])
    head = exports.head(f"/v1/exports/{name}")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == response.headers["content-length"]


RANGES = {
    "bytes=0-9": slice(0, 10),
    "bytes=5-": slice(5, None),
    "bytes=-7": slice(-7, None),
    "bytes = 3-3": slice(3, 4),
    "bytes=10-99999999": slice(10, None),
}


@pytest.mark.parametrize("asked", RANGES)
def test_a_part_is_the_part(exports: TestClient, asked: str) -> None:
    whole = content(exports, "developments.csv")
    response = exports.get("/v1/exports/developments.csv", headers={"Range": asked, "Accept-Encoding": "gzip"})
    assert response.status_code == 206
    assert response.content == whole[RANGES[asked]]
    assert response.headers["content-range"].endswith(f"/{len(whole)}")
    held = {"Range": asked, "If-Range": response.headers["etag"]}
    assert exports.get("/v1/exports/developments.csv", headers=held).status_code == 206
    other = {"Range": asked, "If-Range": '"another"'}
    assert exports.get("/v1/exports/developments.csv", headers=other).content == whole


@pytest.mark.parametrize("asked", ["bytes=0-1,4-5", "lines=1-2", "bytes=", "bytes=9-3", "bytes=a-b", "-"])
def test_what_is_no_single_range_is_answered_by_the_whole(exports: TestClient, asked: str) -> None:
    response = exports.get("/v1/exports/developments.csv", headers={"Range": asked})
    assert (response.status_code, response.content) == (200, content(exports, "developments.csv"))


@pytest.mark.parametrize("asked", ["bytes=99999999-", "bytes=-0"])
def test_a_part_after_the_end_is_416_that_says_how_long_it_is(exports: TestClient, asked: str) -> None:
    response = exports.get("/v1/exports/developments.csv", headers={"Range": asked})
    assert (response.status_code, response.json()["type"]) == (416, "/problems/range_not_satisfiable")
    assert response.headers["content-range"] == f"bytes */{len(content(exports, 'developments.csv'))}"


def test_the_list_knows_a_file_once_it_is_made(tmp_path: Path) -> None:
    with TestClient(make_app(data_dir=tmp_path)) as client:
        before = client.get("/v1/exports")
        ExportList.model_validate_json(before.content)
        rows = {row["name"]: row for row in before.json()["data"]}
        assert list(rows) == NAMES
        assert {(row["size"], row["sha256"], row["made_at"], row["data_version"]) for row in rows.values()} == {
            (None, None, None, VERSION)
        }
        made = client.get(rows["issues.csv"]["url"])
        after = client.get("/v1/exports", headers={"If-None-Match": before.headers["etag"]})
        row = next(row for row in after.json()["data"] if row["name"] == "issues.csv")
        assert (row["size"], f'"{row["sha256"]}"') == (len(made.content), made.headers["etag"])
        ExportList.model_validate_json(after.content)
        assert client.get("/v1/exports", headers={"If-None-Match": after.headers["etag"]}).status_code == 304


def test_without_pyarrow_parquet_is_501_that_names_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.exports.files.find_spec", lambda _name: None)
    with TestClient(make_app(data_dir=tmp_path)) as client:
        response = client.get("/v1/exports/issues.parquet")
        assert (response.status_code, response.json()["type"]) == (501, "/problems/not_installed")
        assert "pip install 'alliance-digest[parquet]'" in response.json()["detail"]
        assert client.get("/v1/exports/issues.csv").status_code == 200
        rows = client.get("/v1/exports").json()["data"]
        assert [row["name"] for row in rows if not row["available"]] == ["issues.parquet", "developments.parquet"]


def test_an_export_takes_no_parameters(exports: TestClient) -> None:
    assert exports.get("/v1/exports/issues.csv?topic=space").status_code == 422
    assert exports.get("/v1/exports/headlines.csv").status_code == 404
    assert exports.get("/v1/exports?limit=1").status_code == 422


def test_with_credentials_an_export_is_kept_nowhere(exports: TestClient) -> None:
    response = exports.get("/v1/exports/issues.csv", headers={"Authorization": "Bearer x"})
    assert response.headers["cache-control"] == "private, no-store"


def test_a_generation_has_its_own_files_and_the_latest_two_are_kept(tmp_path: Path) -> None:
    backend = make_backend()
    with TestClient(make_app(backend, data_dir=tmp_path)) as client:
        sizes = []
        for version in range(VERSION, VERSION + 4):
            backend.rebuild(list(documents())[: 30 + version - VERSION], version)
            response = client.get("/v1/exports/developments.jsonl")
            assert f"-{version}.jsonl" in response.headers["content-disposition"]
            sizes.append(len(response.content))
        kept = sorted(path.name.split("-")[0] for path in (tmp_path / "exports").iterdir() if path.is_dir())
        assert kept == [str(VERSION + 2), str(VERSION + 3)]


class Writing:
    """Writes a file, counts how often, and can fail."""

    def __init__(self, *, failing: bool = False, seconds: float = 0) -> None:
        self.count = 0
        self.failing = failing
        self.seconds = seconds

    def __call__(self, path: Path) -> None:
        self.count += 1
        path.write_bytes(b"half")
        time.sleep(self.seconds)
        if self.failing:
            raise OSError("no space left")
        path.write_bytes(b"whole")


def test_many_who_ask_at_once_have_one_file_made(tmp_path: Path) -> None:
    write = Writing(seconds=0.05)
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: Shelf(tmp_path / "exports", "1-a").get("x.csv", write), range(8)))
    assert write.count == 1
    assert len(set(found)) == 1
    assert found[0].sha256 == hashlib.sha256(b"whole").hexdigest()


def test_what_failed_leaves_nothing_and_is_made_again(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, "1-a")
    with pytest.raises(OSError, match="no space"):
        shelf.get("x.csv", Writing(failing=True))
    assert list(shelf.folder.iterdir()) == []
    assert shelf.get("x.csv", Writing()).size == 5


@pytest.mark.parametrize("known", [b"", b"[]", b'{"size": 4}', b'{"size": 5, "sha256": "0", "made_at": "never"}'])
def test_a_file_that_is_not_known_whole_is_made_again(tmp_path: Path, known: bytes) -> None:
    shelf, write = Shelf(tmp_path, "1-a"), Writing()
    shelf.get("x.csv", write)
    (shelf.folder / "x.csv.json").write_bytes(known)
    assert shelf.find("x.csv") is None
    assert shelf.get("x.csv", write).size == 5
    (shelf.folder / "x.csv").write_bytes(b"cut")
    assert shelf.get("x.csv", write).size == 5
    assert write.count == 3
