"""Renderers: one media type each; a format is a row of FORMATS, with the lists that have it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from api.renderers.atom import MEDIA_TYPE as ATOM_TYPE
from api.renderers.atom import render_atom
from api.renderers.bibliographies import write_bibtex, write_ris
from api.renderers.csv import write_csv
from api.renderers.json import render_json
from api.renderers.json_feed import render_json_feed
from api.renderers.jsonl import write_jsonl
from api.renderers.rss import MEDIA_TYPE as RSS_TYPE
from api.renderers.rss import render_rss
from api.services.envelopes import Envelope
from api.services.feeds import Feed
from api.services.questions import DEVELOPMENTS, HEADLINES, ISSUES, SEARCH, Form
from api.services.rows import Rows
from api.services.vocabularies import VOCABULARIES

OF_PAGES = frozenset({"limit", "cursor", "facet", "facet_limit", "fields", "highlight"})
"""Parameters of a page that a file or feed in the same words does not have."""
RECORDS = tuple(listing.path for listing in (ISSUES, HEADLINES, DEVELOPMENTS, SEARCH))
CITED = tuple(listing.path for listing in (ISSUES, DEVELOPMENTS, SEARCH))
ALL = (*RECORDS, *(listing.path for listing in VOCABULARIES.values()))


@dataclass(frozen=True, slots=True)
class Format:
    """An output format: its name, media type, path suffix and how an envelope becomes bytes."""

    name: str
    media_type: str
    suffix: str
    render: Callable[[Envelope], bytes]


@dataclass(frozen=True, slots=True)
class FileFormat:
    """A format of files: how every match of a list is written, and which lists have it."""

    name: str
    media_type: str
    suffix: str
    write: Callable[[Rows], Iterator[bytes]]
    lists: tuple[str, ...]
    about: str
    without: frozenset[str] = OF_PAGES
    dated: bool = False
    """Whether it holds the day on which it was asked for."""


@dataclass(frozen=True, slots=True)
class FeedFormat:
    """A format of feeds: how the newest records of a list are written, and which lists have it."""

    name: str
    media_type: str
    suffix: str
    render: Callable[[Feed], bytes]
    lists: tuple[str, ...]
    about: str
    without: frozenset[str] = OF_PAGES | {"sort"}


JSON = Format("json", "application/json", "", render_json)
FILES = (
    FileFormat("csv", "text/csv", ".csv", write_csv, ALL, "CSV"),
    FileFormat("jsonl", "application/x-ndjson", ".jsonl", write_jsonl, ALL, "JSON Lines"),
    FileFormat("bibtex", "application/x-bibtex", ".bib", write_bibtex, CITED, "BibTeX", dated=True),
    FileFormat("ris", "application/x-research-info-systems", ".ris", write_ris, CITED, "RIS", dated=True),
)
FEEDS = (
    FeedFormat("atom", ATOM_TYPE, ".atom", render_atom, RECORDS, "Atom feed"),
    FeedFormat("rss", RSS_TYPE, ".rss", render_rss, RECORDS, "RSS feed"),
    FeedFormat("json_feed", "application/feed+json", ".feed.json", render_json_feed, RECORDS, "JSON Feed"),
)
FORMATS: tuple[Format | FileFormat | FeedFormat, ...] = (JSON, *FILES, *FEEDS)
LINKED = ("csv", "jsonl", "atom")
"""Formats that the links of a list name."""
FORMS = {
    path: tuple(
        Form(row.name, row.suffix, row.without) for row in (*FILES, *FEEDS) if row.name in LINKED and path in row.lists
    )
    for path in ALL
}
"""List → its forms that its links name."""


def forms_at(path: str) -> str | None:
    """Return, for an address at which there is nothing, which forms there are near it; None when it is near no list.

    Formats belong to lists, so an address of a single record with a suffix leads to those of its list.
    """
    for listing in ALL:
        suffixes = ", ".join(row.suffix for row in (*FILES, *FEEDS) if listing in row.lists)
        if path.startswith(f"{listing}."):
            return f"{listing} is JSON, and there are {suffixes} of it."
        if path.startswith(f"{listing}/") and path.endswith(tuple(row.suffix for row in (*FILES, *FEEDS))):
            return f"Single records are JSON without a suffix; the list {listing} has {suffixes}."
    return None
