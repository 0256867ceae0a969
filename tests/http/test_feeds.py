"""Feeds: valid by their specifications, newest first, the same entries in every form and on every host."""

from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import feedparser
import pytest
from fastapi.testclient import TestClient
from jsonschema import Draft202012Validator
from lxml import etree

from tests.http.apps import make_app, make_backend
from tests.http.documents import VERSION
from tests.http.odd_archive import ODD, ODD_ID, odd_backend

ATOM = "{http://www.w3.org/2005/Atom}"
SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).with_name("atom.rng")))
QUERIES = ["", "?topic=space", "?q=moon", "?q=nothingatall", "?limit=2", "?q=%00ab".replace("%00", "%E2%80%9C")]
PATHS = ["issues", "headlines", "developments", "search"]
TEXT = {"type": "string", "minLength": 1}
URL = {"type": "string", "pattern": "^https?://"}
JSON_FEED = Draft202012Validator(
    {
        "type": "object",
        "required": ["version", "title", "items"],
        "properties": {
            "version": {"const": "https://jsonfeed.org/version/1.1"},
            "title": TEXT,
            "home_page_url": URL,
            "feed_url": URL,
            "description": TEXT,
            "next_url": URL,
            "authors": {"type": "array", "minItems": 1, "items": {"type": "object", "minProperties": 1}},
            "language": TEXT,
            "items": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["id", "content_text"],
                    "properties": {
                        "id": TEXT,
                        "url": URL,
                        "external_url": URL,
                        "title": TEXT,
                        "content_text": TEXT,
                        "date_published": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"},
                        "date_modified": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"},
                        "tags": {"type": "array", "minItems": 1, "items": TEXT},
                    },
                    "additionalProperties": False,
                },
            },
        },
        "patternProperties": {"^_[A-Za-z]+$": {"type": "object"}},
        "additionalProperties": False,
    }
)


@pytest.fixture(scope="module")
def odd() -> Iterator[TestClient]:
    """A client of the archive with odd texts."""
    with TestClient(make_app(odd_backend())) as client:
        yield client


def atom(client: TestClient, url: str, **headers: str) -> Any:
    response = client.get(url, headers=headers)
    assert response.status_code == 200, response.text
    return etree.fromstring(response.content)


def links(element: Any) -> dict[str, str]:
    found = {link.get("rel"): link.get("href") for link in element.findall(f"{ATOM}link")}
    assert len(found) == len(element.findall(f"{ATOM}link")), "one link a relation"
    return found


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("path", PATHS)
def test_atom_is_valid_by_rfc_4287(client: TestClient, path: str, query: str) -> None:
    feed = atom(client, f"/v1/{path}.atom{query}")
    assert SCHEMA.validate(feed), SCHEMA.error_log
    assert feed.find(f"{ATOM}author/{ATOM}name").text
    assert {"self", "alternate"} <= set(links(feed))
    entries = feed.findall(f"{ATOM}entry")
    ids = [entry.find(f"{ATOM}id").text for entry in entries]
    assert len(set(ids)) == len(ids)
    for entry in entries:
        assert links(entry)["alternate"].startswith("http://testserver/v1/")
    updated = [entry.find(f"{ATOM}updated").text for entry in entries]
    assert not updated or feed.find(f"{ATOM}updated").text == max(updated)


def test_the_schema_refuses_what_rfc_4287_forbids() -> None:
    feed = f'<feed xmlns="{ATOM[1:-1]}"><id>a:b</id><title>t</title><updated>2024-01-01T00:00:00Z</updated>%s</feed>'
    entry = "<entry><id>a:c</id><title>t</title><updated>2024-01-01T00:00:00Z</updated>%s</entry>"
    assert SCHEMA.validate(etree.fromstring(feed % (entry % "")))
    for wrong in (
        feed % "<id>a:d</id>",
        feed % (entry % "<updated>yesterday</updated>"),
        feed % (entry % "<link/>"),
        feed % "<x/>",
    ):
        assert not SCHEMA.validate(etree.fromstring(wrong))


