"""BibTeX and RIS: what is cited, read back by the libraries that others use."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import bibtexparser
import pytest
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware, MonthIntMiddleware
from fastapi.testclient import TestClient

from api.citations import cite, to_bibtex, to_ris
from api.citations.bibtex import escaped
from tests.http.apps import make_app
from tests.http.odd_archive import ODD, ODD_ID, odd_backend

ON = date(2026, 1, 5)


@pytest.fixture(scope="module")
def odd() -> Iterator[TestClient]:
    """A client of the archive with odd texts."""
    with TestClient(make_app(odd_backend())) as client:
        yield client


UNKNOWN_TO_THE_DECODER = {r"\textasciicircum{}": "^", r"\textbraceleft{}": "\\{", r"\textbraceright{}": "\\}"}
"""Words of TeX that pylatexenc leaves out."""


def entries(text: str) -> dict[str, dict[str, str]]:
    for word, meant in UNKNOWN_TO_THE_DECODER.items():
        text = text.replace(word, meant)
    layers = [LatexDecodingMiddleware(), MonthIntMiddleware()]
    library = bibtexparser.parse_string(text, append_middleware=layers)
    assert library.failed_blocks == []
    return {
        entry.key: {"type": entry.entry_type, **{f.key: f.value for f in entry.fields}} for entry in library.entries
    }


def test_a_development_is_cited_from_its_issue(client: TestClient) -> None:
    entry = entries(client.get("/v1/developments.bib?issue=3.7").text)["alliance-3.7-d2"]
    today = datetime.now(UTC).date().isoformat()
    assert entry | {"urldate": today} == {
        "type": "article",
        "title": "Command and control",
        "journal": "Digest 3.7",
        "publisher": "Sasakawa USA",
        "volume": "3",
        "number": "7",
        "year": "2024",
        "month": 4,
        "date": "2024-04-01/2024-04-15",
        "urldate": today,
        "abstract": "The allies modernize command and control.",
        "keywords": "defense, technology",
        "note": "Headline: “Headline: Command and control”. Record 3.7-d2, revision 2, of the US-Japan Alliance Digest "
        "archive (CC BY 4.0).",
    }


def test_an_issue_is_cited_as_a_report_of_its_publisher(client: TestClient) -> None:
    found = entries(client.get("/v1/issues.bib").text)
    assert list(found) == ["alliance-3.10", "alliance-3.7", "alliance-2.24"]
    issue = found["alliance-3.10"]
    assert (issue["type"], issue["title"], issue["institution"]) == ("techreport", "Digest 3.10", "Sasakawa USA")
    assert (issue["number"], issue["year"], issue["volume"]) == ("3.10", "2024", "3")


@pytest.mark.parametrize("suffix", [".bib", ".ris"])
@pytest.mark.parametrize("query", ["", "?topic=space", "?q=moon", "?q=nothingatall"])
def test_there_is_one_entry_a_record_in_the_order_of_the_list(client: TestClient, suffix: str, query: str) -> None:
    for path in ("developments", "search", "issues"):
        listed = client.get(f"/v1/{path}{query}{'&' if query else '?'}limit=200").json()["data"]
        text = client.get(f"/v1/{path}{suffix}{query}").text
        keys = list(entries(text)) if suffix == ".bib" else [record["id"] for record in rispy.loads(text)]
        assert keys == [f"alliance-{row['id']}" for row in listed]


def test_tex_s_own_characters_come_back_as_they_were(odd: TestClient) -> None:
    entry = entries(odd.get("/v1/developments.bib").text)[f"alliance-{ODD_ID}"]
    assert entry["title"] == ODD["title"]
    assert entry["abstract"].split() == ODD["summary"].split()


@pytest.mark.parametrize("text", [*"\\{}~^&%$#_", "{", "}{", "100%\n{a_b} \\cmd", "日本 é", "a  b"])
def test_escaped_text_has_no_open_brace_and_reads_back(text: str) -> None:
    written = escaped(text)
    assert written.count("{") == written.count("}")
    found = entries(f"@misc{{x,\n  title = {{{written}}}\n}}\n")["x"]["title"]
    assert found == " ".join(text.split())


def test_ris_has_the_tags_that_reference_managers_read(odd: TestClient) -> None:
    text = odd.get("/v1/developments.ris").content.decode()
    assert text.count("\r\n") == text.count("\n")
    record = next(r for r in rispy.loads(text) if r["id"] == f"alliance-{ODD_ID}")
    today = datetime.now(UTC).date()
    assert record["type_of_reference"] == "MGZN"
    assert record["title"].split() == ODD["title"].split()
    assert record["abstract"].split() == ODD["summary"].split()
    assert record["secondary_title"] == "Digest 3.7"
    assert record["publisher"] == "Sasakawa USA"
    assert (record["volume"], record["number"], record["year"]) == ("3", "7", "2024")
    assert (record["date"], record["access_date"]) == ("2024/04/01", today.strftime("%Y/%m/%d"))
    assert record["keywords"] == ["economic", "technology"]
    assert record["accession_number"] == ODD_ID


def served(client: TestClient, url: str) -> Any:
    return client.get(url).json()["data"]


def test_the_inner_form_is_csl_json(client: TestClient) -> None:
    cited = cite(served(client, "/v1/developments/3.7-d1"), accessed=ON, publisher="Sasakawa USA")
    assert cited["type"] == "article-magazine"
    assert cited["issued"] == {"date-parts": [[2024, 4, 1], [2024, 4, 15]]}
    assert cited["event-date"] == {"date-parts": [[2024, 4, 10]]}
    assert cited["accessed"] == {"date-parts": [[2026, 1, 5]]}
    assert (cited["archive_location"], cited["container-title"], cited["publisher"]) == (
        "3.7-d1",
        "Digest 3.7",
        "Sasakawa USA",
    )
    assert "URL" not in cited, "what is not known is left out"
    headline = cite(served(client, "/v1/headlines/3.10-h2"), accessed=ON)
    assert headline["title"] == "Headline alone: a base opens"
    assert not {"abstract", "keyword", "publisher"} & set(headline)


def test_an_address_is_written_as_it_is_but_for_what_ends_a_field(client: TestClient) -> None:
    record = served(client, "/v1/developments/3.7-d1")
    record["links"]["source"] = "https://example.org/a_b?c=d%20e&f={g} h#i~j"
    cited = cite(record, accessed=ON)
    assert "  url = {https://example.org/a_b?c=d%20e&f=%7Bg%7D%20h#i~j},\n" in to_bibtex(cited)
    assert "UR  - https://example.org/a_b?c=d%20e&f={g} h#i~j\r\n" in to_ris(cited)


def test_a_bibliography_of_another_day_has_another_etag(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    class Later(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> datetime:  # noqa: ARG003 - datetime's signature
            return datetime(2030, 1, 1, tzinfo=UTC)

    urls = ("/v1/developments.bib", "/v1/developments.csv")
    before = [client.get(url).headers["etag"] for url in urls]
    monkeypatch.setattr("api.files.datetime", Later)
    after = [client.get(url).headers["etag"] for url in urls]
    assert (before[0] != after[0], before[1] != after[1]) == (True, False)
    assert "urldate = {2030-01-01}" in client.get(urls[0]).text


@pytest.mark.parametrize("suffix", ["bib", "ris"])
def test_a_copy_of_an_earlier_day_does_not_hold(client: TestClient, suffix: str) -> None:
    path = f"/v1/developments.{suffix}"
    first = client.get(path)
    assert "last-modified" not in first.headers
    assert client.get(path, headers={"If-None-Match": first.headers["etag"]}).status_code == 304
    assert client.get(path, headers={"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"}).status_code == 200
