"""Suggestions while typing: entries with the filter that each stands for."""

from collections.abc import Mapping
from time import perf_counter
from typing import Any

from api.services.addresses import Address
from api.services.envelopes import Envelope, Page, list_body
from search import Snapshot, Suggestion


def suggest(snapshot: Snapshot, q: str, limit: int, address: Address) -> Envelope:
    """Return vocabulary entries whose name or alias has words that start as `q` does."""
    started = perf_counter()
    found = snapshot.suggest(q, limit)
    page = Page(data=[_serve(row) for row in found], total=len(found), limit=limit, version=snapshot.data_version)
    query: Mapping[str, Any] = {
        "description": f"Topics, countries, initiatives, organizations and people that begin like “{q}”.",
        "params": {name: values[0] for name, values in address.params},
    }
    return list_body(page, links={"self": address.url}, query=query, started=started)


def _serve(row: Suggestion) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "id": row.id,
        "label": row.label,
        "hint": row.hint,
        "count": row.count,
        "filter": {"parameter": row.kind, "value": row.id},
        "url": Address("/v1/developments").with_(**{row.kind: (row.id,)}).url,
    }
