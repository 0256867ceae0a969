"""Editors sign in with a key, which only their browser keeps; nobody else sees their pages."""

from dataclasses import replace
from typing import Any

import pytest

from api.authentication import Doorkeeper, Refusals
from api.database import write_session
from api.keys import Role, make_key
from api.models import now
from api.repositories import keys
from tests.http.editors import Editors, new_key
from tests.pages.editing.browsing import Browser, browser_of

PAGES = (
    "/editing",
    "/editing/upload",
    "/editing/imports",
    "/editing/issues",
    "/editing/audit",
    "/editing/imports/imp_1",
)
PAGES += ("/editing/imports/imp_1/publish", "/editing/imports/imp_1/discard", "/editing/issues/3.7/withdraw")


@pytest.mark.parametrize("path", PAGES)
def test_a_reader_is_asked_for_a_key_and_sees_nothing(editors: Editors, path: str) -> None:
    page = browser_of(editors).get(path)
    assert page.status == 401
    assert page.fields("/editing/sign-in")["wanted"] == [path]
    assert "3.7" not in page.text
    assert page.answer.headers["cache-control"] == "private, no-store"


@pytest.mark.parametrize("path", ["/editing/imports", "/editing/imports/imp_1", "/editing/issues/3.7/withdraw"])
def test_a_reader_cannot_send_a_form(editors: Editors, path: str) -> None:
    page = browser_of(editors).post(path, {"token": "x"})
    assert page.status == 401
    assert "nothing was changed" in page.text


def test_signing_in_leads_to_the_page_that_was_wanted(editors: Editors) -> None:
    browser = browser_of(editors)
    page = browser.sign_in(new_key(editors.engine, Role.EDITOR), "/editing/upload")
    assert (page.status, page.answer.headers["location"]) == (303, "/editing/upload")
    assert browser.get("/editing/upload").status == 200


@pytest.mark.parametrize(
    "wanted",
    ["https://elsewhere.example", "//elsewhere.example", "/editing/../v1", "/editing/sign-out", "/", "", "/editing\n"],
)
def test_signing_in_leads_nowhere_else(editors: Editors, wanted: str) -> None:
    page = browser_of(editors).sign_in(new_key(editors.engine, Role.EDITOR), wanted)
    assert page.answer.headers["location"] == "/editing"


@pytest.mark.parametrize("kind", ["empty", "no key at all", "unknown", "revoked", "not ascii"])
def test_a_key_that_is_not_valid_is_refused_alike(editors: Editors, kind: str) -> None:
    texts = {
        "empty": "",
        "no key at all": "secret",
        "unknown": make_key().text,
        "revoked": new_key(editors.engine, Role.EDITOR, revoked=True),
        "not ascii": "鍵",
    }
    page = browser_of(editors).sign_in(texts[kind])
    assert page.status == 401
    assert "This key is not valid." in page.text
    assert "set-cookie" not in page.answer.headers
    assert not texts[kind] or texts[kind] not in page.answer.text


def test_scripts_and_other_sites_cannot_use_the_cookie(editors: Editors) -> None:
    key = new_key(editors.engine, Role.EDITOR)
    cookie = browser_of(editors).sign_in(key).answer.headers["set-cookie"]
    assert set(cookie.split("; ")) == {
        *(f"alliance-key={key}", "HttpOnly", "Max-Age=43200"),
        *("Path=/editing", "SameSite=strict"),
    }


def test_over_https_the_cookie_is_for_this_host_and_https_alone(editors: Editors) -> None:
    key = new_key(editors.engine, Role.EDITOR)
    browser = browser_of(editors, url="https://testserver")
    cookie = browser.sign_in(key).answer.headers["set-cookie"]
    assert set(cookie.split("; ")) == {
        *(f"__Host-alliance-key={key}", "HttpOnly", "Max-Age=43200"),
        *("Path=/", "SameSite=strict", "Secure"),
    }
    assert browser.get("/editing").status == 200


