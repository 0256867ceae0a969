"""The commands of access: a key is shown once, listed without its secret, and refused when it is revoked."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.cli import app
from api.keys import hash_of, id_of


def made(runner: CliRunner, name: str = "Desk", role: str = "editor") -> str:
    result = runner.invoke(app, ["keys", "create", "--name", name, "--role", role])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_a_new_key_is_all_of_standard_output(runner: CliRunner, data_dir: Path) -> None:
    result = runner.invoke(app, ["keys", "create", "--name", "Desk", "--role", "editor"])
    key = result.stdout.removesuffix("\n")
    assert id_of(key) is not None
    assert f"key {id_of(key)} is for Desk (editor)" in result.stderr
    assert key.rpartition("_")[2] not in result.stderr
    stored = (data_dir / "alliance.db").read_bytes()
    assert hash_of(key).encode() in stored
    assert key.rpartition("_")[2].encode() not in stored


def test_keys_are_listed_with_what_they_are_for_and_no_secret(runner: CliRunner) -> None:
    keys = [made(runner).strip(), made(runner, "Boss [bold]", "admin").strip()]
    output = runner.invoke(app, ["keys", "list"]).output
    cells = [cells_of(output, str(id_of(key))) for key in keys]
    assert [row[1:3] for row in cells] == [["Desk", "editor"], ["Boss [bold]", "admin"]]
    assert [row[4:6] for row in cells] == [["", ""]] * 2
    assert not any(key.rpartition("_")[2] in output for key in keys)


def test_a_key_is_revoked_once(runner: CliRunner) -> None:
    id = str(id_of(made(runner).strip()))
    assert runner.invoke(app, ["keys", "revoke", id]).exit_code == 0
    assert cells_of(runner.invoke(app, ["keys", "list"]).output, id)[5].endswith("Z")
    again = runner.invoke(app, ["keys", "revoke", id])
    assert (again.exit_code, f"no valid key {id}" in again.output) == (1, True)
    assert runner.invoke(app, ["keys", "revoke", "nothing"]).exit_code == 1


@pytest.mark.parametrize(
    "arguments",
    [["--name", " ", "--role", "editor"], ["--name", "a\nb", "--role", "editor"], ["--name", "x" * 101, "--role", "admin"],
     ["--name", "Desk", "--role", "owner"], ["--name", "Desk"]],
    ids=["blank", "two lines", "long", "no such role", "no role"],
)  # fmt: skip
def test_a_faulty_wish_makes_no_key(runner: CliRunner, arguments: list[str]) -> None:
    result = runner.invoke(app, ["keys", "create", *arguments])
    assert result.exit_code == 2
    assert result.stdout == ""


def test_the_audit_log_shows_loads_and_keys_the_newest_first(runner: CliRunner, issue_file: Path) -> None:
    runner.invoke(app, ["load", str(issue_file)])
    id = id_of(made(runner).strip())
    runner.invoke(app, ["keys", "revoke", str(id)])
    rows = [[cell.strip() for cell in line.split("│")] for line in shown(runner) if line.startswith("│")]
    found = [(row[3], row[5], row[6]) for row in rows]
    assert found == [
        ("command line", "revoke_key", f"key {id}"),
        ("command line", "create_key", f"key {id}"),
        ("command line", "load", "issue 3.7"),
        ("command line", "load", "vocabularies seed_data"),
    ]
    assert len([line for line in shown(runner, "--limit", "1") if line.startswith("│")]) == 1


def test_what_loads_nothing_new_leaves_no_entry(runner: CliRunner, issue_file: Path) -> None:
    for _ in range(2):
        runner.invoke(app, ["load", str(issue_file)])
    assert "".join(shown(runner)).count("issue 3.7") == 1


def test_source_texts_are_exported_only_when_asked_for(runner: CliRunner, issue_file: Path, tmp_path: Path) -> None:
    text = issue_file.read_text("utf-8").replace(
        "    summary:", '    source_text: "An invented paragraph."\n    summary:', 1
    )
    issue_file.write_text(text, "utf-8")
    assert runner.invoke(app, ["load", str(issue_file)]).exit_code == 0
    assert b"invented paragraph" not in runner.invoke(app, ["export"]).stdout_bytes
    whole = runner.invoke(app, ["export", "--source-text"]).stdout_bytes
    assert whole.count(b'"source_text":"An invented paragraph."') == 1
    again = tmp_path / "again.jsonl"
    again.write_bytes(whole)
    assert runner.invoke(app, ["load", str(again)]).exit_code == 0
    assert "".join(shown(runner)).count("issue 3.7") == 1


def cells_of(output: str, id: str) -> list[str]:
    """Cells of the row that begins with an id."""
    line = next(line for line in output.splitlines() if line.startswith(f"│ {id} "))
    return [cell.strip() for cell in line.split("│")[1:-1]]


def shown(runner: CliRunner, *arguments: str) -> list[str]:
    return runner.invoke(app, ["audit", *arguments]).output.splitlines()
