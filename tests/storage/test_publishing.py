"""Publishing: what is written when an issue is new, changed, withdrawn or revived."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from api.database import read_session, write_session
from api.publishing import publish_issue, withdraw_issue
from api.repositories import log, usage, vocabulary
from api.repositories.archive import last_seq
from api.repositories.issues import load_issue
from api.seeding import LoadReport, load, load_vocabularies
from api.seeding.drafting import draft_of
from api.seeding.format import IssuePart
from api.settings import SEED_DATA
from tests.storage.issue_files import Form, changed, development, issue, write_lines


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def put(engine: Engine, folder: Path, *forms: Form) -> LoadReport:
    return load(engine, [write_lines(folder / "issues.jsonl", *forms)], folder=None)


def changes(engine: Engine, after: int) -> list[tuple[Any, ...]]:
    with read_session(engine) as session:
        return [(c.op, c.record_id, c.revision, c.changed) for c in log.changes_after(session, after, 100)]


def developments(engine: Engine) -> dict[str, str]:
    with read_session(engine) as session:
        found = load_issue(session, "4.1")
        return {} if found is None else {d.id: d.facts.title for d in found.developments}


def test_a_new_issue_is_created_with_all_that_is_in_it(empty: Engine, folder: Path) -> None:
    report = put(empty, folder, issue())
    assert (report.issues.created, report.headlines.created, report.developments.created) == (1, 3, 2)
    assert [c[:3] for c in changes(empty, report.last_seq - 6)] == [
        ("created", "4.1", 1),
        ("created", "4.1-h1", 1),
        ("created", "4.1-h2", 1),
        ("created", "4.1-h3", 1),
        ("created", "4.1-d1", 1),
        ("created", "4.1-d2", 1),
    ]


def test_an_update_touches_only_what_differs_and_says_which_keys(empty: Engine, folder: Path) -> None:
    first = put(empty, folder, issue())
    amounts = [{"value": 6_000_000, "currency": "USD", "payer": "Japan"}]
    report = put(empty, folder, changed(issue(), 0, amounts=amounts, partial=True))
    assert changes(empty, first.last_seq) == [("updated", "4.1-d1", 2, ["partial", "amounts"])]
    assert (report.issues.updated, report.developments.updated, report.developments.unchanged) == (1, 1, 1)
    with read_session(empty) as session:
        found = load_issue(session, "4.1")
        assert found is not None
        assert [amount.low for amount in found.developments[0].facts.amounts] == [6_000_000]
        assert (found.stamp.revision, found.developments[1].stamp.revision) == (1, 1)


def test_a_changed_headline_or_title_is_its_own_revision(empty: Engine, folder: Path) -> None:
    first = put(empty, folder, issue())
    put(empty, folder, issue(title="New title", headlines=["First line", "Another line", "Third line"]))
    assert changes(empty, first.last_seq) == [("updated", "4.1", 2, ["title"]), ("updated", "4.1-h2", 2, ["text"])]


def test_a_record_gone_from_the_file_is_withdrawn(empty: Engine, folder: Path) -> None:
    first = put(empty, folder, issue())
    gone = issue(headlines=["First line", "Second line"], developments=issue()["developments"][1:])
    report = put(empty, folder, gone)
    assert changes(empty, first.last_seq) == [("withdrawn", "4.1-d1", 1, []), ("withdrawn", "4.1-h3", 1, [])]
    assert (report.developments.withdrawn, report.headlines.withdrawn) == (1, 1)
    with read_session(empty) as session:
        assert usage.withdrawn(session, "development", "4.1-d1") is True
        assert usage.withdrawn(session, "development", "4.1-d2") is False
        assert usage.withdrawn(session, "development", "4.1-d9") is None


def test_a_withdrawn_record_comes_back_as_its_next_revision(empty: Engine, folder: Path) -> None:
    put(empty, folder, issue())
    put(empty, folder, issue(developments=[]))
    before = put(empty, folder, issue()).last_seq
    assert changes(empty, before - 2) == [("created", "4.1-d1", 2, []), ("created", "4.1-d2", 2, [])]


def test_a_second_development_takes_the_next_number_after_the_last_headline(empty: Engine, folder: Path) -> None:
    more = [development(2, "A"), development(2, "B"), development(1, "C"), development(1, "D")]
    put(empty, folder, issue(developments=more))
    assert developments(empty) == {"4.1-d1": "C", "4.1-d2": "A", "4.1-d4": "B", "4.1-d5": "D"}


def test_ids_stay_with_their_records_when_another_one_goes(empty: Engine, folder: Path) -> None:
    put(empty, folder, issue(developments=[development(1, "A"), development(1, "B"), development(2, "C")]))
    put(empty, folder, issue(developments=[development(1, "B"), development(2, "C"), development(2, "D")]))
    assert developments(empty) == {"4.1-d2": "C", "4.1-d4": "B", "4.1-d5": "D"}


def test_a_number_used_under_one_headline_is_never_given_to_another(empty: Engine, folder: Path) -> None:
    put(empty, folder, issue(developments=[development(1, "A"), development(1, "B")]))
    put(empty, folder, issue(headlines=["1", "2", "3", "4"], developments=[development(1, "A"), development(4, "E")]))
    assert developments(empty) == {"4.1-d1": "A", "4.1-d5": "E"}


def test_a_retitled_development_keeps_its_id(empty: Engine, folder: Path) -> None:
    put(empty, folder, issue(developments=[development(1, "A"), development(1, "B")]))
    put(empty, folder, issue(developments=[development(1, "A2"), development(1, "B2")]))
    assert developments(empty) == {"4.1-d1": "A2", "4.1-d4": "B2"}


def test_a_live_development_is_matched_before_a_withdrawn_one(empty: Engine, folder: Path) -> None:
    for titles in (["A", "B"], ["B"], ["B2"]):
        put(empty, folder, issue(developments=[development(1, title) for title in titles]))
    assert developments(empty) == {"4.1-d4": "B2"}


def test_an_unknown_name_makes_one_entry_under_a_free_slug(empty: Engine, folder: Path) -> None:
    named = changed(issue(), 0, organizations=["Acme  Works", "acme works", "N.A.S.A", "NASA"])
    report = put(empty, folder, named)
    assert report.names == 2
    with read_session(empty) as session:
        found = load_issue(session, "4.1")
        assert found is not None
        assert found.developments[0].facts.organizations == ("acme-works", "n-a-s-a", "nasa")
        assert vocabulary.uncurated(session, "organization") == {"acme-works": "Acme Works", "n-a-s-a": "N.A.S.A"}
    again = put(empty, folder, changed(issue(volume=5), 0, organizations=["NASA!"]))
    assert again.names == 1
    with read_session(empty) as session:
        assert set(vocabulary.uncurated(session, "organization")) == {"acme-works", "n-a-s-a", "nasa-2"}


def test_a_vocabulary_row_takes_over_the_name_of_an_entry_that_files_made(
    empty: Engine, folder: Path, tmp_path: Path
) -> None:
    put(empty, folder, changed(issue(), 0, organizations=["Acme Works"]))
    words = tmp_path / "words"
    words.mkdir()
    for name in ("topics", "countries", "people", "initiatives", "organizations"):
        text = (SEED_DATA / f"{name}.yaml").read_text(encoding="utf-8")
        (words / f"{name}.yaml").write_text(text, encoding="utf-8")
    with (words / "organizations.yaml").open("a", encoding="utf-8") as stream:
        stream.write('  - {slug: acme, name: "Acme", aliases: ["Acme Works"]}\n')
    assert [change.id for change in load_vocabularies(empty, words)] == ["acme"]
    load(empty, [folder / "issues.jsonl"], folder=words)
    with read_session(empty) as session:
        found = load_issue(session, "4.1")
        assert found is not None
        assert found.developments[0].facts.organizations == ("acme",)
    assert [(change.id, change.op) for change in load_vocabularies(empty, words)] == [("acme-works", "withdrawn")]


def test_withdrawing_an_issue_withdraws_all_of_it_once(empty: Engine, folder: Path) -> None:
    first = put(empty, folder, issue())
    with write_session(empty) as session:
        published = withdraw_issue(session, "4.1", note="Published in error.")
    assert published.op == "withdrawn"
    assert {(change.kind, change.op) for change in published.changes} == {
        ("issue", "withdrawn"),
        ("headline", "withdrawn"),
        ("development", "withdrawn"),
    }
    with read_session(empty) as session:
        assert load_issue(session, "4.1") is None
        assert {change.note for change in log.changes_after(session, first.last_seq, 10)} == {"Published in error."}
    with write_session(empty) as session:
        assert withdraw_issue(session, "4.1").changes == ()
        assert withdraw_issue(session, "9.9").changes == ()


def test_a_failed_publish_writes_nothing(empty: Engine) -> None:
    with read_session(empty) as session:
        before = last_seq(session)
    draft = draft_of(IssuePart.model_validate(changed(issue(), 0, topics=["no-such-topic"])))
    with pytest.raises(Exception, match="FOREIGN KEY"), write_session(empty) as session:
        publish_issue(session, draft)
    with read_session(empty) as session:
        assert last_seq(session) == before
        assert load_issue(session, "4.1") is None


def test_sequence_numbers_are_never_used_again(empty: Engine, folder: Path) -> None:
    last = put(empty, folder, issue()).last_seq
    with write_session(empty) as session:
        session.connection().exec_driver_sql("DELETE FROM revision WHERE seq = (SELECT max(seq) FROM revision)")
        session.connection().exec_driver_sql("DELETE FROM change WHERE seq = (SELECT max(seq) FROM change)")
    assert changes(empty, 0)
    assert put(empty, folder, issue(volume=5)).last_seq == last + 6


def test_a_file_may_state_revisions_of_new_records(empty: Engine, folder: Path) -> None:
    headlines = [{"text": "First line", "revision": 2}, "Second line"]
    put(empty, folder, issue(revision=3, headlines=headlines, developments=[development(1, "A", revision=4)]))
    put(empty, folder, issue(revision=3, headlines=headlines, developments=[development(1, "B", revision=4)]))
    with read_session(empty) as session:
        found = load_issue(session, "4.1")
    assert found is not None
    assert (found.stamp.revision, found.headlines[0].stamp.revision) == (3, 2)
    assert (found.developments[0].stamp.revision, found.developments[0].facts.title) == (5, "B")
