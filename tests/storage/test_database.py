"""The database: its folder, its pragmas, its migrations."""

from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import OperationalError
from sqlmodel import SQLModel

from api.database import make_engine, migrate, read_session, write_session
from api.migrations import FOLDER, newest
from api.models import Issue
from api.repositories.archive import archive_id
from api.settings import Settings


def test_models_and_migrations_agree(empty: Engine) -> None:
    assert Issue.metadata is SQLModel.metadata
    with empty.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, SQLModel.metadata) == []


def test_the_newest_revision_is_the_last_file(empty: Engine) -> None:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.set_main_option("path_separator", "os")
    assert newest() == ScriptDirectory.from_config(config).get_current_head()


def test_migrations_can_be_undone(empty: Engine) -> None:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.set_main_option("path_separator", "os")
    with empty.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
    assert inspect(empty).get_table_names() == ["alembic_version"]


def test_migrating_again_keeps_the_archive_id(empty: Engine) -> None:
    with read_session(empty) as session:
        before = archive_id(session)
    migrate(empty)
    with read_session(empty) as session:
        assert archive_id(session) == before


def test_two_archives_have_two_ids(tmp_path: Path) -> None:
    ids = set()
    for name in ("a", "b"):
        engine = make_engine(Settings(data_dir=tmp_path / name))
        migrate(engine)
        with read_session(engine) as session:
            ids.add(archive_id(session))
        engine.dispose()
    assert len(ids) == 2


def test_the_data_folder_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    make_engine(Settings(data_dir=tmp_path / "new")).dispose()
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 30_000)],
)
def test_sqlite_is_set_up_to_lose_nothing(tmp_path: Path, pragma: str, value: object) -> None:
    engine = make_engine(Settings(data_dir=tmp_path / "data"))
    with engine.connect() as connection:
        assert connection.execute(text(f"PRAGMA {pragma}")).scalar_one() == value
    engine.dispose()


def _fail_after_a_write(engine: Engine) -> None:
    with write_session(engine) as session:
        session.execute(text("DELETE FROM archive"))
        session.execute(text("DELETE FROM nowhere"))


def test_a_failed_write_leaves_nothing(empty: Engine) -> None:
    with pytest.raises(OperationalError, match="no such table"):
        _fail_after_a_write(empty)
    with read_session(empty) as session:
        assert archive_id(session)


def test_a_reader_sees_one_state_while_others_write(empty: Engine) -> None:
    with read_session(empty) as reader:
        before = archive_id(reader)
        with write_session(empty) as writer:
            writer.execute(text("UPDATE archive SET archive_id = 'other'"))
        assert archive_id(reader) == before


def test_a_writer_holds_the_lock_from_its_beginning(empty: Engine) -> None:
    with write_session(empty), empty.connect() as other:
        other.exec_driver_sql("COMMIT")
        other.exec_driver_sql("PRAGMA busy_timeout=1")
        with pytest.raises(OperationalError, match="locked"):
            other.exec_driver_sql("BEGIN IMMEDIATE")
