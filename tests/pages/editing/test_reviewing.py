"""An editor looks at a draft beside its text, corrects it in plain forms, and loses nothing on the way."""

import json
from typing import Any

import pytest

from api.keys import Role
from tests.http.editors import Editors
from tests.pages.editing.browsing import VOLUMES, Browser, Page, browser_of
from tests.storage.import_drafts import page

FIRST = "/developments/0"


def api_path(path: str) -> str:
    return path.replace("/editing", "/v1")


def served(editors: Editors, path: str) -> dict[str, Any]:
    answer = editors.client.get(api_path(path), headers=editors.editor)
    found: dict[str, Any] = answer.json()["data"]
    return found


def patched(editors: Editors, path: str, patch: dict[str, Any]) -> dict[str, Any]:
    """Correct a draft through the API, as another editor would."""
    tag = served(editors, path)["revision_tag"]
    headers = editors.editor | {"If-Match": f'"{tag}"', "Content-Type": "application/json"}
    answer = editors.client.patch(api_path(path), content=json.dumps(patch), headers=headers)
    assert answer.status_code == 200, answer.text
    return served(editors, path)


def saved(editors: Editors, editor: Browser, path: str, changes: dict[str, Any]) -> dict[str, Any]:
    answer = editor.send(editor.get(path), path, changes)
    assert (answer.status, answer.answer.headers.get("location")) == (303, f"{path}?done=saved"), answer.text
    return served(editors, path)


def test_a_document_is_read_into_a_draft_beside_its_text(editors: Editors, editor: Browser) -> None:
    path = editor.new_import()
    shown = editor.get(f"{path}?done=read")
    found = served(editors, path)
    assert "The document was read." in shown.text
    for row, text in zip(found["developments"], shown.tree.find_class("source-text"), strict=True):
        assert text.text_content() == row["source_text"]


def test_each_fact_is_marked_at_its_words_and_leads_to_its_fields_and_back(editors: Editors, editor: Browser) -> None:
    path = editor.new_import()
    shown, found = editor.get(path), served(editors, path)
    said = [row for row in found["developments"][0]["evidence"] if row["fact"].startswith("/amounts") and row["raw"]]
    assert said
    ids = {element.get("id") for element in shown.tree.iter() if element.get("id")}
    for row in said:
        name = row["fact"].replace("/", "-")
        marks = [
            mark for mark in shown.tree.find_class("mark") if f"-developments-0{name}" in (mark.get("data-facts") or "")
        ]
        assert "".join(mark.text_content() for mark in marks) == row["raw"]
        assert f"f-developments-0{name}" in ids
    ways = [a.get("href") for a in shown.tree.iter("a") if (a.get("href") or "").startswith("#")]
    assert [way for way in ways if way[1:] not in ids] == []


def test_saving_a_form_as_it_stands_changes_nothing(editors: Editors, editor: Browser) -> None:
    path = editor.new_import()
    before = served(editors, path)
    assert saved(editors, editor, path, {}) == before


def test_whatever_a_draft_may_hold_passes_through_the_form(editors: Editors, editor: Browser) -> None:
    path = editor.new_import()
    amount = {
        "value": 3,
        "low": None,
        "high": None,
        "currency": "JPY",
        "qualifier": "about",
        "purpose": "a\nb",
        "payer": "Japan",
    }
    amount |= {"recipient": "NASA", "raw": "¥3", "not_counted": "past_cost", "repeat_of": None}
    date = {"start": "2071-04-01", "end": "2072-03-31", "precision": "fiscal-year", "label": "FY", "raw": "FY2071"}
    rows = served(editors, path)["developments"]
    rows[0] |= {
        "summary": "One.\n\nTwo & <b>.",
        "partial": True,
        "topics": ["space", "cyber"],
        "people": [{"name": "A. B", "role": None}],
    }
    rows[0] |= {
        "amounts": [amount],
        "dates": [date | {"basis": "inferred"}],
        "initiatives": ["Mineta"],
        "countries": ["PH", "JP"],
    }
    rows[1] |= {"headline": None, "title": None, "summary": None, "topics": [], "countries": []}
    before = patched(
        editors, path, {"developments": rows, "period": {"start": "2071-04-02", "end": "2071-04-03"}, "occasion": "“A”"}
    )
    after = saved(editors, editor, path, {"/title": "Another"})
    different = {key for key in before if before[key] != after[key]}
    assert different - {"updated_at"} == {"title", "revision", "revision_tag"}
    assert editor.get(path).form(path).xpath(".//textarea[@name='/developments/0/amounts/0/purpose']")


def test_a_correction_is_kept_and_the_evidence_of_other_facts_stays(editors: Editors, editor: Browser) -> None:
    path = editor.new_import()
    before = served(editors, path)["developments"][0]
    after = saved(
        editors, editor, path, {f"{FIRST}/summary": "A tug is built.\r\nSoon.", f"{FIRST}/amounts/0/low": "3.1bn"}
    )
    row = after["developments"][0]
    assert (row["summary"], row["amounts"][0]["low"]) == ("A tug is built.\nSoon.", 3_100_000_000)
    assert row["source_text"] == before["source_text"]
    of = [e["fact"] for e in before["evidence"] if not e["fact"].startswith("/amounts/0")]
    assert [e["fact"] for e in row["evidence"]] == of


