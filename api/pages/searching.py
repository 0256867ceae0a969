"""Searching: the search page, where a question is asked, narrowed, looked at and taken home."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from api.pages.charts import MEASURES, STEPS, timeline
from api.pages.facets import shown_facets
from api.pages.listing import ways_on
from api.pages.naming import OF_HITS, names_in
from api.pages.narrowing import SHOWN, chips, hidden_fields
from api.pages.sentences import offered_reading
from api.pages.visiting import Visit, VisitDep, Visiting, choices, mending
from api.params.pages import SearchPageParams
from api.renderers import FEEDS, FILES
from api.services.questions import DEVELOPMENTS, Question
from api.services.records import find
from search import Sort

router = APIRouter(route_class=Visiting, include_in_schema=False)
FACETS = ("topic", "country", "alliance_format", "initiative", "organization", "payer", "year", "usd_band")
FACET_LIMIT = 8
SORTS = tuple(sort.value for sort in Sort)


@router.get("/")
@choices(by=STEPS, measure=MEASURES)
@mending
def show_search(params: Annotated[SearchPageParams, Query()], visit: VisitDep) -> Response:
    """The search page over developments."""
    question = visit.reader.ask(params, DEVELOPMENTS)
    return visit.show("search.html", lambda: _context(visit, question), api=question.self_url)


def _context(visit: Visit, question: Question) -> Mapping[str, Any]:
    """Return what the template shows; the list and its facets are the API's own answer."""
    query = replace(question.query, facets=FACETS, facet_limit=FACET_LIMIT, highlight=question.query.q is not None)
    asked = replace(question, query=query)
    body = visit.ask(lambda: find(visit.reader.snapshot, asked))
    meta = body["meta"]
    given = dict([*visit.pairs, *visit.faulty])
    bars = timeline(visit, question, visit.choices["by"])
    return {
        "hits": body["data"],
        "names": names_in(visit, body["data"], OF_HITS),
        "meta": meta,
        "total": meta["total"],
        "q": given.get("q", ""),
        "given": given,
        "facets": shown_facets(visit, body["facets"]),
        "bars": bars if any(bar.count for bar in bars) else (),
        "by": visit.choices["by"],
        "measure": visit.choices["measure"],
        "steps": STEPS,
        "measures": MEASURES,
        "chips": chips(visit),
        "reading": offered_reading(visit, question.query.q),
        "hidden": hidden_fields(visit),
        "sorts": SORTS if question.query.q else SORTS[1:],
        "sort": question.query.sort.value,
        "fields": SHOWN,
        "faults": {row.name: row for row in visit.faults},
        "forms": _forms(question),
        **ways_on(visit, meta["next_cursor"]),
    }


def _forms(question: Question) -> Sequence[tuple[str, str]]:
    """Return the other forms of this list by name, with their addresses."""
    address = question.address
    return [
        (row.about, f"{address.path}{row.suffix}{address.query_without(row.without)}")
        for row in (*FILES, *FEEDS)
        if address.path in row.lists
    ]
