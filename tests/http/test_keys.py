"""Keys over HTTP: who may do what, and that no key is ever seen again."""

from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.database import read_session, write_session
from api.keys import NO_HASH, Role, hash_of, id_of, make_key, same_key
from api.models import now
from api.repositories import keys
from tests.http.apps import make_app
from tests.http.editors import Editors, bearer, editors_of, new_issue, new_key, path_of
from tests.http.test_middleware import problem

NEEDING = [
    (method, path, operation["operationId"])
    for path, item in make_app().openapi()["paths"].items()
    for method, operation in item.items()
    if "security" in operation
]
FOR_ADMINS = {"list_actions"}


def ask(editors: Editors, method: str, path: str, headers: dict[str, str]) -> Any:
    return editors.client.request(method, path.format(id="80.1"), headers=headers)


@pytest.mark.parametrize(("method", "path", "operation"), NEEDING, ids=[row[2] for row in NEEDING])
@pytest.mark.parametrize("who", ["nobody", "wrong", "revoked", "editor", "admin"])
def test_a_key_opens_what_its_role_allows_and_nothing_else(
    editors: Editors, method: str, path: str, operation: str, who: str
) -> None:
    headers = {
        "nobody": {},
        "wrong": bearer(make_key().text),
        "revoked": editors.new_key(Role.ADMIN, revoked=True),
        "editor": editors.editor,
        "admin": editors.admin,
    }[who]
    response = ask(editors, method, path, headers)
    if who in {"nobody", "wrong", "revoked"}:
        problem(response, 401, "unauthorized")
        assert response.headers["www-authenticate"] == "Bearer"
    elif who == "editor" and operation in FOR_ADMINS:
        problem(response, 403, "forbidden")
    else:
        assert response.status_code not in {401, 403}
    assert "no-store" in response.headers["cache-control"]


@pytest.mark.parametrize(
    "header",
    ["", "Bearer", "Bearer ", "Basic dXNlcjpwYXNz", "bearer adk_x", "Bearer adk_aaaaaaaa_", "Bearer ’".encode(), "x"],
)
def test_what_is_no_key_is_401(editors: Editors, header: str | bytes) -> None:
    problem(editors.client.get("/v1/audit", headers={"Authorization": header}), 401, "unauthorized")


def test_a_key_with_the_id_of_another_is_refused(editors: Editors) -> None:
    key = editors.admin["Authorization"]
    swapped = key[:-1] + ("a" if key[-1] != "a" else "b")
    problem(editors.client.get("/v1/audit", headers={"Authorization": swapped}), 401, "unauthorized")


def test_a_key_on_a_reading_address_is_ignored_but_its_answer_is_nobody_else_s(editors: Editors) -> None:
    response = editors.client.get("/v1/issues/3.7", headers=bearer("nonsense"))
    assert (response.status_code, response.headers["cache-control"]) == (200, "private, no-store")
    assert "etag" not in response.headers


def test_a_key_is_refused_from_its_revocation_on(editors: Editors) -> None:
    key = new_key(editors.engine, Role.ADMIN)
    assert editors.client.get("/v1/audit", headers=bearer(key)).status_code == 200
    with write_session(editors.engine) as session:
        assert keys.revoke_key(session, id_of(key) or "", now())
    problem(editors.client.get("/v1/audit", headers=bearer(key)), 401, "unauthorized")


def test_the_day_of_the_last_use_is_kept(editors: Editors) -> None:
    key = new_key(editors.engine, Role.EDITOR)
    editors.client.delete("/v1/issues/80.1", headers=bearer(key))
    with read_session(editors.engine) as session:
        found = keys.find_key(session, id_of(key) or "")
        assert found is not None
        assert found.last_used_on == now().date()


def test_no_key_is_in_the_database_in_logs_or_in_answers(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with editors_of(tmp_path / "data", log_level="debug") as editors:
        form = new_issue()
        wrong = make_key().text
        answers = [
            editors.put(form),
            editors.client.delete(path_of(form), headers=bearer(wrong)),
            editors.client.get("/v1/audit", headers=editors.admin),
            editors.client.get("/v1/audit?limit=0", headers=editors.editor),
            editors.client.get(f"/v1/developments?q=%22&include=source_text&key={wrong}", headers=bearer(wrong)),
        ]
        written = b"".join(file.read_bytes() for file in (tmp_path / "data").iterdir() if file.is_file())
        sent = [editors.editor["Authorization"], editors.admin["Authorization"], wrong]
    logged = capfd.readouterr()
    secrets = [text.rpartition("_")[2] for text in sent]
    assert "request" in logged.out
    for secret in secrets:
        assert secret.encode() not in written
        assert secret not in logged.out + logged.err
    for answer in answers[:4]:
        assert not any(secret in answer.text for secret in secrets)


def test_guessing_is_slowed_for_the_address_and_for_good_keys_too(tmp_path: Path) -> None:
    with editors_of(tmp_path / "data", key_failure_limit="3/minute") as editors:
        for _ in range(3):
            problem(editors.client.get("/v1/audit", headers=bearer(make_key().text)), 401, "unauthorized")
        response = editors.client.get("/v1/audit", headers=editors.admin)
        problem(response, 429, "rate_limited")
        assert 1 <= int(response.headers["retry-after"]) <= 60
        assert editors.client.get("/v1/issues/3.7", headers=editors.admin).status_code == 200
        problem(editors.client.get("/v1/audit"), 401, "unauthorized")


def test_good_keys_and_missing_ones_are_no_guesses(tmp_path: Path) -> None:
    with editors_of(tmp_path / "data", key_failure_limit="1/hour") as editors:
        for headers in ({}, editors.admin, {}, editors.admin, editors.editor, editors.admin):
            assert editors.client.get("/v1/audit", headers=headers).status_code in {200, 401, 403}


def test_where_nothing_can_be_written_it_is_said() -> None:
    with TestClient(make_app(), raise_server_exceptions=False) as client:
        problem(client.get("/v1/audit", headers=bearer(make_key().text)), 503, "unavailable")
        problem(client.get("/v1/issues/3.7/file"), 503, "unavailable")


def test_a_key_is_long_random_and_found_by_its_id() -> None:
    made = {make_key().text for _ in range(50)}
    assert len(made) == 50
    one, other = make_key(), make_key()
    assert id_of(one.text) == one.id
    assert len(one.text.rpartition("_")[2]) * 5 >= 128
    assert same_key(one.text, one.hash)
    assert not same_key(other.text, one.hash)
    assert not same_key(one.text, NO_HASH)
    assert hash_of(one.text) == one.hash != hash_of(other.text)
    assert [id_of(text) for text in ("", "adk_", one.text + "a", one.text.upper(), "x" + one.text)] == [None] * 5
