"""Drafts corrected over HTTP by merge patches: what changes with what, and what is not let in."""

from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from typing import Any

import pytest

from tests.http.importing import Importing
from tests.http.test_middleware import problem


def facts_of(development: dict[str, Any]) -> set[str]:
    return {row["fact"] for row in development["evidence"]}


def with_developments(made: dict[str, Any]) -> list[dict[str, Any]]:
    return deepcopy(made["developments"])


def test_a_patch_changes_the_keys_it_has_and_no_other(importing: Importing) -> None:
    made = importing.new()
    answer = importing.patch(made, {"title": "Better"}, **{"Content-Type": "application/merge-patch+json"})
    assert answer.status_code == 200
    data = answer.json()["data"]
    assert answer.headers["etag"] == f'"{made["id"]}-r2"'
    changed = {key for key in made if made[key] != data[key]} - {"updated_at"}
    assert changed == {"title", "revision", "revision_tag"}


def test_null_takes_a_key_away(importing: Importing) -> None:
    data = importing.patched(importing.new(), {"publisher": None, "title": None})
    assert (data["publisher"], data["title"]) == (None, None)
    assert [(row["code"], row["at"]) for row in data["errors"]] == [("missing", "/title")]


def test_objects_are_merged_and_lists_take_the_place(importing: Importing) -> None:
    made = importing.patched(importing.new(), {"period": {"start": "2030-04-02", "end": "2030-04-20"}})
    assert made["published"]["basis"] == "stated"
    data = importing.patched(made, {"period": {"end": "2030-04-21"}, "headlines": ["Only one"]})
    assert data["period"] == {"start": "2030-04-02", "end": "2030-04-21"}
    assert data["headlines"] == ["Only one"]
    assert [row["at"] for row in data["errors"]] == ["/developments/1/headline"]


def test_a_draft_sent_back_as_it_was_served_changes_nothing(importing: Importing) -> None:
    made = importing.new()
    assert importing.patched(made, made) == made


def test_volume_and_number_once_confirmed_give_the_period(importing: Importing) -> None:
    made = importing.patched(importing.new(), {"volume": 3, "number": 7})
    assert made["published"] == {
        "start": "2024-04-01",
        "end": "2024-04-15",
        "precision": "half-month",
        "basis": "inferred",
    }


def test_a_number_without_a_half_month_needs_a_period(importing: Importing) -> None:
    made = importing.patched(importing.new(), {"volume": 160, "number": 25})
    assert [(row["code"], row["at"]) for row in made["errors"]] == [("missing", "/period")]
    given = importing.patched(made, {"period": {"start": "2030-04-02", "end": "2030-04-20"}})
    assert given["errors"] == []


def test_evidence_goes_with_a_fact_that_was_changed_and_moves_with_one_that_was_not(importing: Importing) -> None:
    made = importing.new()
    developments = with_developments(made)
    tug = developments[0]
    tug["amounts"][0]["low"] = 3_000_000_000
    tug["countries"].reverse()
    tug["people"] = []
    after = importing.patched(made, {"developments": developments})["developments"][0]
    assert facts_of(after) == {"/topics/0", "/countries/0", "/countries/1", "/dates/0", "/organizations/0"}
    (place,) = (row for row in after["evidence"] if row["raw"] == "Kure")
    assert after["countries"][int(place["fact"].rpartition("/")[2])] == "JP"


def test_source_text_and_evidence_left_out_stay_with_their_development(importing: Importing) -> None:
    made = importing.new()
    developments = [
        {key: value for key, value in row.items() if key not in {"source_text", "evidence"}}
        for row in reversed(made["developments"])
    ]
    after = importing.patched(made, {"developments": developments})["developments"]
    assert after == list(reversed(made["developments"]))


def test_a_development_whose_title_changes_keeps_its_source(importing: Importing) -> None:
    made = importing.new()
    bare = {"headline": 1, "title": "Quite another", "summary": "S.", "topics": ["space"], "countries": []}
    after = importing.patched(made, {"developments": [bare, *made["developments"][1:]]})["developments"][0]
    assert after["source_text"] == made["developments"][0]["source_text"]
    assert facts_of(after) == {"/topics/0"}


def test_evidence_that_an_editor_writes_is_taken(importing: Importing) -> None:
    made = importing.new()
    developments = with_developments(made)
    own = {
        "fact": "/title",
        "raw": None,
        "start": None,
        "end": None,
        "where": "text",
        "rule": "editor",
        "confidence": 1,
    }
    developments[0]["evidence"] = [own]
    assert importing.patched(made, {"developments": developments})["developments"][0]["evidence"] == [own]


def test_what_was_warned_of_and_changed_is_warned_of_no_more(importing: Importing) -> None:
    made = importing.new()
    developments = with_developments(made)
    developments[0]["people"][0]["name"] = "Ida M. Quill"
    at = {row["code"] for row in importing.patched(made, {"developments": developments})["warnings"]}
    assert "unknown_name" not in at
    assert {"no_date", "summaries_composed"} <= at


def test_a_warning_moves_with_what_it_is_on(importing: Importing) -> None:
    made = importing.new()
    after = importing.patched(made, {"developments": list(reversed(made["developments"]))})
    at = {row["code"]: row["at"] for row in after["warnings"]}
    assert at["unknown_name"] == "/developments/1/people/0"
    assert at["no_date"] == "/developments/0/dates"


