"""Storage: the database, the index and the thread that keeps them together, opened as one and closed as one."""

import gc
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from threading import Event, Thread

from sqlalchemy import Engine

from api.database import make_engine, migrate
from api.indexing import IndexFollower, index_identity
from api.money import read_rates
from api.seeding import seed
from api.services.sql_archive import SqlArchive
from api.settings import SEED_DATA, Settings
from api.synonyms import read_groups
from search import Limits, SearchBackend, open_backend

GARBAGE = (10_000, 20, 20)
"""How often garbage is looked for once the modules are loaded (`api/__init__.py` holds it off until then)."""


@dataclass(frozen=True, slots=True)
class Storage:
    """What was opened."""

    engine: Engine
    backend: SearchBackend
    archive: SqlArchive
    follower: IndexFollower


@contextmanager
def open_storage(
    settings: Settings,
    backend: SearchBackend | None = None,
    engine: Engine | None = None,
    *,
    seeded: bool = True,
    follow: bool = True,
) -> Iterator[Storage]:
    """Open the database (migrated; `seeded` when empty) and the index (caught up); `follow` keeps it so in a thread.

    What is given is used, and left open at the end.
    """
    gc.set_threshold(*GARBAGE)
    rates = read_rates(SEED_DATA / "exchange_rates.yaml")
    with ExitStack() as closing:
        database = engine or make_engine(settings)
        if engine is None:
            closing.callback(database.dispose)
        migrate(database)
        if seeded:
            seed(database)
        index = backend or make_backend(settings, index_identity(database, rates))
        if backend is None:
            closing.callback(index.close)
        follower = IndexFollower(database, index, settings, rates)
        follower.open()
        if follow:
            closing.enter_context(_following(follower))
        yield Storage(database, index, SqlArchive(database, rates), follower)


def make_backend(settings: Settings, identity: str) -> SearchBackend:
    """Return the engine that the settings name, with the synonyms of the seed data."""
    limits = Limits(
        length=settings.q_max_length,
        terms=settings.q_max_terms,
        depth=settings.q_max_depth,
        prefix_letters=settings.prefix_min_letters,
        prefix_words=settings.prefix_max_words,
    )
    return open_backend(
        settings.index_url, folder=settings.index_dir, archive_id=identity, synonyms=read_groups(), limits=limits
    )


@contextmanager
def _following(follower: IndexFollower) -> Iterator[None]:
    stop = Event()
    thread = Thread(target=follower.run, args=(stop,), name="index-follower", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(timeout=5)
