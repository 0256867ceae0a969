"""The store of record on a real PostgreSQL: migrated, seeded, loaded, changed, followed, checked and exported.

`ALLIANCE_TEST_POSTGRESQL` names a server whose `public` schema may be emptied; CI starts one.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, text
from sqlmodel import SQLModel

from api.database import make_engine, migrate, read_session, write_session
from api.indexing import IndexFollower
from api.publishing import withdraw_issue
from api.repositories.archive import last_seq
from api.repositories.log import changes_after
from api.seeding import check, export, load, seed, write_lines
from api.settings import SEED_DATA, Settings
from search import open_backend

URL = os.environ.get("ALLIANCE_TEST_POSTGRESQL", "")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Engine, Settings]]:
    if not URL:
        pytest.skip("no PostgreSQL here: ALLIANCE_TEST_POSTGRESQL is not set")
    settings = Settings(database_url=URL, data_dir=tmp_path_factory.mktemp("postgresql") / "data")
    engine = make_engine(settings)
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    migrate(engine)
    seed(engine)
    yield engine, settings
    engine.dispose()


def test_ci_has_a_postgresql() -> None:
    assert URL or not os.environ.get("CI"), "in CI the tests on PostgreSQL must run"


def test_the_seed_is_whole_and_the_tables_are_the_models(archive: tuple[Engine, Settings]) -> None:
    engine, _ = archive
    report = check(engine)
    assert report.problems == ()
    assert (report.counts["headline"], report.counts["amount"]) == (170, 15)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), SQLModel.metadata) == []


def test_changes_are_logged_in_order_and_followed_by_the_index(
    archive: tuple[Engine, Settings], tmp_path: Path
) -> None:
    engine, settings = archive
    backend = open_backend("whoosh:", folder=tmp_path / "index", archive_id="postgresql")
    follower = IndexFollower(engine, backend, settings)
    before = follower.open()
    changed = (
        (SEED_DATA / "issues" / "vol-3-07.yaml").read_text(encoding="utf-8").replace("Lunar agreement", "Moon deal")
    )
    file = tmp_path / "vol-3-07.yaml"
    file.write_text(changed, encoding="utf-8")
    load(engine, [file])
    with write_session(engine) as session:
        withdraw_issue(session, "1.2", note="for a test")
    after = follower.catch_up()
    with read_session(engine) as session:
        assert after == last_seq(session)
        ops = [(c.op, c.record_id) for c in changes_after(session, before, 100)]
    assert ("updated", "3.7-d4") in ops
    assert ("withdrawn", "1.2-d1") in ops
    assert check(engine, backend).problems == ()
    assert "1.2" not in backend.snapshot().ids("issue")
    load(engine, [SEED_DATA / "issues"])
    assert follower.catch_up() > after
    assert check(engine, backend).problems == ()


def test_export_is_that_of_sqlite(archive: tuple[Engine, Settings], seeded: Engine, tmp_path: Path) -> None:
    engine, _ = archive
    files = [tmp_path / "postgresql.jsonl", tmp_path / "sqlite.jsonl"]
    for database, file in zip((engine, seeded), files, strict=True):
        with file.open("wb") as stream:
            write_lines((issue for issue in export(database) if issue["number"] == 12), stream)
    assert files[0].read_bytes() == files[1].read_bytes() != b""
