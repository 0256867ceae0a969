"""The audit log over HTTP: who did what, the newest first, for admins."""

from typing import Any

from api.schemas.answers import AuditList
from tests.http.editors import Editors, new_issue, path_of
from tests.storage.issue_files import changed


def entries(editors: Editors, url: str = "/v1/audit?limit=200") -> list[dict[str, Any]]:
    response = editors.client.get(url, headers=editors.admin)
    assert response.status_code == 200, response.text
    AuditList.model_validate_json(response.content)
    found: list[dict[str, Any]] = response.json()["data"]
    return found


def of(editors: Editors, form: dict[str, Any]) -> list[dict[str, Any]]:
    id = path_of(form).rpartition("/")[2]
    return [row for row in entries(editors) if row["id"] == id]


def test_every_write_has_an_entry_with_its_changes(editors: Editors) -> None:
    form = new_issue()
    editors.put(form, X_Request_ID="audit-1")
    editors.put(changed(form, 0, title="Other"), If_Match=editors.tag(form))
    editors.client.delete(path_of(form), headers={**editors.editor, "If-Match": editors.tag(form)})
    withdrawn, updated, created = of(editors, form)
    assert [row["action"] for row in (created, updated, withdrawn)] == ["put_issue", "put_issue", "withdraw_issue"]
    assert (created["name"], created["kind"], created["request_id"]) == ("Desk", "issue", "audit-1")
    assert created["key_id"] == editors.editor["Authorization"].split("_")[1]
    assert created["details"]["created"] >= 6
    assert created["details"]["last_seq"] + 1 == updated["details"]["first_seq"] == updated["details"]["last_seq"]
    assert (withdrawn["details"]["withdrawn"], withdrawn["details"]["created"]) == (6, 0)


def test_what_was_refused_or_changed_nothing_has_none(editors: Editors) -> None:
    form = new_issue()
    editors.put(form)
    editors.put(form)
    editors.put(form, If_Match='"x"')
    editors.put(form, If_Match=editors.tag(form))
    assert len(of(editors, form)) == 1


def test_the_seed_data_came_from_the_command_line(editors: Editors) -> None:
    walked, url = [], "/v1/audit?limit=100"
    while url:
        response = editors.client.get(url, headers=editors.admin).json()
        walked += response["data"]
        url = response["links"]["next"]
    assert response["meta"]["total"] == len(walked)
    assert [row["seq"] for row in walked] == list(range(len(walked), 0, -1))
    loaded = [row for row in walked if row["action"] == "load"]
    assert {(row["name"], row["key_id"], row["request_id"]) for row in loaded} == {("command line", None, None)}
    assert {"3.7", "seed_data"} <= {row["id"] for row in loaded}


def test_a_foreign_cursor_is_refused(editors: Editors) -> None:
    for cursor in ("x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAA"):
        response = editors.client.get(f"/v1/audit?cursor={cursor}", headers=editors.admin)
        assert (response.status_code, response.json()["type"]) == (400, "/problems/cursor_invalid")
