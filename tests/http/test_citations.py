"""Citations of single records: each style read back by what others read it with, revision and day, freshness."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import bibtexparser
import orjson
import pytest
import rispy
from fastapi.testclient import TestClient

from api.citations import STYLES, cite
from api.citations.chicago import to_chicago, to_chicago_html
from api.services.citing import cite_record
from tests.http.apps import make_backend

TEXTS = {"id", "type", "title", "container-title", "publisher", "volume", "issue", "number", "abstract", "keyword", "URL",
         "archive", "archive_location", "version", "language", "note"}  # fmt: skip
DAYS = {"issued", "accessed", "event-date"}
"""Names and kinds of values as in CSL-JSON's schema (csl-data.json, 1.0.2)."""
SERVED: dict[str, Any] = {
    "id": "3.7-d3",
    "kind": "development",
    "title": "Business results",
    "summary": "A summary.",
    "topics": ["economic"],
    "dates": [],
    "published": {"start": "2024-04-01", "end": "2024-04-15"},
    "issue": {"id": "3.7", "title": "US-Japan Alliance Digest Vol 3.7"},
    "headline": None,
    "revision": 2,
    "links": {"source": "https://example.org/digest?a=1&b=2"},
}
ON = date(2026, 5, 2)


def get(client: TestClient, url: str) -> Any:
    response = client.get(url)
    assert response.status_code == 200, response.text
    return response.json()["data"]


def chicago(**changes: Any) -> str:
    return to_chicago(cite({**SERVED, **changes}, accessed=ON, publisher="Sasakawa USA"))


def test_chicago_is_a_line_of_a_bibliography() -> None:
    assert chicago() == (
        "“Business results.” US-Japan Alliance Digest Vol 3.7, April 1–15, 2024. Sasakawa USA. Record 3.7-d3, revision 2, "
        "US-Japan Alliance Digest archive. Accessed May 2, 2026. https://example.org/digest?a=1&b=2."
    )


@pytest.mark.parametrize(
    ("changes", "part"),
    [
        ({"title": "Who pays?"}, "“Who pays?” US"),
        ({"title": 'The “2+2” and "C2"'}, "“The ‘2+2’ and ‘C2’.” US"),
        ({"title": "Two\nlines"}, "“Two lines.” US"),
        ({"issue": {"id": "3.7", "title": "The Digest"}}, " The Digest 3, no. 7 (April 1–15, 2024). "),
        ({"issue": {"id": "3.7", "title": "Digest 13.7"}}, " Digest 13.7 3, no. 7 (April 1–15, 2024). "),
        ({"published": {"start": "2024-04-01", "end": "2024-04-01"}}, ", April 1, 2024. "),
        ({"published": {"start": "2024-04-30", "end": "2024-05-02"}}, ", April 30–May 2, 2024. "),
        ({"published": {"start": "2023-12-31", "end": "2024-01-02"}}, ", December 31, 2023–January 2, 2024. "),
        ({"links": {"source": None}}, " Accessed May 2, 2026."),
    ],
    ids=lambda value: str(value)[:40],
)
def test_chicago_of(changes: dict[str, Any], part: str) -> None:
    assert part in chicago(**changes)


def test_no_publisher_is_left_out() -> None:
    assert "2024. Record" in to_chicago(cite(SERVED, accessed=ON))


def test_chicago_in_html_is_escaped_with_italics_and_a_link() -> None:
    issue = {"id": "3.7", "title": "A & B Vol 3.7"}
    cited = cite({**SERVED, "title": "Fast & <small>", "issue": issue}, accessed=ON)
    html = to_chicago_html(cited)
    assert html.startswith("“Fast &amp; &lt;small&gt;.” <i>A &amp; B Vol 3.7</i>, April")
    assert '<a href="https://example.org/digest?a=1&amp;b=2">https://example.org/digest?a=1&amp;b=2</a>.' in html