def test_facts_are_added_by_name_and_taken_away(editors: Editors, editor: Browser) -> None:
    path = editor.new_import()
    more = editor.send(editor.get(path), path, {"do": f"add:{FIRST}/countries"})
    assert (more.status, "Not saved yet" in more.text) == (200, True)
    fields = more.fields(path)
    (new,) = (name for name, value in fields.items() if name.startswith(f"{FIRST}/countries") and value == [""])
    more = editor.send(more, path, {new: "フィリピン", "do": f"remove:{FIRST}/dates/0"})
    assert served(editors, path)["revision"] == 1
    assert editor.send(more, path).status == 303
    row = served(editors, path)["developments"][0]
    assert row["countries"][-1] == "PH"
    assert row["dates"] == []


@pytest.mark.parametrize("name", ["dates", "amounts", "countries", "organizations", "people", "initiatives"])
def test_a_row_in_which_nothing_is_written_is_no_fact(editors: Editors, editor: Browser, name: str) -> None:
    path = editor.new_import()
    before = served(editors, path)
    more = editor.send(editor.get(path), path, {"do": f"add:{FIRST}/{name}"})
    assert f"{FIRST}/{name}/{len(before['developments'][0][name])}" in more.answer.text
    assert more.notes(f"f-developments-0-{name}") == editor.get(path).notes(f"f-developments-0-{name}")
    assert editor.send(more, path).status == 303
    assert served(editors, path) == before


def test_a_headline_that_is_taken_away_leaves_the_others_with_their_developments(
    editors: Editors, editor: Browser
) -> None:
    path = editor.new_import()
    less = editor.send(editor.get(path), path, {"do": "remove:/headlines/0"})
    assert [less.fields(path)[f"/developments/{i}/headline"] for i in (0, 1)] == [[""], ["1"]]
    assert "the number of its headline is missing" in less.notes("f-developments-0-headline")


def test_a_development_is_taken_away_with_its_text_and_another_added(editors: Editors, editor: Browser) -> None:
    path = editor.new_import()
    second = served(editors, path)["developments"][1]
    less = editor.send(editor.get(path), path, {"do": "remove:/developments/0"})
    assert [text.text_content() for text in less.tree.find_class("source-text")] == [second["source_text"]]
    more = editor.send(less, path, {"do": "add:/developments"})
    assert (
        editor.send(more, path, {"/developments/1/title": "By hand", "/developments/0/title": "Changed"}).status == 303
    )
    after = served(editors, path)["developments"]
    assert [row["title"] for row in after] == ["Changed", "By hand"]
    assert (after[0]["source_text"], len(after[0]["evidence"])) == (second["source_text"], len(second["evidence"]))
    assert (after[1]["source_text"], after[1]["evidence"]) == (None, [])


@pytest.mark.parametrize(
    "order", ["wrong", "add:/nothing", "remove:/headlines/99", "remove:/headlines/x", "add:/title", "add:"]
)
def test_an_order_that_no_button_gives_is_refused(editor: Browser, order: str) -> None:
    path = editor.new_import()
    assert editor.send(editor.get(path), path, {"do": order}).status == 400


WRONG = {
    "no number": ({"/volume": "three"}, "f-volume", "valid integer"),
    "no day": ({f"{FIRST}/dates/0/start": "soon"}, "f-developments-0-dates-0-start", "YYYY-MM-DD"),
    "no address": ({"/source_url": "javascript:alert(1)"}, "f-source_url", "match pattern"),
    "no money": ({f"{FIRST}/amounts/0/low": "much"}, "f-developments-0-amounts-0-low", "valid integer"),
    "no country": ({f"{FIRST}/countries/0/text": "Atlantis"}, "f-developments-0-countries-0", "Atlantis"),
}


