"""Every request in the README answers as it says."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.main import create_app
from api.settings import Settings
from tests.docs.console import Command, ask, commands

README = Path(__file__).resolve().parents[2] / "README.md"
REQUESTS = [command for command in commands(README) if command.line.startswith("curl")]


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    settings = Settings(data_dir=tmp_path_factory.mktemp("readme") / "data", rate_limit="off", log_level="error")
    with TestClient(create_app(settings), base_url="http://127.0.0.1:8000") as client:
        yield client


def test_the_readme_has_requests() -> None:
    assert len(REQUESTS) >= 12


@pytest.mark.parametrize("command", REQUESTS, ids=lambda c: c.line.split("'")[1].removeprefix("http://127.0.0.1:8000"))
def test_a_request_in_the_readme_answers_as_it_says(client: TestClient, command: Command) -> None:
    assert command.output, "the output stands under the command"
    assert ask(client, command.line) == command.output
