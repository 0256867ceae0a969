"""Entries: all that the archive holds on one topic, country, initiative, organization or person."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from fastapi import APIRouter, Response

from api.page_addresses import item_page
from api.pages.charts import MEASURES, STEPS, Bar, timeline
from api.pages.facets import shown_facet
from api.pages.naming import OF_HITS, names_in, names_of
from api.pages.pairs import pairs_with
from api.pages.visiting import Visit, VisitDep, Visiting, choices
from api.pages.vocabularies import KINDS
from api.params.pages import SearchPageParams
from api.services.questions import DEVELOPMENTS, Question
from api.services.records import find
from api.services.vocabularies import VOCABULARIES, entry_item, known

router = APIRouter(route_class=Visiting, include_in_schema=False)
LATEST = 5
FACET_LIMIT = 10


def page_of(kind: str) -> Callable[..., Response]:
    """Return what shows one entry of a kind."""

    @choices(by=STEPS, measure=MEASURES)
    def show_entry(id: str, visit: VisitDep) -> Response:
        """One entry with its figures, its course over time and what goes with it."""
        rendered = known(visit.reader.snapshot, kind, id)
        api = f"{VOCABULARIES[kind].path}/{id}"
        return visit.show("entry.html", lambda: _context(visit, kind, id, rendered), api=api)

    return show_entry


def _context(visit: Visit, kind: str, id: str, rendered: bytes) -> Mapping[str, Any]:
    entry = visit.ask(lambda: entry_item(visit.reader.snapshot, kind, id, rendered))["data"]
    question = visit.reader.ask(SearchPageParams.model_validate({kind: [id], "limit": LATEST}), DEVELOPMENTS)
    asked = replace(question, query=replace(question.query, facets=_beside(kind), facet_limit=FACET_LIMIT))
    body = visit.ask(lambda: find(visit.reader.snapshot, asked))
    country = entry.get("country")
    return {
        "kind": kind,
        "entry": entry,
        "label": visit.language.label(entry),
        "country": names_of(visit, "country", [country])[country] if country else None,
        "found_url": visit.links.to("/", [(kind, id)]),
        "list_url": visit.links.to(item_page(VOCABULARIES[kind].path)),
        "facets": _facets(visit, kind, id, body["facets"]),
        "pairs": pairs_with(visit, id) if kind == "country" else [],
        "bars": _bars(visit, question, kind, id) if entry["seen"]["count"] else [],
        "by": visit.choices["by"],
        "measure": visit.choices["measure"],
        "steps": STEPS,
        "measures": MEASURES,
        "hits": body["data"],
        "names": names_in(visit, body["data"], OF_HITS),
    }


def _beside(kind: str) -> tuple[str, ...]:
    """Return the kinds of entry that are counted beside one; a country's pairs say more than its neighbours would."""
    return tuple(name for name in KINDS if name != kind)


def _facets(visit: Visit, kind: str, id: str, facets: Mapping[str, Any]) -> Sequence[dict[str, Any]]:
    shown = [shown_facet(visit, name, facet) for name, facet in facets.items()]
    for facet in shown:
        facet["all_url"] = visit.links.to(item_page(VOCABULARIES[facet["name"]].path), [(kind, id)])
    return [facet for facet in shown if facet["buckets"]]


def _bars(visit: Visit, question: Question, kind: str, id: str) -> Sequence[Bar]:
    """Return the chart of an entry; each bar leads to the search, where its days can be widened."""
    return [
        replace(
            bar,
            url=visit.links.to("/", [(kind, id)], date_from=bar.start.isoformat(), date_to=bar.end.isoformat()),
            selected=False,
        )
        for bar in timeline(visit, question, visit.choices["by"])
    ]


for _kind in KINDS:
    router.add_api_route(f"{item_page(VOCABULARIES[_kind].path)}/{{id}}", page_of(_kind), name=f"show_{_kind}")
