"""Every page: there in both languages, sound in its structure, all its links lead somewhere; 304 where nothing changed."""

from urllib.parse import urldefrag, urlsplit

import pytest

from api.pages.visiting import POLICY
from tests.pages.records.looking import Look, faults

PAGES = (
    "/", "/issues", "/issues/3.7", "/issues/Vol%203.7", "/issues/latest", "/developments/3.7-d3", "/developments/3.7-d2?revision=1",
    "/topics", "/topics/space", "/countries", "/countries/JP", "/countries/FR", "/initiatives", "/initiatives/g7", "/organizations", "/organizations/nasa",
    "/people", "/people/fumio-kishida", "/country-pairs", "/country-pairs?measure=usd_sum&country=PH", "/money", "/money?in=JPY&years=jp_fiscal_year&topic=economic",
    "/about", "/issues?volume=3&topic=space", "/organizations?q=moon&topic=space", "/countries?topic=cyber&usd_min=1",
)  # fmt: skip
LANGUAGES = ("en", "ja")
DEPTH = 2
STRIDE = 25
"""Of the addresses at the last depth of the walk, one in so many is looked at."""


def said_in(url: str, language: str) -> str:
    return url if language == "en" else f"{url}{'&' if '?' in url else '?'}lang={language}"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("url", PAGES)
def test_a_page_is_there_and_sound(look: Look, url: str, language: str) -> None:
    page = look(said_in(url, language))
    assert page.response.status_code == 200
    assert page.response.headers["content-type"] == "text/html; charset=utf-8"
    assert page.response.headers["content-security-policy"] == POLICY
    assert page.response.headers["cache-control"] == "no-cache"
    assert page.tree.get("lang") == language
    assert page.tree.xpath("//meta[@name='description']/@content")[0].strip()
    assert faults(page) == []


@pytest.mark.parametrize("url", [*PAGES, "/docs"])
def test_a_page_that_did_not_change_is_not_sent_again(look: Look, url: str) -> None:
    tag = look(url).response.headers["etag"]
    again = look.client.get(url, headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    other = look.client.get(said_in(url, "ja"), headers={"If-None-Match": tag})
    assert other.status_code == 200


def test_the_check_of_structure_sees_faults(look: Look) -> None:
    page = look("/about")
    body = page.tree.find("body")
    before = faults(page)
    body.append(body.makeelement("h4", {"id": "content"}))
    body.append(body.makeelement("a", {"href": "#nowhere"}))
    found = faults(page)
    look.seen.pop("/about")
    assert before == []
    assert found == [
        "id content stands twice",
        "#nowhere leads nowhere",
        "h4 follows h2",
        "a link to #nowhere without a name",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_links_from_the_search_page_lead_somewhere(look: Look, language: str) -> None:
    start = said_in("/", language)
    known, edge = {start}, {start}
    for depth in range(1, DEPTH + 1):
        links = {
            urldefrag(link).url
            for url in edge
            if "text/html" in look(url).response.headers["content-type"]
            for link in look(url).links()
            if not link.startswith("/editing")
        }
        new = sorted(links - known)
        known |= links
        edge = set(new if depth < DEPTH else new[::STRIDE])
        broken = [url for url in sorted(edge) if look(url).response.status_code != 200]
        assert not broken
    assert len(known) > 300


@pytest.mark.parametrize("url", ["/issues/3.7?lang=ja", "/countries/JP?lang=ja", "/money?lang=ja", "/topics?lang=ja"])
def test_the_language_is_kept_by_every_link_to_a_page(look: Look, url: str) -> None:
    own = [urlsplit(link) for link in look(url).links()]
    pages = [link for link in own if not link.path.startswith(("/v1", "/assets", "/docs", "/editing", "/problems"))]
    others = {f"{link.path}?{link.query}" for link in pages if "lang=ja" not in link.query}
    assert len(pages) > 10
    assert len(others) <= 1
    """The switch to the other language alone."""


@pytest.mark.parametrize("url", PAGES)
def test_a_page_names_the_call_of_the_api_that_it_shows(look: Look, url: str) -> None:
    (call,) = look(url).tree.xpath("//p[@class='as-api']//a/@href")
    assert call.startswith("/v1/")
    assert look.client.get(call).status_code == 200
