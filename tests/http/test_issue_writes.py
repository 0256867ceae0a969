"""Issues put and withdrawn over HTTP: what changes, what is refused, and that nobody's work is lost."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.http.editors import Editors, new_issue, path_of
from tests.http.test_middleware import problem
from tests.storage.issue_files import Form, changed


def get(editors: Editors, url: str) -> Any:
    response = editors.client.get(url)
    assert response.status_code == 200, response.text
    return response.json()


def put_new(editors: Editors, **keys: Any) -> Form:
    """An issue that is in the archive."""
    form = new_issue(**keys)
    response = editors.put(form)
    assert response.status_code == 201, response.text
    return form


def test_a_new_issue_is_there_for_everybody_when_the_answer_comes(editors: Editors) -> None:
    form = new_issue()
    response = editors.put(form, If_None_Match="*")
    assert response.status_code == 201
    assert response.headers["location"] == path_of(form)
    assert response.headers["cache-control"] == "private, no-store"
    served = get(editors, path_of(form))
    assert response.json() == served
    assert served["data"]["revision_tag"].startswith(f"{served['data']['id']}-r1-")
    listed = get(editors, f"/v1/developments?issue={served['data']['id']}&q=happened")
    assert [row["title"] for row in listed["data"]] == ["First"]


def test_what_is_read_changed_and_sent_back_with_its_tag_is_in_place(editors: Editors) -> None:
    form = put_new(editors)
    read = editors.client.get(f"{path_of(form)}/file")
    edited = changed(read.json(), 1, title="A better title")
    response = editors.put(edited, If_Match=read.headers["etag"])
    assert response.status_code == 200, response.text
    assert read.headers["etag"] != editors.tag(form)
    first, second = (
        row["id"]
        for row in get(editors, f"/v1/developments?issue={response.json()['data']['id']}&sort=date_asc")["data"]
    )
    assert get(editors, f"/v1/developments/{first}")["data"]["revision"] == 1
    after = get(editors, f"/v1/developments/{second}")["data"]
    assert (after["revision"], after["title"]) == (2, "A better title")
    assert response.json()["data"]["revision"] == 1


def test_the_same_again_changes_nothing(editors: Editors) -> None:
    form = put_new(editors)
    tag, before = editors.tag(form), get(editors, "/v1/status")["data"]["data_version"]
    file = editors.client.get(f"{path_of(form)}/file").json()
    assert editors.put(file, If_Match=tag).status_code == 200
    assert editors.tag(form) == tag
    assert get(editors, "/v1/status")["data"]["data_version"] == before


def test_the_file_has_the_tag_that_the_issue_shows_and_answers_304(editors: Editors) -> None:
    form = put_new(editors)
    file = editors.client.get(f"{path_of(form)}/file", headers={"Accept-Encoding": "gzip"})
    assert file.headers["etag"] == editors.tag(form)
    assert "content-encoding" not in file.headers
    assert file.headers["cache-control"] == "no-cache"
    again = editors.client.get(f"{path_of(form)}/file", headers={"If-None-Match": file.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_two_editors_who_read_the_same_do_not_overwrite_each_other(editors: Editors) -> None:
    form = put_new(editors)
    tag = editors.tag(form)
    titles = [f"Editor {number}" for number in range(6)]
    with ThreadPoolExecutor(6) as together:
        answers = list(together.map(lambda title: editors.put(changed(form, 0, title=title), If_Match=tag), titles))
    statuses = [answer.status_code for answer in answers]
    assert sorted(statuses) == [200] + [412] * 5
    winner = titles[statuses.index(200)]
    id = f"{form['volume']}.{form['number']}-d1"
    revisions = get(editors, f"/v1/developments/{id}/revisions")["data"]
    assert [row["revision"] for row in revisions] == [1, 2]
    assert get(editors, f"/v1/developments/{id}")["data"]["title"] == winner


def test_two_who_create_the_same_issue_make_one(editors: Editors) -> None:
    form = new_issue()
    with ThreadPoolExecutor(4) as together:
        answers = list(together.map(lambda _: editors.put(form, If_None_Match="*"), range(4)))
    assert sorted(answer.status_code for answer in answers) == [201, 412, 412, 412]


def test_a_change_elsewhere_does_not_disturb_an_editor(editors: Editors) -> None:
    form = put_new(editors)
    tag = editors.tag(form)
    put_new(editors)
    assert editors.put(changed(form, 0, summary="Told better."), If_Match=tag).status_code == 200


def test_a_change_of_a_development_alone_changes_the_tag(editors: Editors) -> None:
    form = put_new(editors)
    tag = editors.tag(form)
    assert editors.put(changed(form, 0, summary="Told better."), If_Match=tag).status_code == 200
    problem(editors.put(form, If_Match=tag), 412, "precondition_failed")


@pytest.mark.parametrize("make", ["{}", "W/{}", "*"])
def test_if_match_compares_strongly(editors: Editors, make: str) -> None:
    form = put_new(editors)
    response = editors.put(form, If_Match=make.format(editors.tag(form)))
    if make.startswith("W/"):
        assert "strongly" in problem(response, 412, "precondition_failed").detail
    else:
        assert response.status_code == 200


def test_the_etag_of_an_answer_is_no_tag_of_the_issue(editors: Editors) -> None:
    form = put_new(editors)
    etag = editors.client.get(path_of(form)).headers["etag"]
    problem(editors.put(form, If_Match=etag), 412, "precondition_failed")


def test_a_change_without_if_match_is_428(editors: Editors) -> None:
    form = put_new(editors)
    problem(editors.put(form), 428, "precondition_required")
    problem(editors.client.delete(path_of(form), headers=editors.editor), 428, "precondition_required")


@pytest.mark.parametrize("conditions", [{"If_Match": '"x"'}, {"If_Match": "*"}])
def test_if_match_on_an_issue_that_is_not_there_is_412(editors: Editors, conditions: dict[str, str]) -> None:
    problem(editors.put(new_issue(), **conditions), 412, "precondition_failed")


def test_if_none_match_on_an_issue_that_is_there_is_412(editors: Editors) -> None:
    form = put_new(editors)
    problem(editors.put(form, If_None_Match="*"), 412, "precondition_failed")
    problem(editors.put(form, If_None_Match="*", If_Match=editors.tag(form)), 412, "precondition_failed")


def test_a_withdrawn_issue_is_gone_everywhere_with_all_that_is_in_it(editors: Editors) -> None:
    form = put_new(editors)
    id, tag = f"{form['volume']}.{form['number']}", editors.tag(form)
    headers = {**editors.editor, "If-Match": tag}
    response = editors.client.delete(path_of(form), headers=headers, params={"note": "Taken back."})
    assert (response.status_code, response.content) == (204, b"")
    for path in (
        f"issues/{id}",
        f"issues/{id}/file",
        f"headlines/{id}-h1",
        f"developments/{id}-d1",
        f"developments/{id}-d2/revisions",
    ):
        problem(editors.client.get(f"/v1/{path}"), 410, "withdrawn")
    assert id not in [row["id"] for row in get(editors, "/v1/issues?limit=200")["data"]]
    last = get(editors, "/v1/changes?since=0&limit=1000&kind=issue")["data"][-1]
    assert (last["op"], last["id"], last["note"]) == ("withdrawn", id, "Taken back.")
    problem(editors.client.delete(path_of(form), headers=headers), 410, "withdrawn")


def test_a_withdrawn_issue_comes_back_with_the_next_revision(editors: Editors) -> None:
    form = put_new(editors)
    editors.client.delete(path_of(form), headers={**editors.editor, "If-Match": editors.tag(form)})
    problem(editors.put(form, If_Match="*"), 412, "precondition_failed")
    response = editors.put(form, If_None_Match="*")
    assert (response.status_code, response.json()["data"]["revision"]) == (201, 2)


def test_what_was_never_there_cannot_be_withdrawn(editors: Editors) -> None:
    headers = {**editors.editor, "If-Match": "*"}
    for id in ("89.1", "latest", "x", "3.7-d1"):
        problem(editors.client.delete(f"/v1/issues/{id}", headers=headers), 404, "not_found")


def test_a_development_left_out_is_withdrawn(editors: Editors) -> None:
    form = put_new(editors)
    short = {**form, "developments": form["developments"][:1]}
    assert editors.put(short, If_Match=editors.tag(form)).status_code == 200
    problem(editors.client.get(f"/v1/developments/{form['volume']}.{form['number']}-d2"), 410, "withdrawn")


def test_a_note_stands_in_the_revisions(editors: Editors) -> None:
    form = put_new(editors)
    headers = {**editors.editor, "If-Match": editors.tag(form)}
    response = editors.client.put(
        path_of(form), params={"note": "Why."}, json=changed(form, 0, title="Other"), headers=headers
    )
    assert response.status_code == 200
    revisions = get(editors, f"/v1/developments/{form['volume']}.{form['number']}-d1/revisions")["data"]
    assert [(row["revision"], row["note"]) for row in revisions] == [(1, None), (2, "Why.")]


def test_methods_headers_and_counters_know_the_writes(editors: Editors) -> None:
    response = editors.client.post("/v1/issues/3.7", headers=editors.editor)
    problem(response, 405, "method_not_allowed")
    assert response.headers["allow"] == "DELETE, GET, HEAD, PUT"
    asking = {"Origin": "https://page.example", "Access-Control-Request-Method": "PUT"}
    problem(editors.client.options("/v1/issues/3.7", headers=asking), 400, "bad_request")
    assert editors.client.head("/v1/issues/3.7/file").status_code == 200
    put_new(editors)
    counted = editors.client.get("/metrics").text
    assert 'http_requests_total{handler="/v1/issues/{id}",method="PUT",status="2xx"}' in counted
