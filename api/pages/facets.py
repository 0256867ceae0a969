"""Facets as a page shows them: names in its language, addresses of pages, shares of the largest."""

from collections.abc import Mapping, Sequence
from typing import Any

from api.page_addresses import item_page
from api.pages.naming import own_names
from api.pages.visiting import Visit
from api.services.vocabularies import VOCABULARIES
from search import USD_BANDS

ELSEWHERE = {"payer": "/money"}
"""Facet → the page that lists its values, where they have no vocabulary of their own."""


def shown_facets(visit: Visit, facets: Mapping[str, Any]) -> dict[str, Any]:
    """Return the facets of an answer with labels and addresses of this visit."""
    return {name: shown_facet(visit, name, facet) for name, facet in facets.items()}


def shown_facet(visit: Visit, name: str, facet: Mapping[str, Any]) -> dict[str, Any]:
    """Return one facet: its buckets, how many values there are in all, and the page that lists them all."""
    found = facet["buckets"] if name != "usd_band" else _every_band(facet["buckets"])
    names = own_names(visit, name, [bucket["value"] for bucket in found])
    most = max((bucket["count"] for bucket in found), default=0)
    buckets = [
        {
            **bucket,
            "label": names.get(bucket["value"], bucket["label"]),
            "url": visit.links.page(bucket["url"]) if bucket["url"] else None,
            "share": round(100 * bucket["count"] / most) if most else 0,
        }
        for bucket in found
    ]
    return {"buckets": buckets, "values": facet["values"], "all_url": _all(visit, name), "name": name}


def _every_band(buckets: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return the bands of dollars from the least, those without any development too."""
    found = {bucket["value"]: bucket for bucket in buckets}
    empty = {"count": 0, "usd_sum": None, "unconverted": 0, "selected": False, "url": None}
    return [found.get(band.value, {"value": band.value, "label": band.label, **empty}) for band in USD_BANDS]


def _all(visit: Visit, name: str) -> str | None:
    """Return the page that lists all values of a facet under the same filters; None where there is no such page."""
    listing = VOCABULARIES.get(name)
    page = item_page(listing.path) if listing else ELSEWHERE.get(name)
    rest = [row for row in visit.pairs if row[0] not in (name, "sort", "cursor", "limit")]
    return visit.links.to(page, rest) if page else None