def test_an_address_that_runs_is_no_link() -> None:
    assert "<a" not in to_chicago_html(cite({**SERVED, "links": {"source": "javascript:alert(1)"}}, accessed=ON))


@pytest.mark.parametrize("record", ["developments/3.7-d2", "headlines/3.7-h2", "issues/3.7", "issues/latest"])
@pytest.mark.parametrize("style", STYLES)
def test_every_style_is_given_for_every_kind(client: TestClient, record: str, style: str) -> None:
    found = get(client, f"/v1/{record}/citation?style={style}")
    assert (found["style"], found["media_type"]) == (style, STYLES[style].media_type)
    assert found["accessed"] == datetime.now(UTC).date().isoformat()
    assert (found["html"] is None) == (style != "chicago")
    assert found["csl"]["archive_location"] == found["id"]


def test_bibtex_is_read_back(client: TestClient) -> None:
    library = bibtexparser.parse_string(get(client, "/v1/developments/3.7-d2/citation?style=bibtex")["text"])
    assert library.failed_blocks == []
    assert [entry.key for entry in library.entries] == ["alliance-3.7-d2"]


def test_ris_is_read_back(client: TestClient) -> None:
    (entry,) = rispy.loads(get(client, "/v1/developments/3.7-d2/citation?style=ris")["text"])
    assert (entry["title"], entry["accession_number"]) == ("Command and control", "3.7-d2")


@pytest.mark.parametrize("record", ["developments/3.7-d1", "headlines/3.7-h2", "issues/3.7"])
def test_csl_json_holds_only_what_its_schema_knows(client: TestClient, record: str) -> None:
    found = get(client, f"/v1/{record}/citation?style=csl-json")
    assert orjson.loads(found["text"]) == [found["csl"]]
    texts = {name: value for name, value in found["csl"].items() if name not in DAYS}
    assert texts.keys() <= TEXTS
    assert all(isinstance(value, str) for value in texts.values())
    for name in DAYS & found["csl"].keys():
        ends = found["csl"][name]["date-parts"]
        assert 1 <= len(ends) <= 2
        assert all(len(end) == 3 and all(isinstance(part, int) for part in end) for end in ends)


def test_an_earlier_state_is_cited_by_its_revision(client: TestClient) -> None:
    now, then = (get(client, f"/v1/developments/3.7-d2/citation{query}") for query in ("", "?revision=1"))
    assert (now["revision"], then["revision"]) == (2, 1)
    assert "revision 2," in now["text"]
    assert "revision 1," in then["text"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("developments/3.7-d99/citation", 404),
        ("developments/3.7-d9/citation", 410),
        ("developments/3.7-d2/citation?revision=9", 404),
        ("developments/3.7-d2/citation?style=mla", 422),
        ("headlines/3.7-h2/citation?revision=1", 422),
        ("issues/9.9/citation", 404),
    ],
)
def test_what_cannot_be_cited_is_said(client: TestClient, path: str, status: int) -> None:
    assert client.get(f"/v1/{path}").status_code == status


def test_a_copy_holds_for_its_day_only(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    url = "/v1/developments/3.7-d2/citation"
    fresh = client.get(url)
    assert fresh.headers["cache-control"] == "no-cache"
    assert "last-modified" not in fresh.headers
    copy = {"If-None-Match": fresh.headers["etag"]}
    assert client.get(url, headers=copy).status_code == 304

    class Tomorrow(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> datetime:
            return datetime.now(tz) + timedelta(days=1)

    monkeypatch.setattr("api.routers.citations.datetime", Tomorrow)
    later = client.get(url, headers=copy)
    assert later.status_code == 200
    assert later.json()["data"]["accessed"] == (datetime.now(UTC).date() + timedelta(days=1)).isoformat()


def test_the_publisher_is_that_of_the_issue() -> None:
    snapshot = make_backend().snapshot()
    rendered = snapshot.fetch("development", ["3.7-d2"])["3.7-d2"]
    assert cite_record(snapshot, rendered, "chicago", ON)["csl"]["publisher"] == "Sasakawa USA"
