"""What `include` adds to developments: evidence for everybody, the source text for editors."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.http.editors import Editors, new_issue, path_of
from tests.http.test_middleware import problem
from tests.storage.issue_files import Form, changed

FOUND = {
    "fact": "/amounts/0",
    "raw": "five million",
    "start": 3,
    "end": 15,
    "where": "text",
    "rule": "money",
    "confidence": 0.9,
}
PARAGRAPH = "An invented paragraph of five million words."


@pytest.fixture(scope="module")
def told(editors: Editors) -> Form:
    """An issue whose first development has evidence and a source text."""
    form = changed(new_issue(), 0, evidence=[FOUND], source_text=PARAGRAPH)
    assert editors.put(form).status_code == 201
    return form


def id_of(form: Form, number: int = 1) -> str:
    return f"{form['volume']}.{form['number']}-d{number}"


def data(editors: Editors, url: str, **headers: str) -> Any:
    response = editors.client.get(url, headers=headers)
    assert response.status_code == 200, response.text
    return response.json()["data"]


def urls(form: Form, extra: str) -> list[str]:
    """Every way to ask for the first development."""
    id, issue = id_of(form), f"{form['volume']}.{form['number']}"
    ways = [
        f"/v1/developments/{id}?",
        f"/v1/developments/{id}?revision=1&",
        f"/v1/developments?id={id}&",
        f"/v1/developments?id={id}&fields=title&",
    ]
    ways += [
        f"/v1/developments?issue={issue}&sort=usd_desc&",
        f"/v1/developments?issue={issue}&q=first&fields=id&highlight=true&",
    ]
    return [f"{way}include={extra}" for way in ways]


def first(found: Any) -> Any:
    return found[0] if isinstance(found, list) else found


@pytest.mark.parametrize("way", range(6))
def test_evidence_is_there_when_asked_for_and_only_then(editors: Editors, told: Form, way: int) -> None:
    url = urls(told, "evidence")[way]
    assert first(data(editors, url))["evidence"] == [FOUND]
    assert "evidence" not in first(data(editors, url.replace("&include=evidence", "").replace("?include=evidence", "")))
    assert "source_text" not in first(data(editors, url))


def test_a_development_without_evidence_has_an_empty_list(editors: Editors, told: Form) -> None:
    assert data(editors, f"/v1/developments/{id_of(told, 2)}?include=evidence")["evidence"] == []


def test_a_search_gives_evidence_to_developments_alone(editors: Editors, told: Form) -> None:
    issue = f"{told['volume']}.{told['number']}"
    rows = data(editors, f"/v1/search?issue={issue}&include=evidence")
    assert {row["kind"] for row in rows} == {"issue", "headline", "development"}
    assert {("evidence" in row) for row in rows if row["kind"] == "development"} == {True}
    assert not any("evidence" in row for row in rows if row["kind"] != "development")


def test_each_revision_has_the_evidence_and_the_text_of_its_time(editors: Editors) -> None:
    form = changed(new_issue(), 0, evidence=[FOUND], source_text=PARAGRAPH)
    editors.put(form)
    later = changed(form, 0, evidence=[FOUND | {"confidence": 0.5}], source_text="Another one.")
    assert editors.put(later, If_Match=editors.tag(form)).status_code == 200
    url = f"/v1/developments/{id_of(form)}?include=evidence&include=source_text"
    now, then = data(editors, url, **editors.editor), data(editors, f"{url}&revision=1", **editors.editor)
    assert (now["evidence"][0]["confidence"], now["source_text"]) == (0.5, "Another one.")
    assert (then["evidence"][0]["confidence"], then["source_text"]) == (0.9, PARAGRAPH)


def test_a_text_that_alone_changes_is_kept_and_one_left_out_stays(editors: Editors) -> None:
    form = changed(new_issue(), 0, source_text=PARAGRAPH)
    editors.put(form)
    url = f"/v1/developments/{id_of(form)}?include=source_text"
    tag = editors.tag(form)
    assert editors.put(changed(form, 0, source_text="Retyped."), If_Match=tag).status_code == 200
    assert data(editors, url, **editors.editor)["source_text"] == "Retyped."
    assert editors.tag(form) == tag
    del form["developments"][0]["source_text"]
    assert editors.put(changed(form, 0, title="Other"), If_Match=tag).status_code == 200
    after = data(editors, url, **editors.editor)
    assert (after["revision"], after["source_text"]) == (2, "Retyped.")


@pytest.mark.parametrize("way", range(6))
def test_the_source_text_is_for_editors_alone(editors: Editors, told: Form, way: int) -> None:
    url = urls(told, "source_text")[way]
    problem(editors.client.get(url), 401, "unauthorized")
    problem(editors.client.get(url, headers={"Authorization": "Bearer adk_x"}), 401, "unauthorized")
    for headers in (editors.editor, editors.admin):
        response = editors.client.get(url, headers=headers)
        assert first(response.json()["data"])["source_text"] == PARAGRAPH
        assert response.headers["cache-control"] == "private, no-store"
        assert "etag" not in response.headers
    problem(editors.client.get(url), 401, "unauthorized")


def test_the_source_text_is_nowhere_else(editors: Editors, told: Form) -> None:
    id, issue = id_of(told), f"{told['volume']}.{told['number']}"
    for url in (
        f"/v1/developments/{id}",
        f"{path_of(told)}/file",
        f"/v1/search?q=paragraph&issue={issue}",
        f"/v1/developments/{id}?include=evidence",
        "/v1/changes?limit=1000",
    ):
        response = editors.client.get(url, headers=editors.editor)
        assert response.status_code == 200
        assert "invented paragraph" not in response.text
    assert editors.client.get(f"/v1/developments?q=paragraph&issue={issue}").json()["meta"]["total"] == 0


@pytest.mark.parametrize(
    ("url", "suggestion"),
    [
        ("/v1/developments?include=evidnce", "evidence"),
        ("/v1/developments/3.7-d2?include=source", "source_text"),
        ("/v1/search?include=source_text", None),
        ("/v1/issues?include=evidence", None),
    ],
)
def test_other_extras_are_422(client: TestClient, url: str, suggestion: str | None) -> None:
    (row,) = problem(client.get(url), 422, "invalid_parameters").errors
    assert (row.name, row.suggestion) == ("include", suggestion)


def test_extras_stand_in_the_address_and_a_walk_goes_on_with_them(client: TestClient) -> None:
    page = client.get("/v1/developments?include=evidence&limit=2").json()
    assert "include=evidence" in page["links"]["self"]
    assert all("evidence" in row for row in client.get(page["links"]["next"]).json()["data"])
    bare = client.get("/v1/developments?limit=2").headers["etag"]
    assert client.get("/v1/developments?include=evidence&limit=2").headers["etag"] != bare
