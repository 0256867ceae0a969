"""Audit log, source texts, tags and the desk, in the database: what goes together is written together."""

from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from filelock import FileLock
from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError

from api.auditing import Actor, note_action
from api.database import read_session, write_session
from api.editing import Conditions, Desk, put_issue
from api.editing import desk as desk_module
from api.editing.files import tag_of
from api.errors import PreconditionFailed, PreconditionRequired, Unavailable
from api.indexing import IndexFollower
from api.models import Issue
from api.money import Rates
from api.publishing import IssueDraft, publish_issue, withdraw_issue
from api.repositories import audit
from api.repositories.archive import last_seq
from api.repositories.issues import load_issue
from api.repositories.source_texts import put_texts, texts_at
from api.seeding import IssueChecker, IssuePart, check, draft_of, export, load
from api.settings import Settings
from tests.storage.fake_index import FakeBackend
from tests.storage.issue_files import Form, changed, issue, write_lines
from tests.storage.test_index_follower import rename

EDITOR = Actor(name="Desk", key_id="abcdefgh", request_id="r-1")


@pytest.fixture
def desk(empty: Engine, settings: Settings, rates: Rates) -> Desk:
    settings.data_dir.mkdir()
    backend = FakeBackend()
    follower = IndexFollower(empty, backend, settings, rates)
    follower.open()
    return Desk(empty, backend, follower)


def part(engine: Engine, form: Form) -> IssuePart:
    with read_session(engine) as session:
        found = IssueChecker(session).check_data(form)
    assert isinstance(found, IssuePart), found
    return found


def entries(engine: Engine) -> list[tuple[str, str | None, str, str, dict[str, Any]]]:
    with read_session(engine) as session:
        rows = reversed(audit.newest_entries(session, 100))
        return [(row.name, row.key_id, row.action, f"{row.kind} {row.target_id}", row.details) for row in rows]


def test_whatever_is_published_or_withdrawn_has_an_entry(empty: Engine) -> None:
    before = len(entries(empty))
    draft = draft_of(part(empty, issue()))
    with write_session(empty) as session:
        first = last_seq(session) + 1
        publish_issue(session, draft, actor=EDITOR, action="publish_import")
        publish_issue(session, draft)
        last = last_seq(session)
        withdraw_issue(session, "4.1")
        withdraw_issue(session, "4.1")
        withdraw_issue(session, "9.9")
    made = entries(empty)[before:]
    counts = {"created": last - first + 1, "updated": 0, "withdrawn": 0, "first_seq": first, "last_seq": last}
    assert [row[:4] for row in made] == [
        ("Desk", "abcdefgh", "publish_import", "issue 4.1"),
        ("command line", None, "withdraw_issue", "issue 4.1"),
    ]
    assert made[0][4] == {**counts, "source_texts": 0}
    assert made[1][4]["withdrawn"] == 6


def test_an_entry_goes_with_its_transaction(empty: Engine) -> None:
    before = entries(empty)
    with pytest.raises(OperationalError):
        _fail_after_publishing(empty, draft_of(part(empty, issue())))
    assert entries(empty) == before


def _fail_after_publishing(engine: Engine, draft: IssueDraft) -> None:
    with write_session(engine) as session:
        publish_issue(session, draft)
        note_action(session, EDITOR, "x", ("issue", "4.1"))
        session.execute(text("DELETE FROM nowhere"))


def test_the_text_in_force_is_that_of_the_latest_revision_with_one(empty: Engine, tmp_path: Path) -> None:
    def put(form: Form) -> None:
        load(empty, [write_lines(tmp_path / "x.jsonl", form)], folder=None)

    put(issue())
    put(changed(issue(), 0, title="B", source_text="Two."))
    put(changed(issue(), 0, title="C"))
    put(changed(issue(), 0, title="D", source_text="Four."))
    with read_session(empty) as session:
        keys = [("4.1-d1", number) for number in (1, 2, 3, 4)] + [("4.1-d2", 1), ("9.9-d1", 1)]
        found = texts_at(session, keys)
    assert found == {("4.1-d1", 2): "Two.", ("4.1-d1", 3): "Two.", ("4.1-d1", 4): "Four."}


def test_a_text_written_again_replaces_the_one_of_its_revision(empty: Engine, tmp_path: Path) -> None:
    load(empty, [write_lines(tmp_path / "x.jsonl", issue())], folder=None)
    with write_session(empty) as session:
        counts = [put_texts(session, {"4.1-d1": word}) for word in ("One.", "One.", "Other.")]
        assert counts == [1, 0, 1]
        assert texts_at(session, [("4.1-d1", 1)]) == {("4.1-d1", 1): "Other."}


