"""What a document is worth in a sort and which facet buckets it is in."""

from collections.abc import Collection

from search.document import DEVELOPMENT, Document, Money
from search.fields import OF_AMOUNTS, USD_BANDS
from search.filtering import amount_passes, within
from search.query import AmountFilter, Sort


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


def facet_values(document: Document, facet: str, wanted: AmountFilter | None = None) -> tuple[str, ...]:
    """Return the buckets of a facet that an entry is in (the `kind` facet goes by records instead).

    A bucket of OF_AMOUNTS has whom its own filter beside `wanted` would find: one and the same amount must meet both.
    """
    if facet == "year":
        return (str(document.sorted_on.year),) if document.sorted_on else ()
    if facet not in OF_AMOUNTS:
        return document.keywords.get(facet, ())
    passing = (money for money in amounts_of(document) if wanted is None or amount_passes(money, wanted))
    return tuple(dict.fromkeys(value for money in passing for value in amount_values(money, facet)))


def amount_values(money: Money, facet: str) -> tuple[str, ...]:
    """Return the buckets of one of OF_AMOUNTS that an amount is in; a band as `usd_min`/`usd_max` would find it."""
    if facet == "payer":
        return money.payers
    bottom, top = money.usd_bottom, money.usd_top
    return tuple(band.value for band in USD_BANDS if within(bottom, top, band.low, band.high))


def amounts_of(document: Document) -> tuple[Money, ...]:
    """Return the amounts of a development; those that other records carry are for sorting only."""
    return document.amounts if document.kind == DEVELOPMENT else ()


def bucket_amounts(document: Document, facet: str, values: Collection[str]) -> tuple[Money, ...]:
    """Return the amounts that a development adds to buckets that it is in: all, or those in one of them where amounts are."""
    amounts = amounts_of(document)
    if facet not in OF_AMOUNTS:
        return amounts
    return tuple(money for money in amounts if not set(values).isdisjoint(amount_values(money, facet)))