REFUSED: dict[str, tuple[Any, str, str, str | None]] = {
    "unknown key": ({"titel": "x"}, "/titel", "unknown_key", "title"),
    "unknown key set to null": ({"titel": None}, "/titel", "unknown_key", "title"),
    "read-only key": ({"status": "published"}, "/status", "read_only", None),
    "wrong type": ({"volume": "3"}, "/volume", "invalid_value", None),
    "boolean for a number": ({"volume": True}, "/volume", "invalid_value", None),
    "float for a number": ({"volume": 3.0}, "/volume", "invalid_value", None),
    "number out of range": ({"number": 1000}, "/number", "invalid_value", None),
    "huge number": ({"number": 10**4000}, "/number", "invalid_value", None),
    "list for an object": ({"period": []}, "/period", "invalid_value", None),
    "half a period": ({"period": {"start": "2030-01-01"}}, "/period/end", "missing", None),
    "no day": ({"period": {"start": "2030-02-30", "end": "2030-03-01"}}, "/period/start", "invalid_value", None),
    "no address": ({"source_url": "javascript:alert(1)"}, "/source_url", "invalid_value", None),
    "control character": ({"title": "a\u0000b"}, "/title", "invalid_value", None),
    "lone surrogate": ({"title": "a\ud800b"}, "/title", "invalid_value", None),
    "surrogate in a key": ({"a\ud800b": 1}, "/a\\ud800b", "unknown_key", None),
    "blank": ({"title": "  "}, "/title", "invalid_value", None),
    "too long": ({"title": "x" * 501}, "/title", "invalid_value", None),
    "text for a list": ({"developments": "none"}, "/developments", "invalid_value", None),
    "text for a development": ({"developments": ["none"]}, "/developments/0", "invalid_value", None),
    "unknown key inside": ({"developments": [{"sumary": "x"}]}, "/developments/0/sumary", "unknown_key", "summary"),
    "unknown topic": ({"developments": [{"topics": ["spce"]}]}, "/developments/0/topics/0", "unknown_value", "space"),
    "unknown country": (
        {"developments": [{"countries": ["Japan"]}]},
        "/developments/0/countries/0",
        "unknown_value",
        "JP",
    ),
    "unknown currency": (
        {"developments": [{"amounts": [{"value": 1, "currency": "USB"}]}]},
        "/developments/0/amounts/0/currency",
        "unknown_value",
        None,
    ),
    "not an object": ([1], "/", "invalid_value", None),
    "nothing": (None, "/", "invalid_value", None),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_a_draft_cannot_hold_is_422_and_names_the_place(importing: Importing, case: str) -> None:
    patch, at, code, suggestion = REFUSED[case]
    made = importing.new()
    answer = problem(importing.patch(made, patch), 422, "invalid_parameters")
    row = next(row for row in answer.errors if row.name == at)
    assert (row.where, row.code) == ("body", code)
    if suggestion:
        assert row.suggestion == suggestion
    assert importing.get(made["id"]) == made


def test_what_keys_say_together_may_be_wrong_meanwhile(importing: Importing) -> None:
    made = importing.new()
    developments = with_developments(made)
    developments[0] |= {
        "headline": 9,
        "title": None,
        "dates": [{"start": "2030-04-09", "end": "2030-04-01", "precision": "day"}],
    }
    developments[1] |= {"amounts": [{"low": 5, "high": 1, "currency": "USD"}], "topics": ["space", "space"]}
    after = importing.patched(made, {"developments": developments, "headlines": ["One", "Two"]})
    assert {(row["at"], row["code"]) for row in after["errors"]} == {
        ("/developments/0/headline", "unknown_value"),
        ("/developments/0/title", "missing"),
        ("/developments/0/dates/0/end", "contradiction"),
        ("/developments/1/amounts/0/high", "contradiction"),
        ("/developments/1/topics/1", "repeated"),
    }
    assert importing.patched(after, {"developments": made["developments"]})["errors"] == []


def test_a_patch_without_if_match_is_428_and_a_stale_one_412(importing: Importing) -> None:
    made = importing.new()
    url, editor = f"/v1/imports/{made['id']}", importing.editors.editor
    problem(importing.editors.client.patch(url, json={"title": "x"}, headers=editor), 428, "precondition_required")
    problem(importing.editors.client.delete(url, headers=editor), 428, "precondition_required")
    problem(importing.editors.client.post(f"{url}/publish", headers=editor), 428, "precondition_required")
    importing.patched(made, {"title": "x"})
    problem(importing.patch(made, {"title": "y"}), 412, "precondition_failed")
    problem(importing.discard(made), 412, "precondition_failed")
    problem(importing.publish(made), 412, "precondition_failed")
    problem(importing.patch(made, {}, **{"If-Match": f'W/"{made["id"]}-r2"'}), 412, "precondition_failed")
    assert importing.get(made["id"])["title"] == "x"


def test_two_editors_who_saw_the_same_do_not_overwrite_each_other(importing: Importing) -> None:
    made = importing.new()
    titles = [f"Editor {number}" for number in range(5)]
    with ThreadPoolExecutor(5) as together:
        answers = list(together.map(lambda title: importing.patch(made, {"title": title}), titles))
    statuses = [answer.status_code for answer in answers]
    assert sorted(statuses) == [200, 412, 412, 412, 412]
    now = importing.get(made["id"])
    assert (now["revision"], now["title"]) == (2, titles[statuses.index(200)])


def test_a_patch_of_another_type_is_415(importing: Importing) -> None:
    made = importing.new()
    for media_type in ("application/json-patch+json", "text/plain"):
        problem(importing.patch(made, {}, **{"Content-Type": media_type}), 415, "unsupported_media_type")


def test_a_draft_larger_than_other_bodies_can_be_sent_back(importing: Importing) -> None:
    made = importing.new()
    developments = [{"headline": 1, "title": f"{i}", "summary": "s" * 9_000} for i in range(20)]
    assert len(importing.patched(made, {"developments": developments})["developments"]) == 20
