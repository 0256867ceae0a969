"""Cursors: they continue their own list, and anything else is a clear 400."""

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from api.cursors import LARGEST, Place, decode, encode, numbers_only, search_binding
from api.errors import CursorInvalid
from search import SearchQuery, Sort
from tests.http.apps import make_app, make_backend
from tests.http.documents import VERSION

BINDING = search_binding("/v1/developments", SearchQuery())
PARTS = (
    st.none() | st.integers(-LARGEST, LARGEST) | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20)
)
SORTS = [sort.value for sort in Sort if sort is not Sort.RELEVANCE]


@given(st.lists(PARTS, min_size=1, max_size=8), st.integers(0, LARGEST))
def test_a_cursor_gives_back_its_place(key: list[int | float | str | None], version: int) -> None:
    place = Place(tuple(key), version)
    assert decode(encode(place, BINDING), BINDING) == place


@given(st.text(max_size=80) | st.from_regex(r"\A[A-Za-z0-9_-]{1,60}\Z"))
def test_garbage_is_cursor_invalid_and_nothing_else(text: str) -> None:
    with pytest.raises(CursorInvalid):
        decode(text, BINDING)


@given(st.data())
def test_a_changed_letter_is_cursor_invalid(data: st.DataObject) -> None:
    cursor = encode(Place((739026, 3, 7, 1, 0), 40), BINDING)
    at = data.draw(st.integers(0, len(cursor) - 2))
    letter = data.draw(st.sampled_from("ABCxyz019_-").filter(lambda c: c != cursor[at]))
    with pytest.raises(CursorInvalid):
        decode(cursor[:at] + letter + cursor[at + 1 :], BINDING)


@pytest.mark.parametrize(
    "key",
    [(1, 2, 3, 4), (1, 2, 3, 4, 5, 6), ("x", 1, 1, 1, 1), (1, None, 1, 1, 1), (1, 1.5, 1, 1, 1), (1, "a", 1, 1, 1)],
    ids=str,
)
def test_a_key_of_the_wrong_shape_is_refused(key: tuple[int | float | str | None, ...]) -> None:
    with pytest.raises(CursorInvalid):
        numbers_only(Place(key, 1), 5)


@pytest.mark.parametrize("payload", ["[true,1]", "[1]", "{}", "[-1,2]", "[1,[2]]", "[1,true]", "[1,1,1,1,1,1,1,1,1,1]"])
def test_a_payload_of_other_types_is_refused(payload: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.cursors.orjson.dumps", lambda *_: payload.encode())
    cursor = encode(Place((1,), 1), BINDING)
    monkeypatch.undo()
    with pytest.raises(CursorInvalid):
        decode(cursor, BINDING)


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("limit", [1, 3])
@pytest.mark.parametrize("path", ["/v1/developments", "/v1/search", "/v1/issues", "/v1/headlines"])
def test_a_walk_meets_every_record_once_in_order(client: TestClient, path: str, sort: str, limit: int) -> None:
    whole = client.get(f"{path}?sort={sort}&limit=200").json()
    met, url = [], f"{path}?sort={sort}&limit={limit}"
    while url:
        answer = client.get(url)
        page = answer.json()
        met += [(item["kind"], item["id"]) for item in page["data"]]
        assert page["meta"]["total"] == len(whole["data"])
        assert answer.links.get("next", {}).get("url") == page["links"]["next"]
        url = page["links"]["next"]
    assert met == [(item["kind"], item["id"]) for item in whole["data"]]


def test_a_relevance_walk_meets_every_hit_once(client: TestClient) -> None:
    whole = client.get("/v1/search?q=the+headline&match=any&limit=200").json()["data"]
    met, url = [], "/v1/search?q=the+headline&match=any&limit=2"
    while url:
        page = client.get(url).json()
        met += [item["id"] for item in page["data"]]
        url = page["links"]["next"]
    assert len(met) > 4
    assert met == [item["id"] for item in whole]


def next_cursor(client: TestClient, url: str) -> str:
    cursor: str = client.get(url).json()["meta"]["next_cursor"]
    return cursor


@pytest.mark.parametrize(
    "other",
    [
        "/v1/developments?limit=1&topic=space",
        "/v1/developments?limit=1&sort=date_asc",
        "/v1/developments?limit=1&q=moon",
        "/v1/developments?limit=1&has_amount=true",
        "/v1/headlines?limit=1",
        "/v1/search?limit=1",
        "/v1/topics?limit=1",
        "/v1/changes?limit=1",
    ],
)
def test_a_cursor_of_another_question_is_400(client: TestClient, other: str) -> None:
    cursor = next_cursor(client, "/v1/developments?limit=1")
    response = client.get(f"{other}&cursor={cursor}")
    assert response.status_code == 400
    assert response.json()["type"] == "/problems/cursor_invalid"


@pytest.mark.parametrize("more", ["limit=2", "facet=topic", "fields=title", "highlight=true"])
def test_a_cursor_is_not_bound_to_what_does_not_change_the_list(client: TestClient, more: str) -> None:
    cursor = next_cursor(client, "/v1/developments?limit=1")
    response = client.get(f"/v1/developments?{more}&cursor={cursor}")
    assert response.status_code == 200
    assert response.json()["data"][0]["id"] == "3.7-d1"


def test_a_cursor_of_a_search_is_bound_to_its_kinds(client: TestClient) -> None:
    cursor = next_cursor(client, "/v1/search?limit=1&kind=issue&kind=headline")
    assert client.get(f"/v1/search?limit=1&kind=headline&kind=issue&cursor={cursor}").status_code == 200
    assert client.get(f"/v1/search?limit=1&kind=issue&cursor={cursor}").status_code == 400


def test_when_data_changed_a_date_walk_goes_on_with_a_warning_and_a_relevance_walk_is_400() -> None:
    backend = make_backend()
    with TestClient(make_app(backend)) as client:
        by_date = client.get("/v1/developments?limit=2").json()["links"]["next"]
        names = client.get("/v1/topics?limit=2").json()["links"]["next"]
        by_relevance = client.get("/v1/developments?q=the&match=any&limit=1").json()["links"]["next"]
        backend.rebuild([], VERSION + 1)
        for url in (by_date, names):
            assert [w["code"] for w in client.get(url).json()["meta"]["warnings"]] == ["data_changed"]
        response = client.get(by_relevance)
        assert response.status_code == 400
        assert response.json()["type"] == "/problems/cursor_expired"
        start = "/v1/developments?q=the&limit=1&match=any"
        assert response.json()["detail"].endswith(start)
        assert response.links["first"]["url"] == start
