"""The example mirror equals the archive after each step of an editor's work."""

import json
import runpy
import shutil
import sqlite3
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2
import pytest
from sqlalchemy import Engine

from api.database import read_session
from api.keys import Role
from api.main import create_app
from api.repositories.archive import last_seq
from api.seeding import load, load_vocabularies
from api.settings import SEED_DATA, Settings
from tests.docs.serving import served
from tests.http.editors import bearer, new_key, opened, path_of, prepared
from tests.storage.issue_files import Form, changed, development, issue, write_lines

EXAMPLE = Path(__file__).resolve().parents[2] / "docs" / "examples" / "mirror.py"
LISTS = ("issues", "headlines", "developments", "topics", "countries", "initiatives", "organizations", "people")
Record = tuple[str, str]


@dataclass(frozen=True)
class Mirroring:
    """A running server, an editor of it, and the file of a mirror."""

    web: httpx2.Client
    engine: Engine
    editor: dict[str, str]
    file: Path

    def put(self, form: Form) -> None:
        """Create or replace an issue, as editors do."""
        found = self.web.get(f"{path_of(form)}/file")
        condition = {"If-Match": found.headers["etag"]} if found.is_success else {"If-None-Match": "*"}
        answer = self.web.put(path_of(form), json=form, headers={**self.editor, **condition})
        assert answer.is_success, answer.text

    def withdraw(self, form: Form) -> None:
        """Withdraw an issue, as editors do."""
        tag = self.web.get(f"{path_of(form)}/file").headers["etag"]
        assert self.web.delete(path_of(form), headers={**self.editor, "If-Match": tag}).status_code == 204

    def wait_for(self, seq: int) -> None:
        """Return when the server answers from a generation that holds a change."""
        until = time.monotonic() + 30
        while self.web.get("/readyz").json()["data_version"] < seq:
            assert time.monotonic() < until
            time.sleep(0.01)

    def archive(self) -> dict[Record, Any]:
        """Every record as the server gives it in files."""
        rows = ((name, json.loads(line)) for name in LISTS for line in self.web.get(f"/v1/{name}.jsonl").iter_lines())
        return {(name, next(row[key] for key in ("id", "slug", "code") if key in row)): row for name, row in rows}

    def run(self) -> dict[Record, Any]:
        """Run the example; return what its file holds then."""
        runpy.run_path(str(EXAMPLE), run_name="__main__")
        copy = sqlite3.connect(self.file)
        rows = copy.execute("SELECT list, id, json FROM record").fetchall()
        copy.close()
        return {(name, id): json.loads(text) for name, id, text in rows}


@pytest.fixture
def mirroring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Mirroring]:
    shutil.copy(prepared(), tmp_path / "alliance.db")
    engine = opened(tmp_path)
    settings = Settings(_env_file=None, data_dir=tmp_path, index_url="memory:", rate_limit="off", log_level="error")
    settings = settings.model_copy(update={"index_poll_s": 0.01})
    file = tmp_path / "copy.db"
    monkeypatch.setattr(sys, "argv", ["mirror.py", str(file)])
    with served(create_app(settings, engine=engine)) as url, httpx2.Client(base_url=url) as web:
        monkeypatch.setenv("ALLIANCE_URL", url)
        yield Mirroring(web, engine, bearer(new_key(engine, Role.EDITOR)), file)
    engine.dispose()


def test_the_mirror_equals_the_archive_through_create_correct_and_withdraw(mirroring: Mirroring) -> None:
    form = issue(volume=91, number=1)
    assert mirroring.run() == mirroring.archive()
    mirroring.put(form)
    assert mirroring.run() == mirroring.archive()
    corrected = changed(form, 0, title="First, corrected", organizations=["JAXA"])
    mirroring.put(corrected)
    held = mirroring.run()
    assert held == mirroring.archive()
    assert held["developments", "91.1-d1"]["title"] == "First, corrected"
    assert held["issues", "91.1"]["headlines"][0]["development"]["title"] == "First, corrected"
    mirroring.put({**corrected, "developments": corrected["developments"][:1]})
    held = mirroring.run()
    assert held == mirroring.archive()
    assert ("developments", "91.1-d2") not in held
    mirroring.withdraw(form)
    held = mirroring.run()
    assert held == mirroring.archive()
    assert not [id for _, id in held if id.startswith("91.1")]
    assert held["issues", "3.7"]["title"], "what was not touched is still there"


def test_an_issue_that_came_and_went_between_two_runs_is_not_in_the_mirror(mirroring: Mirroring) -> None:
    mirroring.run()
    passing, staying = (issue(volume=91, number=number) for number in (2, 3))
    mirroring.put(passing)
    mirroring.put(staying)
    mirroring.withdraw(passing)
    held = mirroring.run()
    assert held == mirroring.archive()
    assert ("issues", "91.3") in held


def test_more_issues_than_one_request_takes_are_mirrored(mirroring: Mirroring, tmp_path: Path) -> None:
    mirroring.run()
    said = [development(1, "Something")]
    forms = [issue(volume=92, number=number, headlines=["One"], developments=said) for number in range(1, 53)]
    load(mirroring.engine, [write_lines(tmp_path / "issues.jsonl", *forms)])
    with read_session(mirroring.engine) as session:
        mirroring.wait_for(last_seq(session))
    held = mirroring.run()
    assert held == mirroring.archive()
    assert len([id for name, id in held if name == "issues"]) == 53


def test_a_new_name_of_an_organization_reaches_the_developments_that_show_it(
    mirroring: Mirroring, tmp_path: Path
) -> None:
    mirroring.run()
    words = tmp_path / "words"
    words.mkdir()
    for file in SEED_DATA.glob("*.yaml"):
        text = file.read_text(encoding="utf-8").replace('{slug: nasa, name: "', '{slug: nasa, name: "US ')
        (words / file.name).write_text(text, encoding="utf-8")
    written = load_vocabularies(mirroring.engine, words)
    assert [change.id for change in written] == ["nasa"]
    mirroring.wait_for(written[-1].seq)
    held = mirroring.run()
    assert held == mirroring.archive()
    names = [row["name"] for row in held["developments", "3.7-d4"]["organizations"] if row["slug"] == "nasa"]
    assert names == ["US National Aeronautics and Space Administration"]
