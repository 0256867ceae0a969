"""What the search tests share: both engines, the seed archive built once in each, and how long properties are tried."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings

from search import Document, Limits, SearchBackend, Snapshot
from search.backends.memory import MemoryBackend
from search.backends.whoosh import WhooshBackend
from tests.search.archive import SEED_VERSION, seed_documents, seed_memory, seed_synonyms
from tests.search.indexes import DOCUMENTS, copied, opened

settings.register_profile(
    "search",
    max_examples=25,
    deadline=None,
    report_multiple_bugs=False,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "search-ci",
    parent=settings.get_profile("search"),
    max_examples=150,
    derandomize=True,
    database=None,
    phases=(Phase.explicit, Phase.generate),  # no shrinking: a failure is said at once
)
settings.load_profile("search-ci" if os.environ.get("CI") else "search")

ENGINES = ("memory", "whoosh")
Build = Callable[[Sequence[Document]], SearchBackend]


@pytest.fixture(scope="session", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    """Name of an engine; whatever uses it runs once on each."""
    return str(request.param)


@pytest.fixture(scope="session")
def seed_whoosh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WhooshBackend]:
    """The seed archive in a Whoosh index; nobody may change it."""
    backend = WhooshBackend(tmp_path_factory.mktemp("seed") / "index", "seed", seed_synonyms(), Limits())
    backend.rebuild(seed_documents(), SEED_VERSION)
    yield backend
    backend.close()


@pytest.fixture(scope="session")
def seed(engine: str, request: pytest.FixtureRequest) -> Snapshot:
    """The seed archive, once in each engine."""
    backend: SearchBackend = seed_memory() if engine == "memory" else request.getfixturevalue("seed_whoosh")
    return backend.snapshot()


@pytest.fixture(scope="session")
def build(engine: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Build]:
    """Makes an engine over documents of one's own; version 1."""
    with ExitStack() as stack:

        def make(documents: Sequence[Document]) -> SearchBackend:
            backend: SearchBackend = (
                MemoryBackend(seed_synonyms(), Limits())
                if engine == "memory"
                else WhooshBackend(tmp_path_factory.mktemp("own") / "index", "own", seed_synonyms(), Limits())
            )
            stack.callback(backend.close)
            backend.rebuild(documents, 1)
            return backend

        yield make


@pytest.fixture(scope="session")
def small_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small Whoosh index of version 5 that is copied, never changed."""
    folder = tmp_path_factory.mktemp("generations") / "index"
    backend = opened(folder)
    backend.rebuild(DOCUMENTS, 5)
    backend.close()
    return folder


@pytest.fixture
def index(small_index: Path, tmp_path: Path) -> Path:
    """A copy of the small index, to damage and write to."""
    return copied(small_index, tmp_path / "index")
