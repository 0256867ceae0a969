"""Drafts published over HTTP: whole or not at all, never over an issue unasked, never with a guessed number."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import Engine, text

import api.imports.drafts
from api.schemas.imports import PublishedIssue
from ingest import Numbering
from tests.http.importing import Importing, new_number
from tests.http.test_middleware import problem
from tests.storage.issue_files import issue


def id_of(made: dict[str, Any]) -> str:
    return f"{made['volume']}.{made['number']}"


def get(importing: Importing, url: str) -> Any:
    response = importing.editors.client.get(url)
    assert response.status_code == 200, response.text
    return response.json()


def state(engine: Engine) -> list[tuple[Any, ...]]:
    """How many rows there are of everything that a publish writes."""
    tables = ("issue", "headline", "development", "amount", "change", "revision", "audit", "source_text", "person")
    with engine.connect() as connection:
        return [tuple(connection.execute(text(f"SELECT count(*) FROM {name}")).one()) for name in tables]  # noqa: S608


def test_a_draft_becomes_an_issue_that_everybody_can_read_at_once(importing: Importing) -> None:
    made = importing.new()
    response = importing.publish(made)
    assert response.status_code == 201, response.text
    PublishedIssue.model_validate_json(response.content)
    assert response.headers["location"] == f"/v1/issues/{id_of(made)}"
    served = get(importing, f"/v1/issues/{id_of(made)}")
    assert response.json()["data"] == served["data"]
    assert response.json()["links"]["import"] == f"/v1/imports/{made['id']}"
    found = get(importing, f"/v1/developments?issue={id_of(made)}&q=tug")["data"]
    assert [row["title"] for row in found] == ["A tug"]
    assert found[0]["people"][0]["role"] == "Director"
    assert found[0]["amounts"][0]["usd"]["low"] == 2_900_000_000


def test_what_was_published_is_closed_and_leads_to_its_issue(importing: Importing) -> None:
    made = importing.new()
    importing.publish(made)
    now = importing.get(made["id"])
    assert (now["status"], now["revision"]) == ("published", 2)
    assert now["issue"] == {"id": id_of(made), "url": f"/v1/issues/{id_of(made)}"}
    for again in (importing.publish(made), importing.publish(now), importing.patch(now, {}), importing.discard(now)):
        problem(again, 409, "already_published")
        assert again.headers["link"] == f'</v1/issues/{id_of(made)}>; rel="related"'


def test_evidence_and_source_text_come_with_it_each_to_whom_it_is_for(importing: Importing) -> None:
    made = importing.new()
    importing.publish(made)
    url = f"/v1/developments/{id_of(made)}-d1"
    assert get(importing, f"{url}?include=evidence")["data"]["evidence"] == made["developments"][0]["evidence"]
    problem(importing.editors.client.get(f"{url}?include=source_text"), 401, "unauthorized")
    full = importing.editors.client.get(f"{url}?include=source_text", headers=importing.editors.editor)
    assert full.json()["data"]["source_text"] == made["developments"][0]["source_text"]


def test_a_guessed_number_is_never_published(importing: Importing) -> None:
    volume, number = new_number()
    made = importing.new(numbering=Numbering(volume=None, number=None, proposed=(volume, number)))
    answer = problem(importing.publish(made), 422, "draft_has_errors")
    assert [(row.name, row.code) for row in answer.errors] == [("/volume", "missing"), ("/number", "missing")]
    assert importing.editors.client.get(f"/v1/issues/{volume}.{number}").status_code == 404
    confirmed = importing.patched(made, made["proposed"])
    assert importing.publish(confirmed).status_code == 201


def test_a_draft_with_errors_is_refused_with_all_of_them(importing: Importing) -> None:
    made = importing.new()
    made = importing.patched(made, {"title": None, "headlines": ["Only one"]})
    answer = problem(importing.publish(made), 422, "draft_has_errors")
    assert [row.name for row in answer.errors] == ["/title", "/developments/1/headline"]
    assert [row.name for row in answer.errors] == [row["at"] for row in made["errors"]]
    assert importing.get(made["id"])["status"] == "open"


def test_an_issue_that_is_there_is_not_replaced_unasked(importing: Importing) -> None:
    made = importing.new()
    importing.publish(made)
    second = importing.new(numbering=Numbering(volume=made["volume"], number=made["number"]))
    assert {row["code"]: row["at"] for row in second["warnings"]}["issue_exists"] == "/number"
    answer = importing.publish(second)
    problem(answer, 409, "issue_exists")
    assert answer.headers["link"] == f'</v1/issues/{id_of(made)}>; rel="related"'
    assert importing.get(second["id"])["status"] == "open"


def test_replacing_gives_new_revisions_to_what_changed_alone(importing: Importing) -> None:
    made = importing.new()
    importing.publish(made)
    second = importing.new(numbering=Numbering(volume=made["volume"], number=made["number"]))
    developments = [second["developments"][0], second["developments"][1] | {"summary": "Told better."}]
    second = importing.patched(second, {"developments": developments})
    response = importing.publish(second, "?replace=true&note=Read%20again.")
    assert response.status_code == 200, response.text
    revisions = {n: get(importing, f"/v1/developments/{id_of(made)}-d{n}")["data"]["revision"] for n in (1, 2)}
    assert revisions == {1: 1, 2: 2}
    assert response.json()["data"]["revision"] == 1
    notes = get(importing, f"/v1/developments/{id_of(made)}-d2/revisions")["data"]
    assert [row["note"] for row in notes] == [None, "Read again."]


def test_replacing_by_the_same_changes_nothing_but_the_import(importing: Importing) -> None:
    made = importing.new()
    importing.publish(made)
    second = importing.new(numbering=Numbering(volume=made["volume"], number=made["number"]))
    before = get(importing, "/v1/status")["data"]["data_version"]
    assert importing.publish(second, "?replace=true").status_code == 200
    assert get(importing, "/v1/status")["data"]["data_version"] == before
    assert importing.get(second["id"])["status"] == "published"


def test_replacing_takes_the_place_of_an_issue_that_was_put(importing: Importing) -> None:
    volume, number = new_number()
    importing.editors.put(issue(volume=volume, number=number))
    made = importing.new(numbering=Numbering(volume=volume, number=number))
    assert importing.publish(made, "?replace=true").status_code == 200
    assert importing.editors.client.get(f"/v1/headlines/{volume}.{number}-h3").status_code == 410


def test_an_issue_that_was_withdrawn_comes_back_with_the_next_revision(importing: Importing) -> None:
    made = importing.new()
    tag = importing.publish(made).json()["data"]["revision_tag"]
    url = f"/v1/issues/{id_of(made)}"
    importing.editors.client.delete(url, headers=importing.editors.editor | {"If-Match": f'"{tag}"'})
    second = importing.new(numbering=Numbering(volume=made["volume"], number=made["number"]))
    assert "issue_withdrawn" in {row["code"] for row in second["warnings"]}
    response = importing.publish(second)
    assert response.status_code == 201
    assert get(importing, url)["data"]["revision"] == 2


def test_a_parameter_that_is_no_parameter_is_422(importing: Importing) -> None:
    made = importing.new()
    answer = problem(importing.publish(made, "?replase=true"), 422, "invalid_parameters")
    assert (answer.errors[0].name, answer.errors[0].suggestion) == ("replase", "replace")
    problem(importing.publish(made, "?replace=yes"), 422, "invalid_parameters")


def test_of_a_correction_and_a_publish_at_once_one_is_too_late(importing: Importing) -> None:
    for _ in range(4):
        made = importing.new()
        with ThreadPoolExecutor(2) as together:
            corrected = together.submit(importing.patch, made, {"title": "Corrected"})
            published = together.submit(importing.publish, made)
        outcome = (corrected.result().status_code, published.result().status_code)
        assert outcome in {(200, 412), (409, 201)}
        assert importing.get(made["id"])["status"] == ("open" if outcome[0] == 200 else "published")


def test_published_twice_at_once_it_is_published_once(importing: Importing) -> None:
    made = importing.new()
    with ThreadPoolExecutor(4) as together:
        answers = list(together.map(lambda _: importing.publish(made).status_code, range(4)))
    assert sorted(answers) == [201, 409, 409, 409]


@pytest.mark.parametrize("step", ["publish_issue", "_next"])
def test_a_publish_that_fails_on_the_way_leaves_nothing(
    importing: Importing, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    made = importing.new()
    before = state(importing.editors.engine)
    after_step = getattr(api.imports.drafts, step)

    def fail_after(*args: Any, **keys: Any) -> None:
        after_step(*args, **keys)
        raise RuntimeError("the process stops here")

    with monkeypatch.context() as failing:
        failing.setattr(api.imports.drafts, step, fail_after)
        problem(importing.publish(made), 500, "internal_error")
    assert state(importing.editors.engine) == before
    assert importing.get(made["id"]) == made
    assert importing.publish(made).status_code == 201


def test_names_that_no_vocabulary_had_are_entries_then(importing: Importing) -> None:
    made = importing.new()
    developments = [made["developments"][0] | {"people": ["Zora Unheard"]}]
    importing.publish(importing.patched(made, {"developments": developments}))
    assert get(importing, "/v1/people/zora-unheard")["data"]["name"] == "Zora Unheard"
