"""What a document is worth in a sort and which facet buckets it is in."""

from search.document import DEVELOPMENT, Document
from search.fields import USD_BANDS
from search.filtering import within
from search.query import Sort


def sort_value(document: Document, sort: Sort, score: float) -> float | None:
    """Return the value a record is sorted by: a score, a day as its ordinal, or dollars; None is unknown."""
    match sort:
        case Sort.RELEVANCE:
            return score
        case Sort.DATE_DESC | Sort.DATE_ASC:
            return document.sorted_on.toordinal() if document.sorted_on else None
        case Sort.PUBLISHED_DESC | Sort.PUBLISHED_ASC:
            return document.published.start.toordinal() if document.published else None
        case Sort.USD_DESC | Sort.USD_ASC:
            return document.largest_usd


def facet_values(document: Document, facet: str) -> tuple[str, ...]:
    """Return the buckets of a facet that an entry is in (the `kind` facet goes by records instead)."""
    if facet == "year":
        return (str(document.sorted_on.year),) if document.sorted_on else ()
    if facet == "usd_band":
        return usd_bands(document)
    return document.keywords.get(facet, ())


def usd_bands(document: Document) -> tuple[str, ...]:
    """Return the bands in which a development has an amount, as `usd_min`/`usd_max` would find it."""
    if document.kind != DEVELOPMENT:
        return ()
    figures = [(a.usd_bottom, a.usd_top) for a in document.amounts]
    return tuple(
        band.value for band in USD_BANDS if any(within(low, high, band.low, band.high) for low, high in figures)
    )
