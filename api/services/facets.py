"""Facets as they are served: buckets with an address that switches each on or off."""

from collections.abc import Mapping
from functools import lru_cache, partial
from typing import Any

from api.services.addresses import Address, written
from search import FIELDS, USD_BANDS, Facet

BANDS = {band.value: band for band in USD_BANDS}
SEARCH_PATH = "/v1/search"
PARAMETERS: Mapping[str, tuple[str, ...]] = {
    "year": ("date_from", "date_to"),
    "usd_band": ("usd_max", "usd_min"),
    "country_pair": ("country_all",),
}
"""Facet → the parameters that its buckets set, in the order of an address, where they are not one of its own name."""
OF_FIELD = {row.name: row.parameters for row in FIELDS}
Given = dict[str, tuple[str, ...]]


def serve_facet(facet: Facet, address: Address) -> dict[str, Any]:
    """Return a facet without days with the keys of the contract; `address` is the list that it stands on."""
    names = PARAMETERS.get(facet.name, (facet.name,))
    given = {name: address.values(name) for name in names}
    base = Address(SEARCH_PATH, address.params) if facet.name == "kind" else address
    written = partial(_written, given=given) if any(given.values()) else _written_alone
    urls = base.with_each(names, [written(facet.name, value) for value in facet.columns[0]])
    return {
        "overlapping": facet.overlapping,
        "values": facet.values,
        "distinct": {"count": facet.distinct_count, "usd_sum": facet.distinct_usd_sum},
        "buckets": [
            {
                "value": value,
                "label": label,
                "count": count,
                "usd_sum": usd_sum,
                "unconverted": unconverted,
                "selected": selected,
                "url": url,
            }
            for value, label, selected, count, usd_sum, unconverted, url in zip(*facet.columns, urls, strict=True)
        ],
    }


def _written(facet: str, value: str, given: Given) -> str:
    """Return a facet's own parameters as they are written with a bucket switched."""
    return written(switched(facet, value, given))


@lru_cache(maxsize=4096)
def _written_alone(facet: str, value: str) -> str:
    """Return the same where none of them is given, which is so for most facets of most answers."""
    return _written(facet, value, dict.fromkeys(PARAMETERS.get(facet, (facet,)), ()))


def switched(facet: str, value: str, given: Given) -> Given:
    """Return a facet's parameters with a bucket switched on, or off where it is on."""
    match facet:
        case "year":
            return _toggled(given, {"date_from": (f"{value}-01-01",), "date_to": (f"{value}-12-31",)})
        case "usd_band":
            band = BANDS[value]
            return _toggled(given, {"usd_max": _bound(band.high), "usd_min": _bound(band.low)})
        case "country_pair":
            return _flipped(given, "country_all", value.split("-"))
    return _flipped(given, facet, [value])


def asked_by(group: str) -> tuple[str, ...]:
    """Return the parameters that ask for values of a facet."""
    return PARAMETERS.get(group) or OF_FIELD[group]


def narrowed(group: str, value: str, given: Given) -> Given | None:
    """Return a facet's parameters that ask for one of its values beside what they ask already; None where none can."""
    if group == "usd_band":
        band = BANDS[value]
        least = [int(bound) for bound in (*given["usd_min"], *_bound(band.low))]
        most = [int(bound) for bound in (*given["usd_max"], *_bound(band.high))]
        return {"usd_max": _bound(min(most, default=None)), "usd_min": _bound(max(least, default=None))}
    if group == "country_pair":
        return {"country_all": tuple(sorted({*given["country_all"], *value.split("-")}))}
    if value in given[group] or not given[group]:
        return {group: (value,)}
    every = f"{group}_all"
    return {**given, every: tuple(sorted({*given[every], value}))} if every in given else None


def _toggled(given: Given, wanted: Given) -> Given:
    """Return what is wanted, nothing where it is given already."""
    return dict.fromkeys(wanted, ()) if given == wanted else wanted


def _flipped(given: Given, name: str, values: list[str]) -> Given:
    """Return a repeated parameter with values added, or removed where all are there already."""
    present = given[name]
    if set(values) <= set(present):
        return {name: tuple(value for value in present if value not in values)}
    return {name: tuple(sorted({*present, *values}))}


def _bound(bound: int | None) -> tuple[str, ...]:
    return () if bound is None else (str(bound),)
