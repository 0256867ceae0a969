"""A data folder of its own for every test of the command line."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

ISSUES = Path(__file__).resolve().parents[2] / "seed_data" / "issues"


@pytest.fixture
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "data"
    monkeypatch.setenv("ALLIANCE_DATA_DIR", str(folder))
    monkeypatch.setenv("COLUMNS", "300")
    monkeypatch.chdir(tmp_path)
    return folder


@pytest.fixture
def runner(data_dir: Path) -> CliRunner:
    return CliRunner()


@pytest.fixture
def issue_file(tmp_path: Path) -> Path:
    copy = tmp_path / "vol-3-07.yaml"
    copy.write_bytes((ISSUES / "vol-3-07.yaml").read_bytes())
    return copy
