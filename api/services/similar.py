"""Similar: developments like one, with the words and tags that they share."""

from time import perf_counter
from typing import Any

import orjson

from api.services.envelopes import Envelope, Page, list_body
from api.services.records import COLLECTIONS, extended
from search import DEVELOPMENT, Similar, Snapshot

KEYS = {"topic": "topics", "country": "countries", "organization": "organizations", "person": "people", "initiative": "initiatives"}  # fmt: skip


def similar_address(id: str, limit: int, usual: int) -> str:
    """Return the canonical address of the list; the usual limit is left out."""
    path = f"{COLLECTIONS[DEVELOPMENT]}/{id}/similar"
    return path if limit == usual else f"{path}?limit={limit}"


def list_similar(snapshot: Snapshot, id: str, limit: int, url: str) -> Envelope:
    """Return developments like one that is there, the most similar first."""
    started = perf_counter()
    found = snapshot.similar(id, limit)
    page = Page(
        data=[orjson.Fragment(extended(similar.hit.rendered, _shared(snapshot, similar))) for similar in found],
        total=len(found),
        limit=limit,
        version=snapshot.data_version,
    )
    description = f"Developments like {id}, the most similar first."
    return list_body(page, links={"self": url}, query={"description": description, "params": {}}, started=started)


def _shared(snapshot: Snapshot, similar: Similar) -> dict[str, Any]:
    tags = {
        KEYS[name]: [{"value": value, "label": snapshot.value_label(name, value)} for value in values]
        for name, values in similar.tags.items()
    }
    return {"score": similar.score, "shared": {"terms": list(similar.terms), **tags}}
