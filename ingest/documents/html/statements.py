"""Statements: what an HTML page says about itself (its address, its title, the day it was published)."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Final
from urllib.parse import urlsplit

from ingest.documents.characters import clean

LONGEST_ADDRESS: Final = 2_000
LONGEST_TITLE: Final = 1_000
# First come, first believed; a page repeats itself, and what stands higher in its source is nearer to the page.
ADDRESS_SOURCES: Final = ("canonical", "og:url", "saved from")
TITLE_SOURCES: Final = ("title", "og:title")
DAY_SOURCES: Final = ("article:published_time", "datepublished", "time")
SOURCES: Final = frozenset((*ADDRESS_SOURCES, *TITLE_SOURCES, *DAY_SOURCES))
JSON_DAY: Final = re.compile(r'"datePublished"\s*:\s*"([^"]{8,40})"')
SAVED_FROM: Final = re.compile(r"saved from url=\(\d+\)(\S+)")  # the comment of a browser that saves a page


class Statements:
    """Collects statements as elements come by; the first of each source counts."""

    __slots__ = ("_found",)

    def __init__(self) -> None:
        self._found: dict[str, str] = {}

    def hear_element(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Note what a `meta`, `link` or `time` element states."""
        if tag == "meta":
            name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
            self._note(name.lower(), attributes.get("content", ""))
        elif tag == "link" and attributes.get("rel", "").lower() == "canonical":
            self._note("canonical", attributes.get("href", ""))
        elif tag == "time":
            self._note("time", attributes.get("datetime", ""))

    def hear_comment(self, text: str) -> None:
        """Note the address that a browser wrote into the page it saved."""
        if found := SAVED_FROM.search(text[:LONGEST_ADDRESS]):
            self._note("saved from", found[1])

    def hear_text(self, tag: str, text: str) -> None:
        """Note the title of the page, or the day that a script in JSON-LD states."""
        if tag == "title":
            self._note("title", clean(text))
        elif found := JSON_DAY.search(text):
            self._note("datepublished", found[1])

    @property
    def address(self) -> str | None:
        """The page's own link where it states one that leads to the web."""
        return next((a for s in ADDRESS_SOURCES if _is_web_address(a := self._found.get(s, ""))), None)

    @property
    def title(self) -> str | None:
        """The page's title; one longer than any title is none."""
        titles = (clean(self._found.get(s, "")) for s in TITLE_SOURCES)
        return next((t for t in titles if 0 < len(t) <= LONGEST_TITLE), None)

    @property
    def published_on(self) -> date | None:
        """The day of publication as stated, in the page's own time zone."""
        return next((d for s in DAY_SOURCES if (d := _read_day(self._found.get(s, "")))), None)

    def _note(self, source: str, value: str) -> None:
        if source in SOURCES and value.strip():
            self._found.setdefault(source, value.strip())


def _is_web_address(text: str) -> bool:
    if not text or len(text) > LONGEST_ADDRESS or text != clean(text) or " " in text:
        return False
    try:
        parts = urlsplit(text)
        return parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return False


def _read_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
