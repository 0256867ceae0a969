"""Sentences: what was typed read into filters, offered beside the result and never applied in silence."""

from collections.abc import Mapping
from typing import Any

from api.errors import InvalidParameters
from api.pages.visiting import Visit
from api.params.interpreting import LONGEST_SENTENCE, ask_filters
from api.services.addresses import Address
from api.services.interpreting import interpret
from search import QueryTooCostly


def offered_reading(visit: Visit, q: str | None) -> Mapping[str, Any] | None:
    """Return how `q` reads as filters, as `/v1/interpret` does, with addresses of pages; None where it is but words."""
    if not q or len(q) > LONGEST_SENTENCE:
        return None
    reader = visit.reader
    vocabulary = reader.resources.vocabularies.of(reader.snapshot)
    interpreter = reader.resources.interpreters.of(reader.snapshot)
    address = Address("/v1/interpret").with_(q=(q,))
    try:
        body = visit.ask(
            lambda: interpret(
                reader.snapshot, interpreter, q, lambda filters: ask_filters(filters, vocabulary), address
            )
        )
    except (InvalidParameters, QueryTooCostly):  # an offer that cannot be made takes nothing from the page
        return None
    data = body["data"]
    parts = [part for part in data["parts"] if part["applied"]]
    if not parts or not data["total"]:
        return None
    return {
        "parts": [
            {"label": part["label"], "url": visit.links.page(part["url"]), "count": part["count"]} for part in parts
        ],
        "rest": data["rest"],
        "total": data["total"],
        "url": visit.links.page(data["url"]),
    }
