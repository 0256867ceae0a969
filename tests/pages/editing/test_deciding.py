"""Documents come in, drafts are published or discarded and issues withdrawn from the editors' pages, each asked once more."""

from typing import Any

import pytest

from api.settings import Settings
from tests.http.editors import Editors, new_issue
from tests.pages.editing.browsing import HERE, VOLUMES, Browser, browser_of
from tests.storage.import_drafts import page


def ready(editors: Editors, editor: Browser, volume: int) -> str:
    """Where a draft is that can be published as number 7 of a volume."""
    path = editor.new_import(page(volume, 7))
    assert editor.send(editor.get(path), path, {"/developments/0/summary": "In an editor's words."}).status == 303
    return path


def issue_of(editors: Editors, id: str) -> Any:
    return editors.client.get(f"/v1/issues/{id}")


def test_a_document_is_uploaded_corrected_published_and_served(editors: Editors, editor: Browser) -> None:
    volume = next(VOLUMES)
    path = editor.new_import(page(volume, 7))
    answer = editor.send(editor.get(path), path, {"/title": "Corrected", "do": "publish"})
    assert answer.answer.headers["location"] == f"{path}/publish"
    asked = editor.get(f"{path}/publish")
    assert issue_of(editors, f"{volume}.7").status_code == 404
    done = editor.send(asked, f"{path}/publish", {"note": "First."})
    assert (done.status, done.answer.headers["location"]) == (303, f"{path}?done=published"), done.text
    found = issue_of(editors, f"{volume}.7").json()["data"]
    assert found["title"] == "Corrected"
    assert editors.client.get(f"/v1/developments?issue={volume}.7").json()["meta"]["total"] == 2
    shown = editor.get(f"{path}?done=published")
    assert "It can be searched now." in shown.text
    assert f"/issues/{volume}.7" in shown.answer.text
    assert shown.tree.xpath("//button[@name='do']") == []


def test_an_issue_that_is_there_is_replaced_only_when_asked_to(editors: Editors, editor: Browser) -> None:
    volume = next(VOLUMES)
    first, second = ready(editors, editor, volume), editor.new_import(page(volume, 7) + b"<!-- again -->")
    editor.send(editor.get(second), second, {"/title": "Second"})
    editor.send(editor.get(f"{first}/publish"), f"{first}/publish")
    asked = editor.get(f"{second}/publish")
    assert "is in the archive" in asked.text
    refused = editor.send(asked, f"{second}/publish", {"note": "Kept"})
    assert (refused.status, refused.fields(f"{second}/publish")["note"]) == (409, ["Kept"])
    assert issue_of(editors, f"{volume}.7").json()["data"]["title"] != "Second"
    assert editor.send(refused, f"{second}/publish", {"replace": "true"}).status == 303
    assert issue_of(editors, f"{volume}.7").json()["data"]["title"] == "Second"


def test_a_draft_with_errors_cannot_be_published(editors: Editors, editor: Browser) -> None:
    volume = next(VOLUMES)
    path = editor.new_import(page(volume, 7))
    tag = editor.get(f"{path}/publish").fields(f"{path}/publish")
    shown = editor.send(editor.get(path), path, {"/developments/0/title": "", "do": "publish"})
    asked = editor.get(shown.answer.headers["location"])
    assert "a title is missing" in asked.text
    assert asked.tree.xpath("//form[contains(@action, '/publish')]") == []
    assert "a title is missing" in editor.get(path).notes("f-developments-0-title")
    now = editor.get(path).fields(path)["tag"]
    assert editor.post(f"{path}/publish", tag | {"tag": now}).status == 422
    assert issue_of(editors, f"{volume}.7").status_code == 404


@pytest.mark.parametrize("decision", ["publish", "discard"])
def test_a_decision_about_a_state_that_is_gone_is_asked_again(editors: Editors, editor: Browser, decision: str) -> None:
    path = ready(editors, editor, next(VOLUMES))
    asked = editor.get(f"{path}/{decision}")
    editor.send(editor.get(path), path, {"/title": "Changed meanwhile"})
    again = editor.send(asked, f"{path}/{decision}")
    assert again.status == 412
    assert "changed since it was read" in again.text
    assert "Changed meanwhile" in again.text
    assert editor.send(again, f"{path}/{decision}").status == 303


def test_a_discarded_draft_can_be_read_but_not_changed(editors: Editors, editor: Browser) -> None:
    path = editor.new_import()
    opened = editor.get(path)
    assert (
        editor.send(editor.get(f"{path}/discard"), f"{path}/discard").answer.headers["location"]
        == "/editing?done=discarded"
    )
    assert editor.get(path).tree.xpath("//fieldset[@disabled]")
    late = editor.send(opened, path, {"/title": "Late"})
    assert late.status == 409
    assert late.tree.get_element_by_id("f-title").get("value") == "Late"
    assert "discarded" in editor.get(f"{path}/publish").text
    assert editor.post(f"{path}/discard", opened.fields(path)).status == 409


