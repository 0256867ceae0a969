"""The commands do what the operations page says, and fail as an editor needs it."""

import stat
from pathlib import Path

import orjson
from typer.testing import CliRunner

from api.cli import app


def test_a_file_is_loaded_once_and_the_same_again_changes_nothing(runner: CliRunner, issue_file: Path) -> None:
    first = runner.invoke(app, ["load", str(issue_file)])
    assert first.exit_code == 0, first.output
    assert [cell.strip() for cell in row_of(first.output, "developments")] == ["5", "0", "0", "0"]
    again = runner.invoke(app, ["load", str(issue_file)])
    assert [cell.strip() for cell in row_of(again.output, "developments")] == ["0", "0", "0", "5"]


def test_a_faulty_file_is_named_with_line_and_key_and_nothing_is_loaded(runner: CliRunner, issue_file: Path) -> None:
    faulty = issue_file.with_name("faulty.yaml")
    faulty.write_text(issue_file.read_text(encoding="utf-8").replace("topics: [space,", "topics: [spaec,"), "utf-8")
    result = runner.invoke(app, ["load", str(issue_file), str(faulty)])
    assert result.exit_code == 1
    line = next(n for n, text in enumerate(faulty.read_text("utf-8").splitlines(), 1) if "spaec" in text)
    assert f"faulty.yaml:{line}: developments[3].topics[0]: " in result.output
    assert "space" in result.output
    assert "nothing was loaded" in result.output
    assert runner.invoke(app, ["export"]).stdout_bytes == b""


def test_export_load_export_is_the_same_bytes(
    runner: CliRunner, data_dir: Path, issue_file: Path, tmp_path: Path
) -> None:
    runner.invoke(app, ["load", str(issue_file)])
    lines = runner.invoke(app, ["export"]).stdout_bytes
    assert orjson.loads(lines)["number"] == 7
    target = tmp_path / "out.jsonl"
    assert runner.invoke(app, ["export", str(target)]).exit_code == 0
    assert target.read_bytes() == lines
    folder = tmp_path / "out"
    assert runner.invoke(app, ["export", str(folder)]).exit_code == 0
    assert [path.name for path in folder.iterdir()] == ["vol-3-07.yaml"]
    data_dir.rename(tmp_path / "before")
    assert runner.invoke(app, ["load", str(folder / "vol-3-07.yaml")]).exit_code == 0
    assert runner.invoke(app, ["export"]).stdout_bytes == lines


def test_check_counts_and_finds_a_damaged_row(runner: CliRunner, data_dir: Path, issue_file: Path) -> None:
    runner.invoke(app, ["load", str(issue_file)])
    whole = runner.invoke(app, ["check"])
    assert whole.exit_code == 0, whole.output
    assert [cell.strip() for cell in row_of(whole.output, "development")] == ["5"]
    assert "no problem found" in whole.output
    database = data_dir / "alliance.db"
    content = database.read_bytes()
    assert content.count(b"Lunar agreement") >= 2
    damage(database, b"Lunar agreement", b"Luner agreement")
    broken = runner.invoke(app, ["check"])
    assert broken.exit_code == 1
    assert "3.7-d4" in broken.output


def test_reindex_builds_the_index_anew(runner: CliRunner, data_dir: Path, issue_file: Path) -> None:
    runner.invoke(app, ["load", str(issue_file)])
    before = (data_dir / "index" / "CURRENT").read_text()
    assert runner.invoke(app, ["reindex"]).exit_code == 0
    assert (data_dir / "index" / "CURRENT").read_text() != before
    assert runner.invoke(app, ["check"]).exit_code == 0


def test_state_is_private(runner: CliRunner, data_dir: Path) -> None:
    runner.invoke(app, ["check"])
    assert stat.S_IMODE(data_dir.stat().st_mode) == 0o700
    assert stat.S_IMODE((data_dir / "index").stat().st_mode) == 0o700


def test_a_stale_contract_is_said(runner: CliRunner, tmp_path: Path) -> None:
    assert runner.invoke(app, ["openapi", "--check"]).exit_code == 1
    assert runner.invoke(app, ["openapi"]).exit_code == 0
    assert runner.invoke(app, ["openapi", "--check"]).exit_code == 0
    contract = tmp_path / "openapi.yaml"
    contract.write_text(contract.read_text("utf-8").replace("/v1/issues:", "/v1/isues:"), "utf-8")
    stale = runner.invoke(app, ["openapi", "--check"])
    assert stale.exit_code == 1
    assert "make openapi" in stale.output


def row_of(output: str, name: str) -> list[str]:
    """Cells of a printed table's row."""
    line = next(line for line in output.splitlines() if line.strip(" │┃").startswith(name + " "))
    return line.strip(" │").split("│")[1:]


def damage(database: Path, old: bytes, new: bytes) -> None:
    """Change one stored title behind the application's back."""
    content = database.read_bytes()
    at = content.index(old)
    database.write_bytes(content[:at] + new + content[at + len(new) :])
