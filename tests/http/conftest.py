"""One app a session over the small archive."""

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from tests.http.apps import make_app


@pytest.fixture(scope="session")
def app() -> FastAPI:
    """The app that most tests ask."""
    return make_app()


@pytest.fixture(scope="session")
def client(app: FastAPI) -> Iterator[TestClient]:
    """A client of it."""
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client
