"""Bodies of imports that nobody should send: each is answered by a problem that says what is wrong, never by 500."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.imports.format import DraftPart
from tests.http.importing import Importing
from tests.http.test_middleware import problem
from tests.storage.issue_strategies import developments

BOUNDARY = "b" * 20
FORM = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
FILE = ('name="file"; filename="a.html"', "document")


def form(*parts: tuple[str, str], end: bool = True) -> bytes:
    """The bytes of a form; each part is what its Content-Disposition says, and its content."""
    texts = [f"--{BOUNDARY}\r\nContent-Disposition: form-data; {said}\r\n\r\n{content}\r\n" for said, content in parts]
    return ("".join(texts) + (f"--{BOUNDARY}--\r\n" if end else "")).encode()


UNREADABLE: dict[str, tuple[bytes, dict[str, str]]] = {
    "no boundary": (form(FILE), {"Content-Type": "multipart/form-data"}),
    "another boundary": (form(FILE), {"Content-Type": "multipart/form-data; boundary=other"}),
    "no end": (form(FILE, end=False), FORM),
    "nothing": (b"", FORM),
    "no form": (b"<html></html>", FORM),
    "a part without headers": (f"--{BOUNDARY}\r\n\r\nx\r\n--{BOUNDARY}--\r\n".encode(), FORM),
    "very many parts": (form(*[('name="url"', "x")] * 500, FILE), FORM),
    "a field of a megabyte": (form(('name="url"', "x" * 10**6), FILE), FORM),
}


@pytest.mark.parametrize("case", UNREADABLE)
def test_a_form_that_cannot_be_read_is_400(importing: Importing, case: str) -> None:
    body, headers = UNREADABLE[case]
    problem(importing.post(body, **headers), 400, "bad_request")


REFUSED: dict[str, tuple[bytes, str, str]] = {
    "no file": (form(('name="url"', "https://example.org/")), "file", "missing"),
    "file under another name": (form(('name="document"; filename="a"', "x")), "file", "missing"),
    "file as text": (form(('name="file"', "document")), "file", "invalid_value"),
    "two files": (form(FILE, FILE), "file", "repeated"),
    "another file beside it": (form(FILE, ('name="b"; filename="b"', "x")), "file", "repeated"),
    "unknown field": (form(FILE, ('name="vol"', "3")), "vol", "unknown_parameter"),
    "field twice": (form(FILE, ('name="volume"', "3"), ('name="volume"', "4")), "volume", "repeated"),
    "no number": (form(FILE, ('name="volume"', "three")), "volume", "invalid_number"),
    "number out of range": (form(FILE, ('name="number"', "1000")), "number", "too_large"),
    "no address": (form(FILE, ('name="url"', "javascript:alert(1)")), "url", "invalid_url"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_form_with_wrong_parts_is_422_and_names_the_part(importing: Importing, case: str) -> None:
    body, name, code = REFUSED[case]
    answer = problem(importing.post(body, **FORM), 422, "invalid_parameters")
    assert (answer.errors[0].where, answer.errors[0].name, answer.errors[0].code) == ("body", name, code)


def test_parameters_beside_a_body_are_checked_as_ever(importing: Importing) -> None:
    answer = problem(importing.post(b"x", "/v1/imports?volum=3"), 422, "invalid_parameters")
    assert (answer.errors[0].where, answer.errors[0].suggestion) == ("query", "volume")


BROKEN: dict[str, bytes] = {
    "cut off": b'{"title": "x',
    "nothing": b"",
    "not UTF-8": b'{"title": "\xff"}',
    "NaN": b'{"volume": NaN}',
    "a key twice": b'{"title": "x", "title": "y"}',
    "too many digits": b'{"volume": 1' + b"0" * 5_000 + b"}",
    "deep objects": b'{"period":' * 50_000 + b"1" + b"}" * 50_000,
    "deep lists": b'{"developments": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_patch_that_is_no_json_is_400(importing: Importing, case: str) -> None:
    made = importing.new()
    problem(importing.patch_bytes(made, BROKEN[case]), 400, "bad_request")


def test_a_patch_nested_as_deep_as_json_goes_is_422(importing: Importing) -> None:
    made = importing.new()
    for opening, closing in ((b'{"a":', b"}"), (b"[", b"]"), (b'[{"evidence":', b"}]")):
        body = b'{"developments":' + opening * 300 + b"1" + closing * 300 + b"}"
        problem(importing.patch_bytes(made, body), 422, "invalid_parameters")


KEYS = [*DraftPart.model_fields, "id", "status", "evidence", "x", "a/b~c"]
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(codec=None), max_size=5)
    | st.sampled_from(["2030-04-09", "space", "JP", "/topics/0"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=3), inner, max_size=4)
    ),
    max_leaves=12,
)
NEARLY: st.SearchStrategy[Any] = st.fixed_dictionaries(
    {},
    optional={
        "developments": st.lists(developments(3) | st.dictionaries(st.sampled_from(KEYS), JSON), max_size=3),
        "volume": JSON,
    },
)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(patch=JSON | st.dictionaries(st.sampled_from(KEYS), JSON, max_size=3) | NEARLY)
def test_whatever_a_patch_holds_it_is_taken_or_refused_and_the_draft_can_be_read(
    importing: Importing, patch: Any
) -> None:
    made = importing.new()
    answer = importing.patch_bytes(made, json.dumps(patch).encode())
    assert answer.status_code in {200, 422}, (patch, answer.text)
    now = importing.get(made["id"])
    DraftPart.model_validate({key: now[key] for key in DraftPart.model_fields})
    if answer.status_code == 422:
        assert now == made
    else:
        expected = 422 if now["errors"] else 201
        assert importing.publish(now).status_code in {expected, 409}
