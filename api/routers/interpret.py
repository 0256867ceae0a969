"""Interpret: a sentence read into filters."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from api.openapi import COMMON, problems
from api.params import InterpretParams, ask_filters, canonical_params
from api.reading import ReaderDep, Reading
from api.schemas.answers import InterpretationItem
from api.services.addresses import Address
from api.services.interpreting import interpret

router = APIRouter(prefix="/v1", route_class=Reading, tags=["Search"])


@router.get(
    "/interpret", response_model=InterpretationItem, summary="Read a sentence into filters", responses=problems(*COMMON)
)
def interpret_sentence(params: Annotated[InterpretParams, Query()], reader: ReaderDep) -> Response:
    """A sentence as filters, each with its count: shown, never applied by itself.

    Sums, dates, topics, countries, names, issues and orders are read by the archive's own words, the same sentence always the
    same way; `rest` are the words searched for as they are. `last year` and the like are counted from `relative_to`, the last
    day that the archive covers.
    """
    reader.leave_the_loop()
    address = Address("/v1/interpret", canonical_params(params))
    vocabulary = reader.resources.vocabularies.of(reader.snapshot)
    interpreter = reader.resources.interpreters.of(reader.snapshot)
    return reader.answer(
        address.url,
        lambda: interpret(
            reader.snapshot, interpreter, params.q, lambda filters: ask_filters(filters, vocabulary), address
        ),
    )
