"""Vocabularies: the lists of topics, countries, initiatives, organizations and people, with what the archive holds on each."""

from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from api.page_addresses import item_page
from api.pages.listing import around, ask_at_length
from api.pages.visiting import Visit, VisitDep, Visiting
from api.params.pages import VocabularyPageParams
from api.services.questions import Question
from api.services.vocabularies import VOCABULARIES, entry_id, list_vocabulary

router = APIRouter(route_class=Visiting, include_in_schema=False)
KINDS = tuple(kind for kind in VOCABULARIES if kind != "country_pair")
"""Kinds of entry that have a list and a page each."""
ALL_OF = ("topic", "country")
"""Kinds of which a development can be asked to bear several values at once."""


def list_of(kind: str) -> Callable[..., Response]:
    """Return what shows the list of a kind."""

    def show_list(params: Annotated[VocabularyPageParams, Query()], visit: VisitDep) -> Response:
        """All entries, or with filters those of the developments that match; most developments first."""
        question = ask_at_length(visit, params, VOCABULARIES[kind])
        return visit.show("vocabulary.html", lambda: _context(visit, question, kind), api=question.self_url)

    return show_list


def _context(visit: Visit, question: Question, kind: str) -> Mapping[str, Any]:
    body = visit.ask(lambda: list_vocabulary(visit.reader.snapshot, question, kind))
    most = max((row["seen"]["count"] for row in body["data"]), default=0)
    rows = [
        {
            **row,
            "id": entry_id(row),
            "label": visit.language.label(row),
            "url": visit.links.to(item_page(row["links"]["self"])),
            "found_url": found_url(visit, kind, entry_id(row)),
            "share": round(100 * row["seen"]["count"] / most) if most else 0,
        }
        for row in body["data"]
    ]
    return {"kind": kind, "kinds": rooms(visit), "rows": rows, **around(visit, body)}


def found_url(visit: Visit, kind: str, id: str) -> str | None:
    """Return the search for an entry under the filters of its list; None where no search asks for just that."""
    rest = [row for row in visit.pairs if row[0] not in ("cursor", "limit")]
    if all(name != kind for name, _ in rest):
        return visit.links.to("/", [*rest, (kind, id)])
    return visit.links.to("/", [*rest, (f"{kind}_all", id)]) if kind in ALL_OF else None


def rooms(visit: Visit) -> Sequence[tuple[str, str]]:
    """Return the kinds of entry with the addresses of their lists."""
    return [(kind, visit.links.to(item_page(listing.path))) for kind, listing in VOCABULARIES.items()]


for _kind in KINDS:
    router.add_api_route(item_page(VOCABULARIES[_kind].path), list_of(_kind), name=f"show_{_kind}_list")
