"""Sentences: what is typed is offered as filters, with the numbers of the API, and never applied by itself."""

from lxml import html
from starlette.testclient import TestClient

SENTENCE = "space since 2024"


def test_a_sentence_is_offered_as_filters_with_the_api_s_counts(archive: TestClient) -> None:
    read = archive.get("/v1/interpret", params={"q": SENTENCE}).json()["data"]
    page = html.fromstring(archive.get("/", params={"q": SENTENCE}).text)
    chips = [
        " ".join(chip.text_content().split()) for chip in page.xpath("//p[contains(@class,'reading')]/a[@class='tag']")
    ]
    assert chips == [f"{part['label']} {part['count']}" for part in read["parts"]]
    assert page.xpath("//p[contains(@class,'reading')]/a[last()]/@href")[0].startswith("/?")


def test_words_that_are_no_filter_are_offered_nothing(archive: TestClient) -> None:
    page = html.fromstring(archive.get("/", params={"q": "memorandum"}).text)
    assert page.xpath("//p[contains(@class,'reading')]") == []


def test_what_is_offered_is_not_applied(archive: TestClient) -> None:
    api = archive.get("/v1/developments", params={"q": SENTENCE}).json()["meta"]["total"]
    page = html.fromstring(archive.get("/", params={"q": SENTENCE}).text)
    assert page.xpath("//h2[@role='status']/text()")[0].split()[0] == str(api)
