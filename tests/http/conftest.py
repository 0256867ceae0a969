"""One app a session over the small archive."""

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from tests.http.apps import make_app
from tests.http.editors import Editors, editors_of
from tests.http.importing import Importing, importing_at


@pytest.fixture(scope="session")
def app() -> FastAPI:
    """The app that most tests ask."""
    return make_app()


@pytest.fixture(scope="session")
def client(app: FastAPI) -> Iterator[TestClient]:
    """A client of it."""
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture(scope="session")
def editors(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editors]:
    """The whole app over a real archive that tests write to; each takes issues of its own."""
    with editors_of(tmp_path_factory.mktemp("editors") / "data") as editors:
        yield editors


@pytest.fixture
def importing(editors: Editors) -> Iterator[Importing]:
    """An editor who imports documents made for the test."""
    with importing_at(editors) as importing:
        yield importing