@pytest.mark.parametrize("suffix", ["atom", "rss"])
@pytest.mark.parametrize("path", PATHS)
def test_feed_readers_read_it_without_complaint(client: TestClient, path: str, suffix: str) -> None:
    response = client.get(f"/v1/{path}.{suffix}")
    parsed = feedparser.parse(response.content, response_headers=dict(response.headers))
    assert not parsed.bozo, parsed.get("bozo_exception")
    assert parsed.version == {"atom": "atom10", "rss": "rss20"}[suffix]
    assert parsed.feed.title == "US-Japan Alliance Digest"
    assert parsed.feed.subtitle.endswith("latest published first.")
    assert "not affiliated" in parsed.feed.rights
    assert all(entry.id and entry.title and entry.link and entry.published_parsed for entry in parsed.entries)
    assert len(parsed.entries) == client.get(f"/v1/{path}").json()["meta"]["total"]


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("path", PATHS)
def test_json_feed_is_valid_by_its_schema(client: TestClient, path: str, query: str) -> None:
    JSON_FEED.validate(client.get(f"/v1/{path}.feed.json{query}").json())


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("path", PATHS)
def test_rss_has_what_rss_2_0_asks_for(client: TestClient, path: str, query: str) -> None:
    root = etree.fromstring(client.get(f"/v1/{path}.rss{query}").content)
    assert (root.tag, root.get("version"), len(root)) == ("rss", "2.0", 1)
    channel = root[0]
    for name in ("title", "link", "description", "language", "lastBuildDate"):
        assert channel.findtext(name), name
    parsedate_to_datetime(channel.findtext("lastBuildDate"))
    for item in channel.findall("item"):
        assert item.findtext("title")
        assert item.findtext("link").startswith("http://testserver/")
        assert item.find("guid").get("isPermaLink") == "false"
        parsedate_to_datetime(item.findtext("pubDate"))


def test_entries_are_the_matches_latest_published_first_in_every_form(client: TestClient) -> None:
    query = "topic=defense&country=US"
    rows = client.get(f"/v1/developments?{query}&sort=published_desc").json()["data"]
    titles = [row["title"] for row in rows]
    assert len(titles) == 3
    feed = atom(client, f"/v1/developments.atom?{query}")
    assert [title.text for title in feed.iterfind(f"{ATOM}entry/{ATOM}title")] == titles
    channel = etree.fromstring(client.get(f"/v1/developments.rss?{query}").content)[0]
    assert [title.text for title in channel.iterfind("item/title")] == titles
    items = client.get(f"/v1/developments.feed.json?{query}").json()["items"]
    assert [item["title"] for item in items] == titles
    ids = [id.text for id in feed.iterfind(f"{ATOM}entry/{ATOM}id")]
    assert ids == [guid.text for guid in channel.iterfind("item/guid")] == [item["id"] for item in items]
    published = [moment.text for moment in feed.iterfind(f"{ATOM}entry/{ATOM}published")]
    assert published == sorted(published, reverse=True)


def test_the_ids_of_entries_survive_another_host_and_revision_and_tell_records_apart(client: TestClient) -> None:
    here = atom(client, "/v1/search.atom")
    there = atom(client, "/v1/search.atom", Host="other.example")
    ids = [id.text for id in here.iterfind(f".//{ATOM}id")]
    assert ids == [id.text for id in there.iterfind(f".//{ATOM}id")]
    assert len(set(ids)) == len(ids) == 19
    first = atom(client, "/v1/issues.atom").find(f"{ATOM}entry/{ATOM}id")
    assert first.text == "urn:uuid:f26e168c-ca07-5d9c-99f5-2e63519e4d22", "never change how ids are made"
    assert links(there)["self"] == "http://other.example/v1/search.atom"


