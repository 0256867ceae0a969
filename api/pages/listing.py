"""Listing: what pages of lists share: the question at its page's length, what it is narrowed by, and the ways on."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from api.pages.narrowing import chips
from api.pages.visiting import Visit
from api.params.models import Filtering
from api.services.questions import Listing, Question


def ask_at_length(visit: Visit, params: Filtering, listing: Listing) -> Question:
    """Return the question of a page; its address says how long the page is, since the API's usual length is another.

    Raises CursorInvalid, CursorExpired.
    """
    question = visit.reader.ask(params, listing)
    return replace(question, address=question.address.with_(limit=(str(question.query.limit),)))


def around(visit: Visit, body: Mapping[str, Any]) -> dict[str, Any]:
    """Return what stands around a list: its figures and remarks, what narrows it, and its other pages."""
    return {
        "meta": body["meta"],
        "total": body["meta"]["total"],
        **narrowed_by(visit),
        **ways_on(visit, body["meta"]["next_cursor"]),
    }


def ways_on(visit: Visit, cursor: str | None) -> dict[str, Any]:
    """Return the parameters of a list without its cursor, and the addresses of its next and first page, None where one is there."""
    rest = [row for row in visit.pairs if row[0] != "cursor"]
    kept = [*rest, *visit.own_choices()]
    return {
        "rest": rest,
        "next_url": visit.links.to(visit.path, kept, cursor=cursor) if cursor else None,
        "first_url": visit.links.to(visit.path, kept) if len(rest) < len(visit.pairs) else None,
    }


def narrowed_by(visit: Visit) -> dict[str, Any]:
    """Return what narrows a page, each with the address without it, and the address without all of them."""
    return {"chips": [*_words(visit), *chips(visit)], "clear_url": visit.links.to(visit.path, visit.own_choices())}


def _words(visit: Visit) -> list[dict[str, Any]]:
    """Return the words looked for as a chip of their own: a list has no field that shows them."""
    rest = [row for row in visit.pairs if row[0] not in ("q", "cursor")]
    url = visit.links.to(visit.path, [*rest, *visit.own_choices()])
    return [{"name": visit.language.text("lists.words"), "value": v, "url": url} for n, v in visit.pairs if n == "q"]
