"""The commands of the guide to importing work as they stand there."""

import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.cli import app
from tests.docs.console import commands

ROOT = Path(__file__).resolve().parents[2]


def test_the_guide_s_commands_work_in_their_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLIANCE_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.chdir(ROOT)
    lines = [shlex.split(command.line) for command in commands(ROOT / "docs" / "importing.md")]
    assert len(lines) >= 3
    for name, *arguments in lines:
        assert name == "alliance"
        result = CliRunner().invoke(app, arguments)
        assert result.exit_code == 0, result.output