@pytest.mark.parametrize(("changes", "id", "message"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_told_at_its_field_and_stays_in_it(
    editors: Editors, editor: Browser, changes: dict[str, str], id: str, message: str
) -> None:
    path = editor.new_import()
    refused = editor.send(editor.get(path), path, changes)
    assert refused.status == 422
    assert "Nothing was saved." in refused.text
    assert message in refused.notes(id) + refused.tree.get_element_by_id(id).text_content()
    assert {name: refused.fields(path)[name][0] for name in changes} == changes
    assert served(editors, path)["revision"] == 1
    assert len(refused.tree.find_class("mark")) > 7


def test_doubts_stand_beside_what_they_are_about(editors: Editors, editor: Browser) -> None:
    path = editor.new_import()
    rows = served(editors, path)["warnings"]
    overview = editor.get(path).tree.find_class("overview")[0]
    assert len(rows) > 0
    assert all(row["message"] in overview.text_content() for row in rows)


@pytest.mark.parametrize(("lang", "own"), [("ja", True), ("en", False)])
def test_a_draft_is_told_of_in_the_language_of_the_page(
    editors: Editors, editor: Browser, lang: str, own: bool
) -> None:
    path = editor.new_import()
    saved(editors, editor, path, {"/title": ""})
    page = editor.get(f"{path}?lang={lang}")
    for said in (page.tree.find_class("overview")[0].text_content(), page.notes("f-title")):
        assert ("必要な値がありません。" in said) == own
        assert "a title is missing" in said
    refused = editor.send(page, path, {f"{FIRST}/dates/0/start": "soon"})
    assert ("この値は使えません。" in refused.notes("f-developments-0-dates-0-start")) == own
    assert bool(refused.tree.xpath("//*[contains(@class, 'note')]//*[@lang='en']")) == own


def both(editors: Editors, editor: Browser) -> tuple[str, Page, Page]:
    """An import that two editors changed at once: its page, that of the slower one, and what that one is told."""
    path = editor.new_import()
    opened = editor.get(path)
    patched(editors, path, {"title": "Theirs", "publisher": "Theirs too"})
    return path, opened, editor.send(opened, path, {"/title": "Mine", f"{FIRST}/summary": "My summary."})


def test_a_conflict_shows_what_differs_and_keeps_what_was_written(editors: Editors, editor: Browser) -> None:
    path, opened, told = both(editors, editor)
    assert told.status == 412
    cells = [[cell.text_content() for cell in row.iter("th", "td")] for row in told.tree.iter("tr")][1:]
    assert ["/title", "Theirs", "Mine"] in cells
    assert {cell[0] for cell in cells} == {"/title", "/publisher", f"{FIRST}/summary"}
    assert told.fields(path)["/title"] == ["Mine"]
    assert served(editors, path)["title"] == "Theirs"
    assert len(told.tree.find_class("mark")) == len(opened.tree.find_class("mark"))


def test_after_a_conflict_saving_again_puts_ones_own_in_place(editors: Editors, editor: Browser) -> None:
    path, _, told = both(editors, editor)
    assert editor.send(told, path).status == 303
    after = served(editors, path)
    assert (after["title"], after["developments"][0]["summary"]) == ("Mine", "My summary.")


def test_a_row_added_to_an_old_page_does_not_hide_the_conflict(editors: Editors, editor: Browser) -> None:
    path = editor.new_import()
    opened = editor.get(path)
    patched(editors, path, {"title": "Theirs"})
    more = editor.send(opened, path, {"do": f"add:{FIRST}/people"})
    assert editor.send(more, path).status == 412


@pytest.mark.parametrize("tag", [None, "", "*", 'x" , *', "W/x"])
def test_a_form_without_the_tag_of_a_state_changes_nothing(editors: Editors, editor: Browser, tag: str | None) -> None:
    path = editor.new_import()
    answer = editor.send(editor.get(path), path, {"/title": "Blind", "tag": tag})
    assert answer.status in (412, 428)
    assert served(editors, path)["title"] != "Blind"


def test_what_is_done_stands_in_the_audit_log_as_with_the_api(editors: Editors) -> None:
    browser = browser_of(editors, Role.EDITOR)
    path = browser.new_import()
    saved(editors, browser, path, {"/title": "Audited"})
    browser.send(browser.get(f"{path}/discard"), f"{path}/discard")
    listed = editors.client.get("/v1/audit?limit=200", headers=editors.admin).json()["data"]
    mine = [row for row in listed if row["id"] == path.rpartition("/")[2]]
    assert [row["action"] for row in mine] == ["discard_import", "correct_import", "import"]
    assert {row["key_id"] for row in mine} == {browser.key.split("_")[1]}


HOSTILE = "&lt;script&gt;alert(1)&lt;/script&gt;&quot;&gt;&lt;img src=x onerror=alert(1)&gt;"


def test_a_hostile_document_is_only_text(editors: Editors, editor: Browser) -> None:
    made = page(next(VOLUMES), 7).decode()
    made = made.replace("a lunar tug", f"a lunar tug {HOSTILE}").replace("both sides said", f"{HOSTILE} said")
    answer = editor.upload(made.encode(), name='"><script>alert(2)</script>.html', url="https://example.org/'onload='x")
    path = answer.answer.headers["location"].split("?")[0]
    patched(
        editors,
        path,
        {"occasion": '"><script>alert(3)</script>', "publisher": "{{ 7 * 7 }}</textarea><script>alert(4)</script>"},
    )
    for at in (path, f"{path}/publish", f"{path}/discard", "/editing/imports?status=open"):
        shown = editor.get(at)
        assert shown.status == 200
        assert [script for script in shown.tree.iter("script") if not script.get("src")] == []
        assert [
            e for e in shown.tree.iter() if e.tag == "img" or any(n.startswith("on") or n == "style" for n in e.attrib)
        ] == []
    assert "<script>alert(1)</script>" in editor.get(path).text
    refused = editor.send(editor.get(path), path, {"/volume": '"><script>alert(5)</script>', "do": "save"})
    assert [script for script in refused.tree.iter("script") if not script.get("src")] == []
