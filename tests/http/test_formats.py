"""Lists in other forms: what is in a file, how it is named and kept, and what is said where there is none."""

from typing import Any

import pytest
from fastapi.testclient import TestClient
from starlette_compress._utils import classify_start_message

from api.renderers import ALL, CITED, FEEDS, FILES, FORMATS, RECORDS
from tests.http.apps import make_app, make_backend
from tests.http.documents import VERSION

ADDRESSES = [f"{path}{form.suffix}" for form in (*FILES, *FEEDS) for path in form.lists]
TYPES = {f"{path}{form.suffix}": form.media_type for form in (*FILES, *FEEDS) for path in form.lists}
OF_FILES = [f"{path}{form.suffix}" for form in FILES for path in form.lists]


def test_every_list_has_the_forms_that_the_contract_names() -> None:
    assert {form.suffix for form in FILES} == {".csv", ".jsonl", ".bib", ".ris"}
    assert {form.suffix for form in FEEDS} == {".atom", ".rss", ".feed.json"}
    assert len(ADDRESSES) == 2 * len(ALL) + 2 * len(CITED) + 3 * len(RECORDS)


@pytest.mark.parametrize("url", ADDRESSES)
def test_an_address_with_a_suffix_answers_in_its_media_type(client: TestClient, url: str) -> None:
    response = client.get(url)
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == f"{TYPES[url]}; charset=utf-8"
    assert response.headers["cache-control"] == "public, max-age=60, stale-while-revalidate=60"
    assert response.headers["etag"].startswith('W/"')
    assert "https://creativecommons.org/licenses/by/4.0/" in response.headers["link"]
    assert response.content
    again = client.get(url, headers={"If-None-Match": response.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("url", ADDRESSES)
def test_head_has_the_headers_of_get_and_no_body(client: TestClient, url: str) -> None:
    head, got = client.head(url), client.get(url)
    assert (head.status_code, head.content) == (200, b"")
    same = ("content-type", "etag", "cache-control", "vary", "link", "content-disposition", "content-encoding")
    assert [head.headers.get(name) for name in same] == [got.headers.get(name) for name in same]
    assert client.get(url).content == got.content != b""


def test_head_of_a_file_writes_none_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    backend = make_backend()

    def refuse(*_: object) -> None:
        raise RuntimeError("walked")

    monkeypatch.setattr(type(backend.snapshot().engine), "walk", lambda *_: map(refuse, [1]))  # type: ignore[attr-defined]
    with TestClient(make_app(backend)) as client:
        assert client.head("/v1/developments.csv").status_code == 200
        assert client.get("/v1/developments.csv").status_code == 500


@pytest.mark.parametrize("url", OF_FILES)
def test_a_file_says_under_which_name_to_save_it(client: TestClient, url: str) -> None:
    noun, _, suffix = url.removeprefix("/v1/").partition(".")
    named = f'attachment; filename="alliance-{noun}-{VERSION}.{suffix}"'
    assert client.get(url).headers["content-disposition"] == named


@pytest.mark.parametrize("accept", ["application/json", "text/html", "application/xml;q=0.5", "nonsense"])
def test_the_suffix_chooses_the_media_type_whatever_accept_says(client: TestClient, accept: str) -> None:
    for url in ("/v1/developments.csv", "/v1/developments.rss"):
        assert client.get(url, headers={"Accept": accept}).status_code == 200


def get(client: TestClient, url: str) -> Any:
    response = client.get(url)
    assert response.status_code == 200, response.text
    return response.json()


LISTS = {"/v1/developments?q=rover&topic=space&sort=date_asc&match=any": 5, "/v1/issues?country=JP": 3, "/v1/headlines?limit=3&facet=topic": 8,
         "/v1/search?kind=issue&kind=development&highlight=true&sort=usd_desc": 10, "/v1/topics?country=KR&limit=1": 1}  # fmt: skip


@pytest.mark.parametrize("url", LISTS)
def test_links_lead_to_the_same_question_in_other_forms(client: TestClient, url: str) -> None:
    answer = get(client, url)
    links, total = answer["links"], answer["meta"]["total"]
    lines = client.get(links["jsonl"]).text.splitlines()
    assert len(lines) == total > 0
    assert len(client.get(links["csv"]).text.splitlines()) == total + 1
    if url.startswith("/v1/topics"):
        assert links["atom"] is None
    else:
        assert client.get(links["atom"]).text.count("<entry>") == total
    for name in ("csv", "jsonl", "atom"):
        assert not any(word in links[name] or "" for word in ("limit", "facet", "highlight", "cursor") if links[name])


def test_links_are_in_one_spelling_and_leave_out_what_belongs_to_pages(client: TestClient) -> None:
    url = (
        "/v1/developments?country=JPN&topic=space&sort=date_asc&limit=1&facet=topic&fields=title&highlight=true&q=moon"
    )
    links = get(client, url)["links"]
    assert links["csv"] == "/v1/developments.csv?q=moon&country=JP&sort=date_asc&topic=space"
    assert links["jsonl"] == "/v1/developments.jsonl?q=moon&country=JP&sort=date_asc&topic=space"
    assert links["atom"] == "/v1/developments.atom?q=moon&country=JP&topic=space"
    assert get(client, "/v1/facets")["links"]["csv"] is None
    assert get(client, "/v1/developments?id=3.7-d2")["links"]["csv"] is None


@pytest.mark.parametrize("name", ["limit", "cursor", "facet", "facet_limit", "fields", "highlight"])
@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".bib", ".ris"])
def test_a_parameter_of_pages_is_422_that_names_it(client: TestClient, suffix: str, name: str) -> None:
    response = client.get(f"/v1/developments{suffix}", params={name: "5"})
    assert response.status_code == 422
    (row,) = response.json()["errors"]
    assert (row["name"], row["code"]) == (name, "not_here")
    assert f"leave {name} out" in row["message"]


