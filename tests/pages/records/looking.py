"""Looking: pages asked for as a browser does, parsed, each once."""

from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from fastapi.testclient import TestClient
from httpx2 import Response
from lxml import html

ACCEPT = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
HEADINGS = ("h1", "h2", "h3", "h4")


def parsed(response: Response) -> html.HtmlElement:
    """The tree of a page; an empty one of what is no HTML."""
    told = response.content if response.headers.get("content-type", "").startswith("text/html") else b""
    return html.document_fromstring(told or b"<p>", parser=html.HTMLParser(encoding="utf-8"))


@dataclass(frozen=True)
class Page:
    """A page: the answer, and its tree."""

    url: str
    response: Response
    tree: html.HtmlElement

    def texts(self, path: str) -> list[str]:
        """The texts of elements, white space made single."""
        return [" ".join(element.text_content().split()) for element in self.tree.xpath(path)]

    def links(self) -> set[str]:
        """Addresses on this host that the page leads to."""
        found = (
            urljoin(self.url, a) for a in self.tree.xpath("//a/@href | //link/@href | //script/@src | //form/@action")
        )
        return {url for url in found if not urlsplit(url).netloc}


@dataclass
class Look:
    """Shows pages, and remembers them."""

    client: TestClient
    seen: dict[str, Page] = field(default_factory=dict)

    def __call__(self, url: str) -> Page:
        """The page at an address; redirects are followed."""
        if url not in self.seen:
            response = self.client.get(url, headers=ACCEPT)
            self.seen[url] = Page(url, response, parsed(response))
        return self.seen[url]


def faults(page: Page) -> list[str]:
    """What is wrong with a page's structure: ids twice, labels and names that lead nowhere, headings that skip, no name."""
    tree = page.tree
    ids = tree.xpath("//@id")
    found = [f"id {id} stands twice" for id in sorted({id for id in ids if ids.count(id) > 1})]
    for attribute in ("for", "aria-labelledby", "aria-describedby", "data-copy"):
        wanted = {id for value in tree.xpath(f"//@{attribute}") for id in value.split()}
        found += [f"{attribute} {id} leads nowhere" for id in sorted(wanted - set(ids))]
    anchors = {href[1:] for href in tree.xpath("//a/@href") if href.startswith("#")}
    found += [f"#{id} leads nowhere" for id in sorted(anchors - set(ids))]
    levels = [HEADINGS.index(element.tag) + 1 for element in tree.iter(*HEADINGS)]
    found += [f"h{b} follows h{a}" for a, b in zip([0, *levels], levels, strict=False) if b > a + 1]
    found += ["there is not one h1"] if levels.count(1) != 1 else []
    found += [f"style on {e.tag}" for e in tree.xpath("//*[@style] | //style")]
    found += ["a script in the page" for e in tree.xpath("//script[not(@src)]")]
    found += [f"a link to {e.get('href')} without a name" for e in tree.xpath("//a") if not name_of(e)]
    found += [
        f"the field {e.get('name')} has no label"
        for e in tree.xpath("//input[not(@type='hidden')] | //select")
        if not (e.get("aria-label") or e.xpath("ancestor::label") or tree.xpath(f"//label[@for='{e.get('id')}']"))
    ]
    return found


def name_of(element: html.HtmlElement) -> str:
    """What is read out of a link."""
    return str(element.get("aria-label") or element.text_content().strip() or element.get("title") or "")
