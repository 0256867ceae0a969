"""Real server processes: several workers see a publish, and one killed half-way is caught up by the others."""

import json
import os
import signal
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import ISSUES
from tests.contract.run import BIN, serving

WORKERS = 2


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("serving")


@pytest.fixture(scope="module")
def url(folder: Path) -> Iterator[str]:
    with serving(folder, ALLIANCE_WORKERS=str(WORKERS)) as url:
        yield url


def title(url: str) -> str:
    """The title of 3.7-d4; every call is a connection of its own, so that both workers are asked."""
    with urllib.request.urlopen(f"{url}/v1/developments/3.7-d4", timeout=5) as answer:  # noqa: S310 - our own server
        found: str = json.load(answer)["data"]["title"]
    return found


def changed_issue(folder: Path, new_title: str) -> Path:
    text = (ISSUES / "vol-3-07.yaml").read_text(encoding="utf-8")
    old = "Lunar agreement: a Japanese rover and a seat on Artemis"
    assert old in text
    file = folder / f"{abs(hash(new_title))}.yaml"
    file.write_text(text.replace(old, new_title), encoding="utf-8")
    return file


def publisher(folder: Path, file: Path) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "ALLIANCE_DATA_DIR": str(folder / "data")}
    return subprocess.Popen([BIN / "alliance", "load", file], env=environment, stderr=subprocess.DEVNULL)


def wait_for(url: str, wanted: str, seconds: float) -> bool:
    """Whether every one of 20 connections in a row gives the title within the time."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if all(title(url) == wanted for _ in range(20)):
            return True
    return False


def test_all_workers_see_a_publish_soon_after_its_acknowledgement(url: str, folder: Path) -> None:
    assert publisher(folder, changed_issue(folder, "A rover for the Moon")).wait(timeout=60) == 0
    assert wait_for(url, "A rover for the Moon", seconds=5)


def test_a_publisher_killed_between_database_and_index_is_caught_up_by_the_servers(url: str, folder: Path) -> None:
    with subprocess.Popen(
        [BIN / "python", "-c", COMMIT_AND_DIE, str(changed_issue(folder, "A seat on Artemis"))],
        env={**os.environ, "ALLIANCE_DATA_DIR": str(folder / "data")},
    ) as dying:
        assert dying.wait(timeout=60) == -signal.SIGKILL
    assert wait_for(url, "A seat on Artemis", seconds=10)


COMMIT_AND_DIE = """
import os, signal, sys
from pathlib import Path
from api.seeding import load
from api.settings import Settings
from api.storage import open_storage
with open_storage(Settings(), seeded=False, follow=False) as storage:
    load(storage.engine, [Path(sys.argv[1])])
    os.kill(os.getpid(), signal.SIGKILL)
"""
