"""Archives for the storage tests: one with the vocabularies, one with the seed data, copied file by file."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from api.database import make_engine, migrate
from api.indexing import IndexFollower
from api.money import Rates, read_rates
from api.seeding import load_vocabularies, seed
from api.settings import SEED_DATA, Settings
from tests.storage.fake_index import FakeBackend

MakeArchive = Callable[[], Engine]


def _opened(folder: Path) -> Engine:
    """An engine that does not wait for the disk."""
    engine = make_engine(Settings(data_dir=folder))
    event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous=OFF").close())
    return engine


def _made(folder: Path, fill: Callable[[Engine], object]) -> Path:
    engine = _opened(folder)
    migrate(engine)
    fill(engine)
    engine.dispose()
    return folder / "alliance.db"


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _made(tmp_path_factory.mktemp("empty"), load_vocabularies)


@pytest.fixture(scope="session")
def seeded_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _made(tmp_path_factory.mktemp("seeded"), seed)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path / "data", index_poll_s=0.01)


@pytest.fixture
def make_empty(empty_file: Path, tmp_path: Path) -> Iterator[MakeArchive]:
    """Makes archives that hold the vocabularies and no issue."""
    made: list[Engine] = []

    def make() -> Engine:
        folder = tmp_path / f"archive-{len(made)}"
        folder.mkdir()
        shutil.copy(empty_file, folder / "alliance.db")
        made.append(_opened(folder))
        return made[-1]

    yield make
    for engine in made:
        engine.dispose()


@pytest.fixture
def empty(make_empty: MakeArchive) -> Engine:
    return make_empty()


@pytest.fixture
def seeded(seeded_file: Path, settings: Settings) -> Iterator[Engine]:
    settings.data_dir.mkdir()
    shutil.copy(seeded_file, settings.data_dir / "alliance.db")
    engine = _opened(settings.data_dir)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def seeded_index(seeded_file: Path, rates: Rates) -> FakeBackend:
    """The index of the seed data; take a copy."""
    engine = _opened(seeded_file.parent)
    backend = FakeBackend()
    IndexFollower(engine, backend, Settings(data_dir=seeded_file.parent), rates).open()
    engine.dispose()
    return backend


@pytest.fixture
def backend(seeded_index: FakeBackend) -> FakeBackend:
    """An index that holds the seed data."""
    return seeded_index.copy()


@pytest.fixture(scope="session")
def rates() -> Rates:
    return read_rates(SEED_DATA / "exchange_rates.yaml")