def test_signing_out_makes_the_browser_forget(editors: Editors) -> None:
    browser = browser_of(editors, Role.EDITOR)
    page = browser.send(browser.get("/editing"), "/editing/sign-out")
    assert (page.status, page.answer.headers["location"]) == (303, "/editing/sign-in")
    assert "Max-Age=0" in page.answer.headers["set-cookie"]
    assert browser.get("/editing").status == 401


def test_a_key_that_is_revoked_ends_the_session(editors: Editors) -> None:
    browser = browser_of(editors, Role.EDITOR)
    with write_session(editors.engine) as session:
        keys.revoke_key(session, browser.key.split("_")[1], now())
    page = browser.get("/editing")
    assert page.status == 401
    assert "Max-Age=0" in page.answer.headers["set-cookie"]


def test_refused_keys_are_limited_as_those_of_the_api(editors: Editors, monkeypatch: pytest.MonkeyPatch) -> None:
    state: dict[str, Any] = editors.client.app.state._state  # type: ignore[attr-defined]
    doorkeeper = Doorkeeper(state["resources"].doorkeeper.keyring, Refusals("2/hour"))
    monkeypatch.setitem(state, "resources", replace(state["resources"], doorkeeper=doorkeeper))
    browser = browser_of(editors)
    assert [browser.sign_in("wrong").status for _ in range(3)] == [401, 401, 429]
    page = browser.sign_in(new_key(editors.engine, Role.EDITOR))
    assert page.status == 429
    assert int(page.answer.headers["retry-after"]) > 0
    assert "Come back in" in page.text


def test_the_cookie_opens_no_operation_of_the_api(editors: Editors, editor: Browser) -> None:
    answer = editor.client.get("/v1/imports", headers={"Cookie": f"alliance-key={editor.key}"})
    assert answer.status_code == 401


def test_no_page_holds_the_key(editors: Editors) -> None:
    admin = browser_of(editors, Role.ADMIN)
    paths = ("/editing", "/editing/upload", "/editing/imports", "/editing/issues", "/editing/audit", admin.new_import())
    assert [path for path in paths if admin.key in admin.get(path).answer.text] == []


def test_only_admins_see_the_audit_log(editors: Editors, editor: Browser) -> None:
    admin = browser_of(editors, Role.ADMIN)
    assert editor.get("/editing/audit").status == 403
    assert "/editing/audit" not in editor.get("/editing").answer.text
    page = admin.get("/editing/audit")
    assert page.status == 200
    assert "/editing/audit" in admin.get("/editing").answer.text


def test_the_audit_log_goes_on_over_pages(editors: Editors) -> None:
    admin = browser_of(editors, Role.ADMIN)
    admin.new_import(), admin.new_import()
    first = admin.get("/editing/audit?limit=1")
    (next_url,) = (link.get("href") for link in first.tree.iter("a") if link.get("rel") == "next")
    second = admin.get(next_url)
    assert (first.text.count("imp_"), second.text.count("imp_")) == (1, 1)
    assert first.text != second.text


@pytest.mark.parametrize(
    "path", ["/editing", "/editing/upload", "/editing/imports", "/editing/issues", "/editing/imports/imp_1"]
)
def test_pages_are_kept_by_nobody(editor: Browser, path: str) -> None:
    assert editor.get(path).answer.headers["cache-control"] == "private, no-store"


@pytest.mark.parametrize(
    "path", ["/editing?wrong=1", "/editing/imports?status=none", "/editing/imports?cursor=x", "/editing?done=x"]
)
def test_what_is_wrong_with_an_address_is_told_on_a_page(editor: Browser, path: str) -> None:
    page = editor.get(path)
    assert page.status in (400, 422)
    assert page.answer.headers["content-type"].startswith("text/html")


def test_pages_are_there_in_japanese(editor: Browser) -> None:
    page = editor.get("/editing?lang=ja")
    assert page.tree.get("lang") == "ja"
    assert "編集デスク" in page.text
    assert editor.get("/editing/upload?lang=ja").form("/editing/imports").action.endswith("?lang=ja")
