"""Formats: the parameters of files, which hold every match, and of feeds, which hold the newest."""

from collections.abc import Mapping
from typing import ClassVar

from pydantic import Field

from api.params.choices import Kind, SortChoice
from api.params.models import Filtering, Limit, Nothing, several, single
from api.params.values import Text
from search import Sort

WHOLE = "A file holds every match; leave {} out."
RECORDS_WHOLE = "Here records are always whole; leave {} out."
NO_FACETS = "Here is nothing to count; leave {} out, or ask the list without a suffix."
OF_FILES = {
    **{name: WHOLE.format(name) for name in ("limit", "cursor")},
    **{name: RECORDS_WHOLE.format(name) for name in ("fields", "highlight")},
    **{name: NO_FACETS.format(name) for name in ("facet", "facet_limit")},
}
OF_FEEDS = {**OF_FILES, "sort": "A feed has the latest published first; leave sort out."}


class VocabularyFileParams(Filtering):
    """A vocabulary as a file."""

    refused: ClassVar[Mapping[str, str]] = {**OF_FILES, "sort": "A vocabulary has an order of its own; leave sort out."}


class FileParams(Filtering):
    """Records as a file."""

    refused: ClassVar[Mapping[str, str]] = OF_FILES
    sort: SortChoice | Nothing = single(
        "Order; `relevance` only with `q` (then the default), else `date_desc` is.", "date_asc"
    )


class SearchFileParams(FileParams):
    """Records of all kinds as a file."""

    kind: list[Kind] = several("Kinds of record, any of.", "development", "headline")


class FeedParams(Filtering):
    """A feed of records."""

    refused: ClassVar[Mapping[str, str]] = {
        name: why for name, why in OF_FEEDS.items() if name not in {"limit", "cursor"}
    }
    sort: ClassVar[Sort] = Sort.PUBLISHED_DESC
    limit: Limit = single("How many entries, at most 200.", 5, 50)
    cursor: Text | Nothing = Field(None, description="From the feed's next link; opaque.")


class SearchFeedParams(FeedParams):
    """A feed of records of all kinds."""

    kind: list[Kind] = several("Kinds of record, any of.", "development", "headline")
