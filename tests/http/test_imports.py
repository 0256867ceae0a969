"""Documents imported over HTTP: what is stored, what is shown, and what is refused."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from api.keys import Role
from api.routers.imports import ImportItem
from api.schemas.imports import ImportList
from ingest import Numbering, UnreadableDocument
from tests.http.editors import Editors
from tests.http.importing import Importing
from tests.http.test_middleware import problem
from tests.storage.import_drafts import draft, page


def form_of(importing: Importing, content: bytes, **fields: str) -> Any:
    """Send a document in a form."""
    files = {"file": ("digest.html", content, "text/html")}
    return importing.editors.client.post("/v1/imports", files=files, data=fields, headers=importing.editors.editor)


def test_a_document_becomes_a_draft_that_only_waits(importing: Importing) -> None:
    content = importing.shelf.put(draft(150, 7))
    response = importing.post(content)
    assert response.status_code == 201
    data = response.json()["data"]
    ImportItem.model_validate_json(response.content)
    assert response.headers["location"] == f"/v1/imports/{data['id']}"
    assert response.headers["etag"] == f'"{data["id"]}-r1"' == f'"{data["revision_tag"]}"'
    assert response.headers["cache-control"] == "private, no-store"
    assert (data["status"], data["revision"], data["volume"], data["number"]) == ("open", 1, 150, 7)
    assert data["published"] == {
        "start": "2171-04-01",
        "end": "2171-04-15",
        "precision": "half-month",
        "basis": "inferred",
    }
    assert data["period"] is None
    assert data["errors"] == []
    assert data["by"]["name"] == "Desk"
    assert data["document"] == {
        "media_type": "text/html",
        "bytes": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
        "file_name": None,
    }
    assert importing.editors.client.get("/v1/issues/150.7").status_code == 404
    assert importing.get(data["id"]) == data


def test_facts_are_in_the_format_of_issue_files_with_their_evidence(importing: Importing) -> None:
    tug, drill = importing.new()["developments"]
    assert tug["amounts"] == [
        {
            "value": None,
            "low": 2_900_000_000,
            "high": None,
            "currency": "USD",
            "qualifier": "more than",
            "purpose": "the tug",
            "payer": None,
            "recipient": None,
            "raw": "more than $2.9 billion",
            "not_counted": None,
            "repeat_of": None,
        }
    ]
    assert tug["countries"] == ["JP", "US"]
    assert tug["people"] == [{"name": "Ida Quill", "role": "Director"}]
    assert tug["organizations"] == ["NASA"]
    (amount,) = (row for row in tug["evidence"] if row["fact"] == "/amounts/0")
    assert tug["source_text"][amount["start"] : amount["end"]] == amount["raw"] == "more than $2.9 billion"
    (implied,) = (row for row in tug["evidence"] if row["fact"] == "/countries/1")
    assert (implied["raw"], implied["start"], implied["end"]) == (None, None, None)
    assert (drill["headline"], drill["dates"], drill["evidence"]) == (2, [], [])


def test_warnings_point_into_the_form_that_is_shown(importing: Importing) -> None:
    at = {row["code"]: row["at"] for row in importing.new()["warnings"]}
    assert at["unknown_name"] == "/developments/0/people/0"
    assert at["no_date"] == "/developments/1/dates"


def test_a_proposed_number_is_shown_and_not_taken(importing: Importing) -> None:
    numbering = Numbering(volume=None, number=None, proposed=(3, 9))
    made = importing.new(numbering=numbering)
    assert (made["volume"], made["number"], made["published"]) == (None, None, None)
    assert made["proposed"] == {"volume": 3, "number": 9}
    assert [(row["code"], row["at"]) for row in made["errors"]] == [("missing", "/volume"), ("missing", "/number")]


def test_a_form_brings_the_file_its_name_and_what_is_known(importing: Importing) -> None:
    content = importing.shelf.put(draft(None, None))
    response = form_of(importing, content, url="https://example.org/a", volume="151", number="8")
    assert response.status_code == 201, response.text
    data = response.json()["data"]
    assert (data["volume"], data["number"]) == (151, 8)
    assert data["document"]["file_name"] == "digest.html"
    assert data["hints"] == {"url": "https://example.org/a", "volume": 151, "number": 8}


def test_fields_of_a_form_that_are_empty_count_as_left_out(importing: Importing) -> None:
    response = form_of(importing, importing.shelf.put(), url="", volume="", number=" ")
    assert response.status_code == 201, response.text
    assert response.json()["data"]["hints"] == {"url": None, "volume": None, "number": None}


def test_a_body_of_any_type_is_the_document(importing: Importing) -> None:
    query = "?volume=152&number=3&filename=..%2Fa%2Fb%E2%80%AE.pdf&url=https://example.org/b"
    response = importing.post(importing.shelf.put(), f"/v1/imports{query}", **{"Content-Type": "application/pdf"})
    assert response.status_code == 201, response.text
    data = response.json()["data"]
    assert (data["volume"], data["number"], data["document"]["file_name"]) == (152, 3, "b.pdf")


def test_the_same_document_again_is_the_open_import(importing: Importing) -> None:
    content = importing.shelf.put()
    first, second = importing.post(content), importing.post(content)
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json()["data"] == second.json()["data"]
    assert second.headers["location"] == first.headers["location"]


def test_a_double_click_makes_one_import(importing: Importing) -> None:
    content = importing.shelf.put()
    with ThreadPoolExecutor(4) as together:
        answers = list(together.map(lambda _: importing.post(content), range(4)))
    assert sorted(answer.status_code for answer in answers) == [200, 200, 200, 201]
    assert len({answer.json()["data"]["id"] for answer in answers}) == 1


def test_what_is_said_later_of_a_document_that_nobody_corrected_is_taken(importing: Importing) -> None:
    content = importing.shelf.put(draft(None, None))
    first = importing.post(content).json()["data"]
    again = importing.post(content, "/v1/imports?volume=153&number=1").json()["data"]
    assert (again["id"], again["revision"], again["volume"], again["number"]) == (first["id"], 2, 153, 1)
    assert importing.post(content).json()["data"] == again


def test_a_corrected_draft_is_not_read_over(importing: Importing) -> None:
    content = importing.shelf.put()
    corrected = importing.patched(importing.post(content).json()["data"], {"title": "Mine"})
    again = importing.post(content, "/v1/imports?volume=154&number=1").json()["data"]
    assert (again["title"], again["revision"], again["volume"]) == ("Mine", 2, corrected["volume"])
    assert "already_open" in {row["code"] for row in again["warnings"]}


def test_a_document_that_was_published_is_a_new_import_that_says_so(importing: Importing) -> None:
    content = importing.shelf.put()
    first = importing.post(content).json()["data"]
    assert importing.publish(first).status_code == 201
    response = importing.post(content)
    assert response.status_code == 201
    again = response.json()["data"]
    assert again["id"] != first["id"]
    assert {"already_imported", "issue_exists"} <= {row["code"] for row in again["warnings"]}
    assert again["errors"] == []


@pytest.mark.parametrize(
    "code", ["empty", "unknown_type", "encrypted", "damaged", "no_text", "too_slow", "not_a_digest"]
)
def test_a_document_that_cannot_be_read_says_why(importing: Importing, code: str) -> None:
    content = importing.shelf.put(UnreadableDocument(code, "Send it as text."))
    answer = problem(importing.post(content), 422, "unreadable_document")
    assert answer.detail == "Send it as text."
    assert [(row.where, row.name, row.code) for row in answer.errors] == [("body", "file", code)]


def test_a_document_that_is_too_large_inside_is_413(importing: Importing) -> None:
    content = importing.shelf.put(UnreadableDocument("too_large", "Over 256 MB when unpacked."))
    assert problem(importing.post(content), 413, "body_too_large").detail == "Over 256 MB when unpacked."


def test_a_body_over_the_limit_is_413(importing: Importing) -> None:
    problem(importing.post(b"x" * 10_000_001), 413, "body_too_large")


def test_a_reader_that_fails_is_no_failure_of_the_service(importing: Importing) -> None:
    problem(importing.post(b"not on the shelf"), 422, "unreadable_document")


def test_a_real_page_is_read(editors: Editors) -> None:
    response = editors.client.post("/v1/imports", content=page(31, 7), headers=editors.editor)
    assert response.status_code == 201, response.text
    data = response.json()["data"]
    assert (data["volume"], data["number"], len(data["headlines"])) == (31, 7, 2)
    assert [row["headline"] for row in data["developments"]] == [1, 2]
    assert data["developments"][0]["source_text"].startswith("On April 9 the US and Japan agreed in Kure")
    assert data["errors"] == []


def test_the_list_has_open_imports_first_and_pages_part_it(importing: Importing) -> None:
    made = [importing.new() for _ in range(4)]
    importing.discard(made[3])
    client, editor = importing.editors.client, importing.editors.editor
    seen, url = [], "/v1/imports?limit=3"
    while url:
        answer = client.get(url, headers=editor)
        ImportList.model_validate_json(answer.content)
        seen += answer.json()["data"]
        url = answer.json()["links"]["next"]
    ids = [row["id"] for row in seen]
    assert len(ids) == len(set(ids)) == answer.json()["meta"]["total"]
    assert [row["status"] != "open" for row in seen] == sorted(row["status"] != "open" for row in seen)
    assert ids.index(made[2]["id"]) < ids.index(made[1]["id"]) < ids.index(made[0]["id"])
    assert seen[ids.index(made[0]["id"])]["developments"] == 2


def test_the_list_of_one_status_has_no_other(importing: Importing) -> None:
    made = importing.new()
    importing.discard(made)
    answer = importing.editors.client.get("/v1/imports?status=discarded&limit=1", headers=importing.editors.editor)
    assert [row["id"] for row in answer.json()["data"]] == [made["id"]]
    cursor = answer.json()["meta"]["next_cursor"] or "x" * 30
    wrong = importing.editors.client.get(f"/v1/imports?cursor={cursor}", headers=importing.editors.editor)
    problem(wrong, 400, "cursor_invalid")


def test_a_discarded_import_is_closed_and_can_be_read(importing: Importing) -> None:
    made = importing.new()
    assert importing.discard(made).status_code == 204
    assert importing.get(made["id"])["status"] == "discarded"
    problem(importing.discard(made), 409, "already_discarded")
    problem(importing.patch(made, {"title": "x"}), 409, "already_discarded")
    problem(importing.publish(made), 409, "already_discarded")


def test_an_import_that_is_not_there_is_404(importing: Importing) -> None:
    absent = {"id": "imp_none", "revision_tag": "imp_none-r1"}
    client, editor = importing.editors.client, importing.editors.editor
    for answer in (
        client.get("/v1/imports/imp_none", headers=editor),
        importing.patch(absent, {}),
        importing.discard(absent),
        importing.publish(absent),
    ):
        problem(answer, 404, "not_found")


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/v1/imports"),
        ("GET", "/v1/imports"),
        ("GET", "/v1/imports/imp_x"),
        ("PATCH", "/v1/imports/imp_x"),
        ("DELETE", "/v1/imports/imp_x"),
        ("POST", "/v1/imports/imp_x/publish"),
    ],
)
def test_imports_are_for_holders_of_keys(editors: Editors, method: str, path: str) -> None:
    problem(editors.client.request(method, path), 401, "unauthorized")
    revoked = editors.new_key(Role.EDITOR, revoked=True)
    problem(editors.client.request(method, path, headers=revoked), 401, "unauthorized")
    assert editors.client.request(method, path, headers=editors.admin).status_code not in {401, 403}


def test_every_step_has_an_entry_in_the_audit_log(importing: Importing) -> None:
    made = importing.new()
    corrected = importing.patched(made, {"title": "Other"})
    importing.publish(corrected)
    discarded = importing.new()
    importing.discard(discarded)
    rows = importing.editors.client.get("/v1/audit?limit=200", headers=importing.editors.admin).json()["data"]
    of = {id: [row["action"] for row in rows if row["id"] == id] for id in (made["id"], discarded["id"])}
    assert of[made["id"]] == ["publish_import", "correct_import", "import"]
    assert of[discarded["id"]] == ["discard_import", "import"]
    issue = f"{corrected['volume']}.{corrected['number']}"
    assert [row["action"] for row in rows if row["id"] == issue] == ["publish_import"]
