"""The catalogue of filters, facets and sorts, derived from the search room's own tables; and the synonyms in force."""

from time import perf_counter
from typing import Any

from api.descriptions import ORDERS
from api.services.envelopes import Envelope, Page, item_envelope, list_body
from api.synonyms import read_groups
from search import FACETS, FIELDS, SCOPES, USD_BANDS, Field, Sort


def catalogue(version: int) -> Envelope:
    """Return everything a list can be filtered, counted and sorted by."""
    data = {
        "fields": [_field(row) for row in FIELDS],
        "facets": list(FACETS),
        "sorts": [{"name": sort.value, "about": ORDERS[sort]} for sort in Sort],
        "usd_bands": [
            {"value": band.value, "label": band.label, "usd_min": band.low, "usd_max": band.high} for band in USD_BANDS
        ],
    }
    return item_envelope(data, version, "/v1/fields")


def _field(row: Field) -> dict[str, Any]:
    return {
        "name": row.name,
        "about": row.about,
        "filter": row.filter and row.filter.value,
        "parameters": list(row.parameters),
        "facet": row.facet,
        "text": row.weight is not None,
        "scope": f"{row.name}:" if row.name in SCOPES else None,
        "weight": row.weight,
        "everywhere": row.everywhere,
    }


def served_synonyms() -> list[dict[str, Any]]:
    """Return the synonym groups in force as they are served."""
    return [
        {
            "id": group["id"],
            "kind": group["kind"],
            "en": group.get("en", []),
            "ja": group.get("ja", []),
            "one_way": [{"from": row["from"], "to": row["to"]} for row in group.get("one_way", [])],
            "note": group.get("note"),
        }
        for group in read_groups()
    ]


def list_synonyms(groups: list[dict[str, Any]], version: int) -> Envelope:
    """Return all synonym groups."""
    started = perf_counter()
    page = Page(data=groups, total=len(groups), limit=len(groups), version=version)
    query = {"description": "The synonyms that a search uses unless synonyms=false.", "params": {}}
    return list_body(page, links={"self": "/v1/synonyms"}, query=query, started=started)
