"""Facets as they are served: buckets with an address that switches each on or off."""

from typing import Any

from api.services.addresses import Address
from search import USD_BANDS, Facet, FacetBucket

BANDS = {band.value: band for band in USD_BANDS}
SEARCH_PATH = "/v1/search"


def serve_facet(facet: Facet, address: Address) -> dict[str, Any]:
    """Return a facet with the keys of the contract; `address` is the list that it stands on."""
    return {
        "overlapping": facet.overlapping,
        "values": facet.values,
        "distinct": {"count": facet.distinct_count, "usd_sum": facet.distinct_usd_sum},
        "buckets": [_bucket(facet.name, bucket, address) for bucket in facet.buckets],
    }


def _bucket(name: str, bucket: FacetBucket, address: Address) -> dict[str, Any]:
    return {
        "value": bucket.value,
        "label": bucket.label,
        "count": bucket.count,
        "usd_sum": bucket.usd_sum,
        "unconverted": bucket.unconverted,
        "selected": bucket.selected,
        "url": switch(name, bucket.value, address).url,
    }


def switch(name: str, value: str, address: Address) -> Address:
    """Return the address with a bucket switched on, or off where it is on."""
    match name:
        case "year":
            return address.toggled(date_from=(f"{value}-01-01",), date_to=(f"{value}-12-31",))
        case "usd_band":
            band = BANDS[value]
            return address.toggled(usd_min=_given(band.low), usd_max=_given(band.high))
        case "country_pair":
            return address.flipped("country_all", *value.split("-"))
        case "kind":
            return Address(SEARCH_PATH, address.params).flipped("kind", value)
    return address.flipped(name, value)


def _given(bound: int | None) -> tuple[str, ...]:
    return () if bound is None else (str(bound),)
