"""One app a session over the small archive, started."""

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from tests.http.apps import make_app


@pytest.fixture(scope="session")
def api() -> Iterator[TestClient]:
    """A client of the app's API."""
    with TestClient(make_app()) as client:
        yield client


@pytest.fixture(scope="session")
def app(api: TestClient) -> FastAPI:
    """The app itself, with its resources open."""
    assert isinstance(api.app, FastAPI)
    return api.app