def test_source_texts_survive_export_and_load_and_the_check_is_content(empty: Engine, tmp_path: Path) -> None:
    form = changed(issue(), 0, source_text="An invented paragraph.")
    load(empty, [write_lines(tmp_path / "x.jsonl", form)], folder=None)
    assert next(export(empty, source_text=True))["developments"][0]["source_text"] == "An invented paragraph."
    assert "source_text" not in next(export(empty))["developments"][0]
    assert check(empty).problems == ()


def test_a_tag_follows_every_part_of_the_issue_and_the_names_in_it(empty: Engine, tmp_path: Path) -> None:
    tags = []

    def note() -> None:
        with read_session(empty) as session:
            tags.append(tag_of(session, "4.1"))

    for form in (
        issue(),
        issue(title="Other"),
        issue(title="Other", headlines=["First line", "2nd line", "Third line"]),
        changed(issue(title="Other"), 1, summary="Told better."),
        issue(title="Other", developments=issue()["developments"][:1]),
    ):
        load(empty, [write_lines(tmp_path / "x.jsonl", form)], folder=None)
        note()
    rename(empty, "organization", "nasa", name="Space agency")
    note()
    assert len(set(tags)) == len(tags) == 6
    rename(empty, "organization", "aist", name="Another agency")
    note()
    assert tags[-1] == tags[-2]
    with write_session(empty) as session:
        withdraw_issue(session, "4.1")
    note()
    assert tags[-1] is None


@pytest.mark.parametrize(
    ("match", "none_match", "tag", "error"),
    [
        ((), (), None, None),
        ((), ("*",), None, None),
        ((), (), "a", PreconditionRequired),
        ((), ("*",), "a", PreconditionFailed),
        ((), ('"b"',), "a", PreconditionRequired),
        ((), ('W/"a"',), "a", PreconditionFailed),
        (('"a"',), (), "a", None),
        (('"b", "a"',), (), "a", None),
        (('"b"', '"a"'), (), "a", None),
        (("*",), (), "a", None),
        (("*",), (), None, PreconditionFailed),
        (('"a"',), (), None, PreconditionFailed),
        (('"b"',), (), "a", PreconditionFailed),
        (('W/"a"',), (), "a", PreconditionFailed),
        (("",), (), "a", PreconditionFailed),
        (('"a"',), ("*",), "a", PreconditionFailed),
    ],
)
def test_conditions_hold_or_not(
    match: tuple[str, ...], none_match: tuple[str, ...], tag: str | None, error: type[Exception] | None
) -> None:
    conditions = Conditions.of(match, none_match)
    if error is None:
        conditions.check(tag, "It")
        return
    with pytest.raises(error):
        conditions.check(tag, "It")


def test_a_write_ends_when_the_index_has_it(desk: Desk, empty: Engine) -> None:
    with desk.writing() as session:
        put_issue(session, draft_of(part(empty, issue())), Conditions(), EDITOR)
    backend = desk._backend
    assert isinstance(backend, FakeBackend)
    assert backend.snapshot().fetch("issue", ["4.1"])


def test_what_an_index_cannot_take_in_is_written_and_said(desk: Desk, empty: Engine) -> None:
    backend = desk._backend
    assert isinstance(backend, FakeBackend)
    backend.broken = True
    with pytest.raises(Unavailable, match="is written"), desk.writing() as session:
        put_issue(session, draft_of(part(empty, issue())), Conditions(), EDITOR)
    with read_session(empty) as session:
        assert load_issue(session, "4.1") is not None


def test_a_writer_waits_for_another_index_writer_no_longer_than_it_says(
    desk: Desk, empty: Engine, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk_module, "INDEX_TIMEOUT_S", 0.05)
    with FileLock(settings.data_dir / "index.lock"), pytest.raises(Unavailable), desk.writing() as session:
        put_issue(session, draft_of(part(empty, issue())), Conditions(), EDITOR)


def test_writers_take_turns(desk: Desk, empty: Engine) -> None:
    began, order = Event(), []

    def second() -> None:
        began.wait(5)
        with desk.writing() as session:
            order.append(("second", load_issue(session, "4.1") is not None))

    thread = Thread(target=second)
    thread.start()
    with desk.writing() as session:
        began.set()
        put_issue(session, draft_of(part(empty, issue())), Conditions(), EDITOR)
        order.append(("first", True))
    thread.join(10)
    assert order == [("first", True), ("second", True)]


def test_an_archive_that_cannot_be_written_is_unavailable(desk: Desk) -> None:
    with pytest.raises(Unavailable, match="nothing was changed"), desk.writing() as session:
        session.execute(text(f"DELETE FROM {Issue.__tablename__} WHERE nowhere = 1"))  # noqa: S608 - a name of ours
