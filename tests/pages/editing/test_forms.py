"""A form is believed only when it comes from a page of this service that was made for the same key."""

from collections.abc import Mapping

import pytest

from api.keys import Role
from tests.http.editors import Editors
from tests.pages.editing.browsing import HERE, Browser, browser_of

FOREIGN = {
    "another site": {"Origin": "https://elsewhere.example"},
    "another port": {"Origin": "http://testserver:8080"},
    "no address": {"Origin": "http://["},
    "a hidden site": {"Origin": "null"},
    "nothing said": {},
    "another site by its metadata": {"Sec-Fetch-Site": "cross-site", "Origin": HERE},
    "a neighbour": {"Sec-Fetch-Site": "same-site"},
    "metadata nobody knows": {"Sec-Fetch-Site": "?"},
}
OWN = {
    "origin": {"Origin": HERE},
    "metadata": {"Sec-Fetch-Site": "same-origin"},
    "behind a proxy that changes the host": {"Sec-Fetch-Site": "same-origin", "Origin": "https://digest.example"},
}


def state(editors: Editors, path: str) -> str:
    answer = editors.client.get(path.replace("/editing", "/v1"), headers=editors.editor)
    return str(answer.json()["data"]["status"])


@pytest.mark.parametrize("headers", FOREIGN.values(), ids=FOREIGN)
def test_a_form_of_another_site_is_refused(editors: Editors, editor: Browser, headers: Mapping[str, str]) -> None:
    path = editor.new_import()
    fields = editor.get(f"{path}/discard").fields(f"{path}/discard")
    page = editor.post(f"{path}/discard", fields, headers)
    assert page.status == 403
    assert "does not come from a page of this service" in page.text
    assert state(editors, path) == "open"


@pytest.mark.parametrize("headers", OWN.values(), ids=OWN)
def test_a_form_of_our_own_is_taken(editors: Editors, editor: Browser, headers: Mapping[str, str]) -> None:
    path = editor.new_import()
    fields = editor.get(f"{path}/discard").fields(f"{path}/discard")
    assert editor.post(f"{path}/discard", fields, headers).status == 303
    assert state(editors, path) == "discarded"


@pytest.mark.parametrize("said", ["", "0" * 64, "é", "of another key"])
def test_a_form_without_the_token_of_its_key_is_refused(editors: Editors, editor: Browser, said: str) -> None:
    path = editor.new_import()
    other = browser_of(editors, Role.EDITOR).get("/editing").fields("/editing/sign-out")["token"][0]
    given = other if said == "of another key" else said
    page = editor.send(editor.get(f"{path}/discard"), f"{path}/discard", {"token": given})
    assert page.status == 403
    assert state(editors, path) == "open"


def test_every_form_that_is_posted_holds_a_token(editors: Editors, editor: Browser) -> None:
    path = editor.new_import()
    paths = ("/editing", "/editing/upload", path, f"{path}/publish", f"{path}/discard", "/editing/issues/3.7/withdraw")
    forms = [form for at in paths for form in editor.get(at).tree.forms if form.method == "POST"]
    assert len(forms) > len(paths)
    assert all(len(form.fields["token"]) == 64 for form in forms)


def test_a_sign_in_form_of_another_site_is_refused(editors: Editors, editor: Browser) -> None:
    page = editor.post("/editing/sign-in", {"key": editor.key}, {"Origin": "https://elsewhere.example"})
    assert page.status == 403
    assert "set-cookie" not in page.answer.headers


@pytest.mark.parametrize("body", [b"\xff", b"/a=1&/a/b=2", b"/developments/x/title=1", b"/developments/99999/title=1"])
def test_a_form_that_is_none_of_ours_is_refused(editor: Browser, body: bytes) -> None:
    path = editor.new_import()
    token = editor.get(path).fields(path)["token"][0]
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Origin": HERE}
    answer = editor.client.post(path, content=body + b"&token=" + token.encode(), headers=headers)
    assert answer.status_code == 400


def test_a_large_form_is_read_and_a_larger_one_is_refused(editors: Editors, editor: Browser) -> None:
    path = editor.new_import()
    fields = editor.get(path).fields(path)
    assert editor.post(path, fields | {"/unused": "x" * 100_000}).status == 303
    assert editor.post("/editing/sign-in", {"key": "x" * 100_000}).status == 413
    assert editor.post(path, fields | {"/unused": "x" * 10_000_000}).status == 413