def test_an_issue_is_withdrawn_with_its_reason(editors: Editors, editor: Browser) -> None:
    form = new_issue()
    assert editors.put(form).status_code == 201
    id = f"{form['volume']}.{form['number']}"
    path = f"/editing/issues/{id}/withdraw"
    asked = editor.get(path)
    assert form["title"] in asked.text
    done = editor.send(asked, path, {"note": "A duplicate."})
    assert (done.status, done.answer.headers["location"]) == (303, "/editing?done=withdrawn")
    assert issue_of(editors, id).status_code == 410
    changes = editors.client.get("/v1/audit?limit=200", headers=editors.admin).json()["data"]
    assert any((row["kind"], row["id"], row["action"]) == ("issue", id, "withdraw_issue") for row in changes)
    assert editor.get(path).status == 410


def test_an_issue_that_changed_meanwhile_is_not_withdrawn_unseen(editors: Editors, editor: Browser) -> None:
    form = new_issue()
    editors.put(form)
    path = f"/editing/issues/{form['volume']}.{form['number']}/withdraw"
    asked = editor.get(path)
    editors.put(form | {"title": "New title"}, If_Match=editors.tag(form))
    again = editor.send(asked, path)
    assert again.status == 412
    assert "New title" in again.text
    assert editor.send(again, path).status == 303


@pytest.mark.parametrize(
    "path", ["/editing/imports/imp_0", "/editing/imports/imp_0/publish", "/editing/issues/99.99/withdraw"]
)
def test_what_is_not_there_is_404_on_a_page(editor: Browser, path: str) -> None:
    assert editor.get(path).status == 404


def test_a_note_that_is_too_long_is_refused_with_the_form_as_it_was(editors: Editors, editor: Browser) -> None:
    path = ready(editors, editor, next(VOLUMES))
    refused = editor.send(editor.get(f"{path}/publish"), f"{path}/publish", {"note": "x" * 5_000})
    assert refused.status == 422
    assert refused.fields(f"{path}/publish")["note"] == ["x" * 5_000]


def test_what_is_known_of_a_document_is_taken_with_it(editors: Editors, editor: Browser) -> None:
    volume = next(VOLUMES)
    made = page(volume, 7).replace(f"Vol {volume}.7".encode(), b"")
    answer = editor.upload(made, url="https://example.org/x", volume=str(volume), number="9").answer
    found = editors.client.get(
        answer.headers["location"].split("?")[0].replace("/editing", "/v1"), headers=editors.editor
    )
    draft = found.json()["data"]
    assert (draft["volume"], draft["number"], draft["source_url"]) == (volume, 9, "https://example.org/x")
    assert draft["document"]["file_name"] == "digest.html"


def test_a_document_that_is_being_reviewed_is_not_read_again(editors: Editors, editor: Browser) -> None:
    content = page(next(VOLUMES), 7)
    path = editor.new_import(content)
    assert editor.upload(content).answer.headers["location"] == f"{path}?done=already_open"


UNREADABLE = {
    "nothing": (b"", {}, "empty"),
    "no document": (b"\x00\x01\x02" * 100, {}, "no text"),
    "no number": (b"x", {"volume": "three"}, "volume"),
    "no address": (b"x", {"url": "ftp://example.org"}, "https://"),
}


@pytest.mark.parametrize(("content", "known", "told"), UNREADABLE.values(), ids=UNREADABLE)
def test_what_cannot_be_read_is_told_in_the_form(
    editor: Browser, content: bytes, known: dict[str, str], told: str
) -> None:
    page = editor.upload(content, **known)
    assert page.status == 422
    assert told in " ".join(note.text_content() for note in page.tree.find_class("note"))
    assert {name: page.fields("/editing/imports")[name] for name in known} == {
        name: [said] for name, said in known.items()
    }


def test_a_document_over_the_limit_is_told_on_a_page_to_whoever_may_send_one(editors: Editors, editor: Browser) -> None:
    large = b"x" * (Settings().import_max_bytes + 1)
    page = editor.upload(large)
    assert (page.status, page.answer.headers["content-type"]) == (413, "text/html; charset=utf-8")
    assert "bytes" in page.text
    assert page.answer.headers["connection"] == "close"
    unknown = browser_of(editors).client.post(
        "/editing/imports", files={"file": ("a.html", large)}, headers={"Origin": HERE}
    )
    assert (unknown.status_code, unknown.headers["content-type"]) == (401, "text/html; charset=utf-8")


def test_the_start_lists_what_waits_and_what_is_published(editors: Editors, editor: Browser) -> None:
    volume = next(VOLUMES)
    path = editor.new_import(page(volume, 7))
    start = editor.get("/editing")
    (row,) = start.tree.xpath(f"//tr[.//a[@href='{path}']]")
    assert f"{volume}.7" in row.text_content()
    assert start.tree.xpath("//a[contains(@href, '/withdraw')]")
    assert path not in editor.get("/editing/imports?status=discarded").answer.text


def test_lists_go_on_over_pages(editors: Editors, editor: Browser) -> None:
    assert editors.put(new_issue()).status_code == 201
    for path in ("/editing/imports", "/editing/issues"):
        editor.new_import(page(next(VOLUMES), 7)), editor.new_import(page(next(VOLUMES), 7))
        first = editor.get(f"{path}?limit=1")
        (next_url,) = first.tree.xpath("//a[@rel='next']/@href")
        assert "limit=1" in next_url
        assert editor.get(next_url).tree.xpath("//tbody/tr/th//text()") != first.tree.xpath("//tbody/tr/th//text()")
