"""`alliance import` and `alliance review`: documents become drafts on the screen, as JSON, and in the archive."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.cli import app

PAGES = Path(__file__).resolve().parents[1] / "reading" / "pages"
PAGE = PAGES / "01-publication-page.txt"
UNNUMBERED = PAGES / "02-plain-extraction.txt"


def listed(output: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in output.splitlines()]


def test_json_is_one_document_a_file_with_the_shapes_of_the_contract(runner: CliRunner, data_dir: Path) -> None:
    result = runner.invoke(app, ["import", str(PAGE), str(UNNUMBERED), "--json"])
    assert result.exit_code == 0, result.output
    first, second = listed(result.stdout)
    assert {"volume", "number", "published", "headlines", "developments", "warnings"} <= set(first)
    assert (second["volume"], second["number"]) == (None, None)
    development = first["developments"][0]  # type: ignore[index]
    assert {"source_text", "evidence", "amounts", "dates", "countries", "topics"} <= set(development)
    for amount in development["amounts"]:
        assert {"usd", "usd_reason", "counted", "not_counted", "repeat_of", "low", "high", "currency"} <= set(amount)
    for fact in development["evidence"]:
        if fact["raw"] and fact["where"] == "text":
            assert development["source_text"][fact["start"] : fact["end"]] == fact["raw"]


def test_a_file_that_cannot_be_read_is_said_and_the_others_are_done(
    runner: CliRunner, data_dir: Path, tmp_path: Path
) -> None:
    empty = tmp_path / "empty.html"
    empty.write_bytes(b"")
    result = runner.invoke(app, ["import", str(empty), str(PAGE), str(tmp_path / "none.pdf"), "--json"])
    assert result.exit_code == 1
    assert len(listed(result.stdout)) == 1
    assert "empty.html: " in result.stderr
    assert "none.pdf: No such file" in result.stderr


def test_standard_input_is_read_and_hints_say_the_number(runner: CliRunner, data_dir: Path) -> None:
    content = UNNUMBERED.read_bytes()
    result = runner.invoke(app, ["import", "-", "--volume", "2", "--number", "3", "--json"], input=content)
    (draft,) = listed(result.stdout)
    assert (draft["volume"], draft["number"]) == (2, 3)
    assert draft["published"]["start"] == "2023-02-01"  # type: ignore[index]


def test_a_draft_is_published_and_found_and_reviewed_no_more(runner: CliRunner, data_dir: Path) -> None:
    assert runner.invoke(app, ["import", str(PAGE)]).exit_code == 0
    open_drafts = runner.invoke(app, ["review"])
    assert "imp_" in open_drafts.output
    id = next(word for word in open_drafts.output.split() if word.startswith("imp_"))
    assert "headline" in runner.invoke(app, ["review", id]).output
    published = runner.invoke(app, ["import", str(PAGE), "--publish"])
    assert published.exit_code == 0, published.output
    assert "created" in published.stderr
    assert id not in runner.invoke(app, ["review"]).output
    assert runner.invoke(app, ["check"]).exit_code == 0


def test_what_has_errors_is_not_published_and_says_why(runner: CliRunner, data_dir: Path) -> None:
    result = runner.invoke(app, ["import", str(UNNUMBERED), "--publish"])
    assert result.exit_code == 1
    assert "/volume" in result.stderr


@pytest.mark.parametrize("options", [["--url", "nowhere"], ["--volume", "0"], ["--number", "x"]], ids=" ".join)
def test_a_wrong_hint_is_refused(runner: CliRunner, data_dir: Path, options: list[str]) -> None:
    assert runner.invoke(app, ["import", str(PAGE), *options]).exit_code == 2
