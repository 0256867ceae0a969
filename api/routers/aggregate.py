"""Aggregate: counts and sums of developments by one or two groups."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from api.openapi import COMMON, problems
from api.params import AggregateParams
from api.reading import ReaderDep, Reading
from api.schemas.aggregates import AggregateList
from api.services.aggregates import aggregate, asked
from api.services.questions import AGGREGATE

router = APIRouter(prefix="/v1", route_class=Reading, tags=["Search"])


@router.get("/aggregate", response_model=AggregateList, summary="Add up by group", responses=problems(*COMMON))
def aggregate_developments(params: Annotated[AggregateParams, Query()], reader: ReaderDep) -> Response:
    """Counts and sums of developments by one or two groups, under every filter.

    Running totals, repeats and past costs are left out of sums. Months, quarters and years are those of the primary date
    (`sorted_on`) and have no gaps; fiscal years are named as in each country: the US one of 2024 began on 1 October 2023, the
    Japanese one on 1 April 2024. `in=JPY` gives the figures in yen beside those in dollars.
    """
    question = reader.ask(params, AGGREGATE)
    wanted = asked(params.group_by, params.metric, getattr(params, "in"), reader.resources.worths)
    return reader.answer(question.self_url, lambda: aggregate(reader.snapshot, question, wanted))
