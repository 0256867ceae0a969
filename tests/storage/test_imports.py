"""Imports in the store: what the reader is told of the archive, and that nothing is ever half published."""

import json
import os
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, text

import api.imports.reading
from api.auditing import COMMAND_LINE
from api.database import read_session, write_session
from api.imports import Source, Taken, Vocabularies, examine, preview, take
from api.imports.drafts import Unconditional, find_import, publish_import
from api.imports.examining import remarks_on
from api.imports.vocabulary import known_names
from api.models.imports import ImportRecord
from api.money import Rates
from api.publishing import publish_issue, withdraw_issue
from api.seeding import IssueChecker, IssuePart, draft_of
from ingest import Draft, Hints, Numbering, Vocabulary
from tests.storage.import_drafts import draft
from tests.storage.issue_files import issue


@pytest.fixture
def read_as(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Makes a draft what is read from every document."""

    def read_as(found: Draft) -> None:
        def read(_content: bytes, _vocabulary: Vocabulary, _hints: Hints) -> Draft:
            return found

        monkeypatch.setattr(api.imports.reading, "read", read)

    return read_as


def taken(engine: Engine, content: bytes = b"a document") -> Taken:
    return take(
        Source(content=content),
        Vocabularies(),
        lambda: read_session(engine),
        lambda: write_session(engine),
        COMMAND_LINE,
    )


def put(engine: Engine, **keys: Any) -> None:
    with write_session(engine) as session:
        publish_issue(session, draft_of(IssuePart.model_validate(issue(**keys))))


def shown(engine: Engine, record: ImportRecord, rates: Rates) -> dict[str, Any]:
    with read_session(engine) as session:
        found: dict[str, Any] = json.loads(json.dumps(preview(session, find_import(session, record.id), rates)))
    return found


def test_the_reader_knows_names_and_offices_of_the_archive(empty: Engine) -> None:
    people = [{"name": "Zora Unheard", "role": "Envoy"}, {"name": "Joe Biden", "role": "President"}]
    form = issue()
    form["developments"][0]["people"] = people
    put(empty, **form)
    put(empty, **form | {"number": 4, "period": {"start": "2025-02-16", "end": "2025-02-28"}})
    with read_session(empty) as session:
        names = {(name.kind, name.slug): name for name in known_names(session)}
    unheard = names["person", "zora-unheard"]
    (office,) = unheard.offices
    assert (office.role, office.first, office.last) == ("Envoy", date(2025, 1, 1), date(2025, 2, 28))
    assert "NASA" in names["organization", "nasa"].aliases
    assert [office.role for office in names["person", "joe-biden"].offices] == ["President"]
    with write_session(empty) as session:
        withdraw_issue(session, "4.4")
    with read_session(empty) as session:
        names = {(name.kind, name.slug): name for name in known_names(session)}
    assert names["person", "zora-unheard"].offices[0].last == date(2025, 1, 15)


def test_the_vocabulary_is_made_anew_when_the_archive_changes(empty: Engine) -> None:
    vocabularies = Vocabularies()
    with read_session(empty) as session:
        first = vocabularies.of(session)
        assert vocabularies.of(session) is first
    put(empty)
    with read_session(empty) as session:
        assert vocabularies.of(session) is not first


def test_a_draft_that_is_ready_is_a_whole_issue(empty: Engine, read_as: Any) -> None:
    read_as(draft())
    record = taken(empty).record
    with read_session(empty) as session:
        findings = examine(record.draft, IssueChecker(session))
    assert findings.errors == ()
    assert findings.issue is not None
    assert (str(findings.issue.period.start), str(findings.issue.period.end)) == ("2030-04-01", "2030-04-15")


def test_a_topic_that_the_archive_does_not_have_is_an_error_with_its_place(empty: Engine, read_as: Any) -> None:
    read_as(draft())
    form = taken(empty).record.draft
    form["developments"][0]["topics"] = ["spce"]
    with read_session(empty) as session:
        (mistake,) = examine(form, IssueChecker(session)).errors
    assert (mistake.pointer, mistake.code, mistake.suggestion) == ("/developments/0/topics/0", "unknown_value", "space")


def test_an_id_in_a_draft_without_a_number_is_not_judged(empty: Engine, read_as: Any) -> None:
    read_as(draft(None, None))
    form = taken(empty).record.draft
    form["developments"][1]["id"] = "9.7-d2"
    with read_session(empty) as session:
        errors = examine(form, IssueChecker(session)).errors
    assert [mistake.pointer for mistake in errors] == ["/volume", "/number"]


def test_a_preview_shows_developments_as_they_will_be_served(empty: Engine, read_as: Any, rates: Rates) -> None:
    read_as(draft())
    record = taken(empty).record
    tug = shown(empty, record, rates)["developments"][0]
    assert (tug["id"], tug["sorted_on"], tug["revision"]) == ("9.7-d1", "2030-04-09", None)
    assert tug["organizations"] == [{"slug": "nasa", "name": "NASA"}]
    assert tug["people"] == [{"slug": None, "name": "Ida Quill", "role": "Director"}]
    assert (tug["amounts"][0]["usd"]["low"], tug["amounts"][0]["counted"]) == (2_900_000_000, True)
    assert (tug["issue"]["id"], tug["headline"]) == ("9.7", {"id": "9.7-h1", "text": "A tug is to be built"})
    with write_session(empty) as session:
        publish_import(session, record.id, Unconditional(), COMMAND_LINE)
    served = shown(empty, record, rates)["developments"][0]
    assert set(served) == set(tug)
    assert (served["revision"], served["people"][0]["slug"]) == (1, "ida-quill")
    same = set(tug) - {"revision", "updated_at", "links", "people", "organizations"}
    assert {key: served[key] for key in same} == {key: tug[key] for key in same}


def test_a_preview_of_a_draft_without_a_number_knows_no_ids(empty: Engine, read_as: Any, rates: Rates) -> None:
    read_as(draft(numbering=Numbering(volume=None, number=None, proposed=(9, 7)), period=None))
    made = shown(empty, taken(empty).record, rates)
    assert (made["published"], made["proposed"]) == (None, {"volume": 9, "number": 7})
    tug, drill = made["developments"]
    assert (tug["id"], tug["published"], tug["sorted_on"], tug["issue"]["id"]) == (None, None, "2030-04-09", None)
    assert (drill["id"], drill["sorted_on"]) == (None, None)


def test_what_the_archive_holds_is_said_of_open_imports_alone(empty: Engine, read_as: Any) -> None:
    read_as(draft())
    record = taken(empty).record
    with write_session(empty) as session:
        publish_import(session, record.id, Unconditional(), COMMAND_LINE)
        now, again = find_import(session, record.id), record
        assert "issue_exists" in {remark.code for remark in remarks_on(session, again)}
        assert "issue_exists" not in {remark.code for remark in remarks_on(session, now)}


KILLED = """
import os, signal, sys
import api.imports.drafts as drafts
from api.auditing import COMMAND_LINE
from api.database import make_engine, write_session
from api.settings import Settings
whole = drafts._next
def dying(*args):
    whole(*args)
    os.kill(os.getpid(), signal.SIGKILL)
drafts._next = dying
with write_session(make_engine(Settings())) as session:
    drafts.publish_import(session, sys.argv[1], drafts.Unconditional(), COMMAND_LINE)
"""


def test_a_publisher_killed_before_the_end_leaves_nothing_half_published(empty: Engine, read_as: Any) -> None:
    read_as(draft())
    record = taken(empty).record
    folder = Path(str(empty.url.database)).parent
    counts = ("issue", "development", "change", "revision", "audit", "source_text", "person")

    def state() -> list[int]:
        with empty.connect() as connection:
            return [connection.execute(text(f"SELECT count(*) FROM {name}")).scalar_one() for name in counts]  # noqa: S608

    before = state()
    environment = {**os.environ, "ALLIANCE_DATA_DIR": str(folder)}
    dying = subprocess.run([sys.executable, "-c", KILLED, record.id], env=environment, check=False, timeout=120)
    assert dying.returncode == -signal.SIGKILL
    assert state() == before
    with write_session(empty) as session:
        assert find_import(session, record.id) == record
        assert publish_import(session, record.id, Unconditional(), COMMAND_LINE).op == "created"
