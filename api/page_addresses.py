"""Page addresses: where people look at what an address of the API answers."""

from collections.abc import Mapping

API = "/v1"
SEARCH_PAGE = "/"
LISTS: Mapping[str, str] = {
    f"{API}/developments": SEARCH_PAGE,
    f"{API}/search": SEARCH_PAGE,
    f"{API}/facets": SEARCH_PAGE,
    **{
        f"{API}/{name}": f"/{name}"
        for name in ("issues", "topics", "countries", "country-pairs", "initiatives", "organizations", "people")
    },
}
"""List of the API → its page, which takes the same filters."""
NOT_ON_PAGES = frozenset({"cursor", "facet", "facet_limit", "fields", "highlight", "id", "include", "kind", "limit"})
"""Parameters of lists that say how an answer looks, not what is in it."""


def item_page(path: str) -> str:
    """Return the page of a record or entry by its address in the API."""
    return path.removeprefix(API)


def headline_page(issue: str, headline: str) -> str:
    """Return where a headline stands: in the table of contents of its issue."""
    return f"/issues/{issue}#{headline}"
