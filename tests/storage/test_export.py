"""Export: what is written loads into an empty archive and comes out byte for byte the same."""

import json
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from sqlalchemy import Engine

from api.database import read_session
from api.repositories.issues import load_issue
from api.seeding import export, load, write_folder
from api.seeding import write_lines as write_export
from tests.storage.conftest import MakeArchive
from tests.storage.issue_files import Form, development, issue, write_lines
from tests.storage.issue_strategies import issues

ROUND_TRIP = settings(
    max_examples=4, deadline=None, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def lines(engine: Engine) -> bytes:
    stream = BytesIO()
    write_export(export(engine), stream)
    return stream.getvalue()


def folder_of(engine: Engine, folder: Path) -> dict[str, bytes]:
    write_folder(export(engine), folder)
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_the_seed_data_round_trips_in_both_forms(seeded: Engine, make_empty: MakeArchive, tmp_path: Path) -> None:
    written, files = lines(seeded), folder_of(seeded, tmp_path / "one")
    (tmp_path / "x.jsonl").write_bytes(written)
    from_lines, from_folder = make_empty(), make_empty()
    load(from_lines, [tmp_path / "x.jsonl"], folder=None)
    load(from_folder, [tmp_path / "one"], folder=None)
    assert lines(from_lines) == lines(from_folder) == written
    assert folder_of(from_folder, tmp_path / "two") == files
    assert (len(files), written.count(b"\n")) == (34, 34)
    assert "vol-3-07.yaml" in files


def test_loading_an_export_into_its_own_archive_changes_nothing(seeded: Engine, tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_bytes(lines(seeded))
    assert load(seeded, [tmp_path / "x.jsonl"], folder=None).issues.unchanged == 34


@ROUND_TRIP
@given(first=issues(7), second=issues(8))
def test_random_issues_round_trip_as_json_lines(
    make_empty: MakeArchive, tmp_path: Path, first: Form, second: Form
) -> None:
    one, two = make_empty(), make_empty()
    load(one, [write_lines(tmp_path / "x.jsonl", first, second)], folder=None)
    written = lines(one)
    (tmp_path / "y.jsonl").write_bytes(written)
    load(two, [tmp_path / "y.jsonl"], folder=None)
    assert lines(two) == written


@ROUND_TRIP
@given(form=issues(7))
def test_random_issues_round_trip_as_yaml(make_empty: MakeArchive, tmp_path: Path, form: Form) -> None:
    one, two = make_empty(), make_empty()
    load(one, [write_lines(tmp_path / "x.jsonl", form)], folder=None)
    name = f"vol-7-{form['number']:02}.yaml"
    written = folder_of(one, tmp_path / "one")[name]
    (tmp_path / "one" / name).write_bytes(written)
    load(two, [tmp_path / "one" / name], folder=None)
    assert folder_of(two, tmp_path / "two")[name] == written
    assert lines(two) == lines(one)


@ROUND_TRIP
@given(form=issues(7))
def test_what_is_stored_is_what_the_file_said(make_empty: MakeArchive, tmp_path: Path, form: Form) -> None:
    engine = make_empty()
    load(engine, [write_lines(tmp_path / "x.jsonl", form)], folder=None)
    with read_session(engine) as session:
        stored = load_issue(session, f"7.{form['number']}")
    assert stored is not None
    assert sorted(d.facts.title for d in stored.developments) == sorted(d["title"] for d in form["developments"])
    unsaid = {"raw": None, "start": None, "end": None, "where": "text"}
    said = [unsaid | evidence for d in form["developments"] for evidence in d.get("evidence", [])]
    kept = [dict(evidence) for d in stored.developments for evidence in d.facts.evidence]
    assert sorted(kept, key=by_content) == sorted(said, key=by_content)


def by_content(evidence: Form) -> str:
    return json.dumps({**evidence, "confidence": float(evidence["confidence"])}, sort_keys=True)


@pytest.mark.parametrize("later", [["B"], ["B", "C"], ["C", "B"]])
def test_ids_that_do_not_follow_from_headlines_are_written(
    make_empty: MakeArchive, tmp_path: Path, later: list[str]
) -> None:
    one, two = make_empty(), make_empty()
    for titles in (["A", "B"], later):
        rows = [development(1, title) for title in titles] + [development(2, "D"), development(2, "E")]
        load(one, [write_lines(tmp_path / "x.jsonl", issue(developments=rows))], folder=None)
    (tmp_path / "y.jsonl").write_bytes(lines(one))
    load(two, [tmp_path / "y.jsonl"], folder=None)
    found = []
    for engine in (one, two):
        with read_session(engine) as session:
            stored = load_issue(session, "4.1")
            assert stored is not None
            found.append({d.id: d.facts.title for d in stored.developments})
    assert found[0] == found[1]
    assert lines(one) == lines(two)


def test_only_what_says_something_is_written(empty: Engine, tmp_path: Path) -> None:
    load(
        empty,
        [write_lines(tmp_path / "x.jsonl", issue(developments=[development(1, "A", partial=False, dates=[])]))],
        folder=None,
    )
    form = next(export(empty))
    assert list(form) == ["volume", "number", "title", "period", "headlines", "developments"]
    assert list(form["developments"][0]) == ["headline", "title", "summary", "topics", "countries"]
