"""The database: engines for SQLite and PostgreSQL, reading and writing sessions, migrations."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

import orjson
from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

from api.migrations import newest
from api.settings import Settings

BUSY_TIMEOUT_MS = 30_000
MIGRATION_LOCK = 4_070_001
"""Key of the PostgreSQL advisory lock under which one process migrates."""


def make_engine(settings: Settings) -> Engine:
    """An engine for the database in force; makes the data folder (mode 0700) where it is not there."""
    if not settings.data_dir.exists():
        settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    url = make_url(settings.database)
    engine = create_engine(url, json_serializer=_dumps, json_deserializer=orjson.loads, hide_parameters=True)
    if url.get_backend_name() == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


@contextmanager
def open_database(settings: Settings) -> Iterator[Engine]:
    """The database alone, migrated, without the index; closed when the block ends."""
    engine = make_engine(settings)
    migrate(engine)
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def read_session(engine: Engine) -> Iterator[Session]:
    """A session that sees one state of the database from its first query to its end."""
    steady = engine if _is_sqlite(engine) else engine.execution_options(isolation_level="REPEATABLE READ")
    with Session(steady) as session:
        yield session


@contextmanager
def write_session(engine: Engine) -> Iterator[Session]:
    """A session in one write transaction: committed at the end, undone by an exception.

    On SQLite it waits for the write lock at its beginning (up to BUSY_TIMEOUT_MS), so that what
    it reads cannot change before it writes.
    """
    with Session(engine.execution_options(writes=True)) as session, session.begin():
        session.connection()  # begins now, not at the first query
        yield session


def migrate(engine: Engine) -> None:
    """Bring the tables up to date; quick when they are."""
    with engine.connect() as connection:
        if _revision(connection) == newest():
            return
    with engine.execution_options(writes=True).begin() as connection:
        if not _is_sqlite(engine):
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATION_LOCK})
        import_module("api.upgrading").upgrade(connection)  # Alembic is a tenth of a start that needs none of it


def _revision(connection: Connection) -> str | None:
    """Return the revision of the tables; None where there are none."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _is_sqlite(engine: Engine) -> bool:
    return engine.dialect.name == "sqlite"


def _dumps(value: Any) -> str:
    return orjson.dumps(value).decode()


def _prepare_sqlite(connection: Any, record: object) -> None:  # noqa: ARG001 - SQLAlchemy's signature
    connection.isolation_level = None  # transactions begin in `_begin_sqlite`, not where the driver thinks
    for pragma in (f"busy_timeout={BUSY_TIMEOUT_MS}", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