def test_an_entry_says_what_the_record_says(odd: TestClient) -> None:
    entry = next(
        entry
        for entry in atom(odd, "/v1/developments.atom").findall(f"{ATOM}entry")
        if links(entry)["alternate"].endswith(ODD_ID)
    )
    assert entry.findtext(f"{ATOM}title") == ODD["title"]
    assert entry.findtext(f"{ATOM}summary") == ODD["summary"].replace("\x07", "").replace("\x0b", "")
    categories = [(c.get("term"), c.get("label"), c.get("scheme")) for c in entry.findall(f"{ATOM}category")]
    assert categories == [
        ("economic", "Economy", "http://testserver/v1/topics"),
        ("technology", "Technology", "http://testserver/v1/topics"),
    ]
    assert entry.findtext(f"{ATOM}updated") == "2026-01-05T12:00:00Z"
    assert entry.findtext(f"{ATOM}published") == "2024-04-01T00:00:00Z"


def test_rss_shows_text_as_text(odd: TestClient) -> None:
    channel = etree.fromstring(odd.get("/v1/developments.rss").content)[0]
    item = next(item for item in channel.findall("item") if item.findtext("link").endswith(ODD_ID))
    assert item.findtext("title") == ODD["title"]
    assert item.findtext("description") == 'Two<br>lines, a "quote", a bell  and a  tab; 指揮統制 ]]&gt; &amp;amp;'
    assert [category.text for category in item.findall("category")] == ["Economy", "Technology"]


def test_pages_of_a_feed_meet_every_record_once(client: TestClient) -> None:
    seen: list[str] = []
    url: str | None = "/v1/search.atom?country=US&limit=4"
    while url:
        feed = atom(client, url)
        seen += [id.text for id in feed.iterfind(f"{ATOM}entry/{ATOM}id")]
        there = links(feed).get("next")
        assert (there is None) == (len(feed.findall(f"{ATOM}entry")) < 4 or len(seen) == 17)
        url = there and "?".join(urlsplit(there)[2:4])
    assert seen == [id.text for id in atom(client, "/v1/search.atom?country=US").iterfind(f"{ATOM}entry/{ATOM}id")]
    following = client.get("/v1/developments.feed.json?limit=2")
    assert following.json()["next_url"] in following.headers["link"]


def test_a_feed_holds_fifty_and_at_most_two_hundred(client: TestClient) -> None:
    parameters = client.get("/openapi.json").json()["components"]["parameters"]
    limits = [p["schema"] for name, p in parameters.items() if name.startswith("limit")]
    assert (50, 200) in [(schema.get("default"), schema["maximum"]) for schema in limits]
    assert client.get("/v1/developments.atom?limit=200").status_code == 200


def test_a_cursor_belongs_to_its_own_feed(client: TestClient) -> None:
    following = client.get("/v1/developments.feed.json?limit=2").json()["next_url"]
    query = urlsplit(following).query
    assert client.get(f"/v1/developments.feed.json?{query}").status_code == 200
    response = client.get(f"/v1/developments.atom?{query}")
    assert (response.status_code, response.json()["type"]) == (400, "/problems/cursor_invalid")


def test_a_feed_with_nothing_in_it_says_when_the_archive_changed() -> None:
    backend = make_backend()
    backend.rebuild([], VERSION)
    with TestClient(make_app(backend)) as client:
        feed = atom(client, "/v1/developments.atom")
        assert feed.findtext(f"{ATOM}updated") == "2026-01-05T12:00:40Z"
        assert SCHEMA.validate(feed)


def test_a_feed_with_a_host_in_it_is_not_kept_for_others() -> None:
    for public_url, vary in (("", "Accept, Host"), ("https://digest.example", "Accept")):
        with TestClient(make_app(public_url=public_url)) as client:
            first, second = (
                client.get("/v1/developments.atom", headers={"Host": h}).text for h in ("a.example", "b.example")
            )
            assert (first == second) == bool(public_url)
            assert client.get("/v1/developments.atom").headers["vary"].startswith(vary)
