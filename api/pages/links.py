"""Links: addresses of pages, which keep the language, and the pages of the API's addresses."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from api.page_addresses import API, LISTS, NOT_ON_PAGES, item_page
from api.pages.forms import Pairs, query_string
from api.pages.languages import USUAL, Language, languages

LANG = "lang"


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses in one language of the interface."""

    language: str = USUAL

    def to(self, path: str, params: Pairs = (), **more: str) -> str:
        """Return the address of a page with parameters."""
        query = query_string([*params, *more.items(), *self.own])
        return f"{path}?{query}" if query else path

    def with_language(self, url: str) -> str:
        """Return a page's address in this language."""
        parts = urlsplit(url)
        pairs = [row for row in parse_qsl(parts.query, keep_blank_values=True) if row[0] != LANG]
        anchor = f"#{parts.fragment}" if parts.fragment else ""
        return self.to(parts.path, pairs) + anchor

    def page(self, api_url: str) -> str:
        """Return the page of an address of the API; parameters that are the API's alone are left out."""
        parts = urlsplit(api_url)
        if not parts.path.startswith(API):
            return self.with_language(api_url)
        pairs = [row for row in parse_qsl(parts.query, keep_blank_values=True) if row[0] not in NOT_ON_PAGES]
        return self.to(LISTS.get(parts.path) or item_page(parts.path), pairs)

    @property
    def own(self) -> Pairs:
        """What each address carries to keep the language."""
        return () if self.language == USUAL else ((LANG, self.language),)


def in_languages(current: Language, path: str, pairs: Pairs = ()) -> list[dict[str, Any]]:
    """Return a page in each language of the interface."""
    return [
        {"code": row.code, "name": row.name, "current": row is current, "url": Links(row.code).to(path, pairs)}
        for row in languages().values()
    ]
