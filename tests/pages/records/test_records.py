"""Records: a development's facts, evidence, citation and revisions; what is withdrawn or was never there."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import orjson
import pytest
from fastapi.testclient import TestClient

from search import open_backend
from tests.http.apps import make_app
from tests.http.documents import VERSION, documents
from tests.pages.records.looking import ACCEPT, Look, faults


@pytest.fixture(scope="module")
def small() -> Iterator[Look]:
    """Shows pages of the small archive, which has revisions, evidence and a withdrawn development."""
    with TestClient(make_app(), raise_server_exceptions=False) as client:
        yield Look(client)


def every_development(look: Look) -> list[str]:
    rows = look.client.get("/v1/developments?limit=200").json()["data"]
    return [row["id"] for row in rows]


def test_every_development_and_issue_can_be_shown(small: Look) -> None:
    ids = every_development(small)
    assert len(ids) > 5
    for id in ids:
        for url in (f"/developments/{id}", f"/issues/{id.partition('-')[0]}", f"/developments/{id}?lang=ja"):
            page = small(url)
            assert page.response.status_code == 200
            assert faults(page) == []


def amount(**facts: object) -> dict[str, object]:
    """A served amount of a million yen, with its facts changed."""
    usd = {"low": 7_117, "high": 7_117, "rate": 140.5, "rate_on": 2023, "rate_source": "A bank", "estimated": False}
    plain = dict.fromkeys(
        ("raw", "qualifier", "purpose", "payer", "recipient", "usd_reason", "not_counted", "repeat_of")
    )
    counted = {"currency": "JPY", "low": 1_000_000, "high": 1_000_000, "usd": usd, "counted": True}
    return plain | counted | facts


AMOUNTS = [
    (amount(raw="a million yen"), ["¥1 million", "a million yen", "$7,117", "at 140.5 JPY for one dollar, average of 2023", "Source: A bank", "counted"]),
    (amount(usd={**amount()["usd"], "estimated": True}), ["estimated: the average of that year is not stored yet"]),  # type: ignore[dict-item]
    (amount(currency="XOF", usd=None, usd_reason="no rate for XOF"), ["XOF 1 million", "no dollars: no rate for XOF"]),
    (amount(counted=False, not_counted="repeat", repeat_of="3.7-d3"), ["told before, not counted again", "told before in"]),
    (amount(counted=False, not_counted="running_total"), ["a running total, not counted"]),
    (amount(counted=False, not_counted="past_cost", high=None, qualifier="more than"), ["a cost of the past, not counted", "more than ¥1 million"]),
    (amount(low=1_000, payer="Japan", recipient="Laos", purpose="a bridge"), ["¥1,000 to ¥1 million", "Paid byJapan", "ToLaos", "a bridge"]),
]  # fmt: skip


def test_every_amount_says_its_dollars_and_whether_sums_count_it() -> None:
    rows = [
        replace(row, rendered=orjson.dumps({**orjson.loads(row.rendered), "amounts": [given for given, _ in AMOUNTS]}))
        if row.id == "3.7-d2"
        else row
        for row in documents()
    ]
    backend = open_backend("memory:", folder=Path("unused"), archive_id="test", synonyms=[])
    backend.rebuild(rows, VERSION)
    with TestClient(make_app(backend), raise_server_exceptions=False) as client:
        page = Look(client)("/developments/3.7-d2")
    shown = page.texts("//section[@aria-labelledby='amounts']/div")
    for text, (_, said) in zip(shown, AMOUNTS, strict=True):
        assert not [words for words in said if words not in text], text
    assert "/developments/3.7-d3" in page.links()
    assert faults(page) == []


def test_evidence_is_shown_with_the_words_of_the_source(small: Look) -> None:
    page = small("/developments/3.7-d2")
    assert page.texts("//section[@aria-labelledby='evidence']//tbody/tr/*") == ["Title", "rover", "test", "100 %"]
    assert not small("/developments/3.7-d1").tree.xpath("//*[@id='evidence']")


def test_an_earlier_revision_says_so_and_leads_to_the_present_one(small: Look) -> None:
    page = small("/developments/3.7-d2?revision=1")
    assert page.response.status_code == 200
    assert page.texts("//p[@class='notice']")[0].startswith("This is revision 1, an earlier state; revision 2")
    assert small("/developments/3.7-d2?revision=2").tree.xpath("//p[@class='notice']") == []
    listed = page.texts("//section[@class='revisions']/ol/li")
    assert [text.split()[1] for text in listed] == ["2", "1"]
    assert "Changed: Title" in listed[0]
    assert "A better title." in listed[0]
    assert small("/developments/3.7-d2?revision=3").response.status_code == 404
    assert small("/developments/3.7-d2?revision=0").response.status_code == 422


def test_citations_are_those_of_the_files(look: Look, archive: TestClient) -> None:
    text, bibtex, ris, _csl = look("/developments/3.7-d3").tree.xpath("//section[@class='cite']//pre/text()")
    api = archive.get("/v1/developments/3.7-d3/citation?style=chicago").json()["data"]
    assert text == api["text"].strip()
    files = (archive.get("/v1/developments.bib?issue=3.7").text, archive.get("/v1/developments.ris?issue=3.7").text)
    assert bibtex in files[0]
    assert ris.replace("\r", "") in files[1].replace("\r", "")


def test_similar_developments_are_the_api_s(look: Look, archive: TestClient) -> None:
    rows = archive.get("/v1/developments/3.7-d4/similar?limit=5").json()["data"]
    page = look("/developments/3.7-d4")
    assert page.tree.xpath("//section[@class='similar']/ol/li/a/@href") == [row["links"]["html"] for row in rows]
    for text, row in zip(page.texts("//section[@class='similar']/ol/li"), rows, strict=True):
        labels = [tag["label"] for key, tags in row["shared"].items() if key != "terms" for tag in tags]
        assert all(word in text for word in [*labels, *row["shared"]["terms"]])


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_withdrawn_development_is_410_and_leads_on(small: Look, language: str) -> None:
    page = small(f"/developments/3.7-d9?lang={language}")
    assert page.response.status_code == 410
    assert page.response.headers["cache-control"] == "no-store"
    assert "3.7-d9" in page.texts("//h1")[0]
    assert {link.partition("?")[0] for link in page.links()} >= {"/issues/3.7", "/", "/v1/changes"}
    assert faults(page) == []


@pytest.mark.parametrize(
    "url",
    ["/nothing", "/issues/9.9", "/developments/3.7-d99", "/topics/spce", "/countries/XX", "/issues/", "/assets/x/y"],
)
@pytest.mark.parametrize("language", ["en", "ja"])
def test_nothing_there_is_a_page_for_a_browser(small: Look, url: str, language: str) -> None:
    page = small(f"{url}?lang={language}")
    assert page.response.status_code == 404
    assert page.response.headers["content-type"].startswith("text/html")
    assert page.response.headers["cache-control"] == "no-store"
    assert page.tree.get("lang") == language
    assert page.tree.xpath("//form[@action='/']//input[@name='q']")
    assert faults(page) == []


@pytest.mark.parametrize(
    ("url", "accept"),
    [
        ("/nothing", "*/*"),
        ("/nothing", "application/json"),
        ("/nothing", "application/problem+json, text/html;q=0.5"),
        ("/nothing", None),
        ("/v1/nothing", ACCEPT["Accept"]),
        ("/v1/developments/9.9-d9", ACCEPT["Accept"]),
    ],
)
def test_nothing_there_stays_a_problem_for_a_program(small: Look, url: str, accept: str | None) -> None:
    answer = small.client.get(url, headers={"Accept": accept} if accept else {"Accept": ""})
    assert answer.status_code in (404, 406)
    assert answer.headers["content-type"] == "application/problem+json"


def test_writing_to_no_address_stays_a_problem(small: Look) -> None:
    answer = small.client.post("/nothing", headers=ACCEPT)
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")


@pytest.mark.parametrize(
    ("url", "tidied"),
    [
        ("/issues?volume=3&topic=&q=", "/issues?volume=3"),
        ("/organizations?topic=&country=", "/organizations"),
        ("/money?usd_min=1bn&usd_max=", "/money?usd_min=1000000000"),
        ("/country-pairs?country=JP&date_from=", "/country-pairs?country=JP"),
    ],
)
def test_empty_filters_are_tidied_away(small: Look, url: str, tidied: str) -> None:
    answer = small.client.get(url, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, tidied)


@pytest.mark.parametrize(
    ("url", "names"),
    [("/issues?topic=spce", "space"), ("/countries?contry=JP", "country"), ("/money?in=XAU", "in=XAU"), ("/money?years=lunar", "years=lunar"), ("/countries/JP?topic=space", "topic"), ("/about?q=x", "q=x")],
)  # fmt: skip
def test_a_wrong_parameter_is_named_on_a_page(small: Look, url: str, names: str) -> None:
    page = small(url)
    assert page.response.status_code == 422
    assert names in page.texts("//section[contains(@class, 'error')]//ul")[0]
