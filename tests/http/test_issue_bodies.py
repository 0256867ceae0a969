"""Bodies of issues that are put: every mistake is told at its place, and nobody makes the server read for nothing."""

import orjson
import pytest

from tests.http.editors import Editors, new_issue, path_of
from tests.http.raw import ask_raw
from tests.http.test_middleware import problem
from tests.storage.issue_files import Form, changed, development

JSON = {"Content-Type": "application/json"}


@pytest.mark.parametrize(
    ("change", "name", "code", "suggestion"),
    [
        ({"topics": ["spaec"]}, "/developments/0/topics/0", "unknown_value", "space"),
        ({"countries": ["JP", "Japan"]}, "/developments/0/countries/1", "unknown_value", "JP"),
        ({"amounts": [{"value": 1, "currency": "USX"}]}, "/developments/0/amounts/0/currency", "unknown_value", None),
        ({"titel": "x"}, "/developments/0/titel", "unknown_key", "title"),
        ({"headline": 9}, "/developments/0/headline", "unknown_value", None),
        ({"title": ""}, "/developments/0/title", "invalid_value", None),
        ({"a/b~c": 1}, "/developments/0/a~1b~0c", "unknown_key", None),
    ],
    ids=str,
)
def test_a_mistake_in_the_body_is_told_at_its_place(
    editors: Editors, change: Form, name: str, code: str, suggestion: str | None
) -> None:
    found = problem(editors.put(changed(new_issue(), 0, **change)), 422, "invalid_parameters")
    (row,) = found.errors
    assert (row.where, row.name, row.code) == ("body", name, code)
    assert suggestion is None or row.suggestion == suggestion


def test_what_a_body_lacks_is_told_too_and_nothing_is_written(editors: Editors) -> None:
    form = new_issue()
    del form["title"], form["developments"][1]["summary"]
    found = problem(editors.put(form), 422, "invalid_parameters")
    assert [(row.name, row.code) for row in found.errors] == [
        ("/title", "missing"),
        ("/developments/1/summary", "missing"),
    ]
    assert editors.client.get(path_of(form)).status_code == 404


def test_the_body_must_be_the_issue_of_the_address(editors: Editors) -> None:
    response = editors.client.put("/v1/issues/99.1", json=new_issue(), headers=editors.editor)
    (row,) = problem(response, 422, "invalid_parameters").errors
    assert (row.where, row.name) == ("path", "id")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[1,",
        b'{"a": 1, "a": 2}',
        b'{"a": NaN}',
        b"\xff",
        b"[" * 100_000,
        b"1" * 5_000,
        "é".encode("latin-1"),
    ],
    ids=range(9),
)
def test_a_body_that_is_no_json_is_400(editors: Editors, body: bytes) -> None:
    response = editors.client.put("/v1/issues/90.1", content=body, headers=editors.editor | JSON)
    problem(response, 400, "bad_request")


@pytest.mark.parametrize("body", [b"null", b"[]", b'"x"', b"1", b"{}"])
def test_json_of_another_shape_is_422(editors: Editors, body: bytes) -> None:
    response = editors.client.put("/v1/issues/90.1", content=body, headers=editors.editor | JSON)
    assert problem(response, 422, "invalid_parameters").errors[0].name in {"/", "/volume"}


@pytest.mark.parametrize("type", ["text/plain", "application/x-www-form-urlencoded", "application/jsonx", ""])
def test_a_body_of_another_type_is_415(editors: Editors, type: str) -> None:
    headers = {**editors.editor, "Content-Type": type}
    response = editors.client.put("/v1/issues/90.1", content=orjson.dumps(new_issue()), headers=headers)
    assert "application/json" in problem(response, 415, "unsupported_media_type").detail


def test_a_charset_beside_the_type_is_no_other_type(editors: Editors) -> None:
    form = new_issue()
    headers = {**editors.editor, "Content-Type": "Application/JSON; charset=utf-8"}
    assert editors.client.put(path_of(form), content=orjson.dumps(form), headers=headers).status_code == 201


def test_a_large_issue_is_taken_and_one_over_the_limit_is_413_said_or_not(editors: Editors) -> None:
    rows = [development(1, f"Item {number}", summary="x" * 19_000) for number in range(60)]
    form = new_issue(developments=rows)
    assert len(orjson.dumps(form)) > 1_000_000
    assert editors.put(form).status_code == 201
    big = b" " * 2_000_001
    for content in (big, iter([big[:1_500_000], big[1_500_000:]])):
        response = editors.client.put("/v1/issues/90.1", content=content, headers=editors.editor | JSON)
        problem(response, 413, "body_too_large")


def test_who_has_no_key_cannot_make_the_server_read(editors: Editors) -> None:
    headers = [(b"transfer-encoding", b"chunked"), (b"content-type", b"application/json")]
    chunks = [b" " * 100_000] * 10
    refused = ask_raw(editors.client.app, "/v1/issues/90.1", method="PUT", headers=headers, chunks=chunks)
    assert (refused.status, refused.unread) == (401, 10)
    own = [(b"authorization", editors.editor["Authorization"].encode())]
    read = ask_raw(editors.client.app, "/v1/issues/90.1", method="PUT", headers=headers + own, chunks=chunks)
    assert (read.status, read.unread) == (400, 0)


@pytest.mark.parametrize("query", ["notes=x", "note=", "note=a%0Ab", "note=" + "x" * 501, "note=a&note=b"])
def test_parameters_of_a_write_are_checked_first(editors: Editors, query: str) -> None:
    response = editors.client.put(f"/v1/issues/90.1?{query}", content=b"", headers=editors.editor | JSON)
    problem(response, 422, "invalid_parameters")
