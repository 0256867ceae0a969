"""The whole app over the seed data, once a session."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from api.main import create_app
from api.settings import Settings
from tests.pages.records.looking import Look


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A client of the app over the seed data."""
    folder = tmp_path_factory.mktemp("pages") / "data"
    settings = Settings(_env_file=None, data_dir=folder, index_url="memory:", rate_limit="off", log_level="error")
    with TestClient(create_app(settings), raise_server_exceptions=False) as client:
        yield client


@pytest.fixture(scope="session")
def look(archive: TestClient) -> Look:
    """Shows pages as a browser asks for them."""
    return Look(archive)