@pytest.mark.parametrize(
    ("url", "name", "code"),
    [
        ("/v1/developments.atom?sort=date_asc", "sort", "not_here"),
        ("/v1/developments.atom?facet=topic", "facet", "not_here"),
        ("/v1/developments.rss?limit=201", "limit", "too_large"),
        ("/v1/topics.csv?sort=date_asc", "sort", "not_here"),
        ("/v1/developments.csv?topic=spaec", "topic", "unknown_value"),
        ("/v1/developments.csv?topics=space", "topics", "unknown_parameter"),
        ("/v1/developments.csv?kind=issue", "kind", "unknown_parameter"),
        ("/v1/developments.jsonl?sort=relevance", "sort", "needs_q"),
        ("/v1/developments.bib?q=" + "a" * 1001, "q", "too_costly"),
        ("/v1/search.ris?q=a*", "q", "too_costly"),
    ],
)
def test_what_cannot_be_read_is_422_before_a_file_begins(client: TestClient, url: str, name: str, code: str) -> None:
    response = client.get(url)
    assert response.status_code == 422
    assert [(row["name"], row["code"]) for row in response.json()["errors"]] == [(name, code)]
    assert response.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("url", "named"),
    [
        ("/v1/topics.bib", (".csv", ".jsonl")),
        ("/v1/headlines.ris", (".csv", ".jsonl", ".atom", ".rss", ".feed.json")),
        ("/v1/developments.xml", (".csv", ".jsonl", ".bib", ".ris", ".atom", ".rss", ".feed.json")),
        ("/v1/developments/3.7-d2.csv", (".csv", "without a suffix")),
        ("/v1/issues/3.7.bib", (".bib", "without a suffix")),
        ("/v1/people/joe-biden.atom", ("/v1/people has .csv, .jsonl",)),
    ],
)
def test_a_form_that_a_list_or_record_does_not_have_is_404_that_names_those_there_are(
    client: TestClient, url: str, named: tuple[str, ...]
) -> None:
    response = client.get(url)
    assert response.status_code == 404
    assert response.json()["type"] == "/problems/not_found"
    assert all(suffix in response.json()["detail"] for suffix in named)
    forms = response.json()["detail"].partition(". ")[2]
    assert (".bib" in forms) == (url.startswith(("/v1/developments", "/v1/issues")))


def test_other_addresses_at_which_there_is_nothing_say_no_more(client: TestClient) -> None:
    for url in ("/v1/nothing.csv", "/v1/developments/9.9-d9", "/v1/issues/9.9"):
        assert "suffix" not in client.get(url).json()["detail"]


def test_every_format_is_sent_compressed(client: TestClient) -> None:
    for form in FORMATS:
        headers = [(b"content-type", form.media_type.encode())]
        assert classify_start_message({"status": 200, "headers": headers}) == "buffered", form
    plain = client.get("/v1/developments.csv", headers={"Accept-Encoding": "identity"})
    for coding in ("gzip", "br", "zstd"):
        packed = client.get("/v1/developments.csv", headers={"Accept-Encoding": coding})
        assert packed.headers["content-encoding"] == coding
        assert coding == "zstd" or packed.content == plain.content  # which the client does not read
        assert "Accept-Encoding" in packed.headers["vary"]


def test_another_generation_or_host_has_another_etag() -> None:
    backend = make_backend()
    with TestClient(make_app(backend)) as client:
        urls = ["/v1/developments.csv", "/v1/developments.csv?topic=space", "/v1/developments.jsonl"]
        before = [client.get(url).headers["etag"] for url in urls]
        elsewhere = client.get(urls[0], headers={"Host": "other.example"})
        assert len({*before, elsewhere.headers["etag"]}) == len(urls) + 1
        assert "http://other.example/v1/developments/3.7-d2" in elsewhere.text
        backend.rebuild([], VERSION + 1)
        assert client.get(urls[0]).headers["etag"] not in before
        assert client.get(urls[2]).content == b""


@pytest.mark.parametrize("host", ["evil.example/?x", 'a"b', "a b", "<x>", "[::1", "a:b", ""])
def test_a_host_that_cannot_be_one_stands_in_no_address(host: str) -> None:
    with TestClient(make_app()) as client:
        text = client.get("/v1/developments.atom?limit=1", headers={"Host": host}).text
    assert 'href="http://testserver:80/v1/developments.atom?limit=1"' in text


def test_the_public_address_stands_before_every_address_whatever_was_asked() -> None:
    with TestClient(make_app(public_url="https://digest.example/api/")) as client:
        for url in (
            "/v1/developments.csv",
            "/v1/developments.atom",
            "/v1/developments.rss",
            "/v1/developments.feed.json",
        ):
            text = client.get(url, headers={"Host": "other.example"}).text
            assert "https://digest.example/api/v1/developments/3.7-d2" in text
            assert "other.example" not in text


def test_what_is_asked_with_credentials_is_kept_nowhere(client: TestClient) -> None:
    for url in ("/v1/developments.csv", "/v1/developments.atom"):
        response = client.get(url, headers={"Authorization": "Bearer x"})
        assert response.headers["cache-control"] == "private, no-store"
        assert "etag" not in response.headers
