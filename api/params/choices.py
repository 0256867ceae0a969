"""Choices: parameters that take one of a closed set of words, each set once in the document under its name."""

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from api.params.values import read_choice
from api.schemas.hits import DevelopmentExtra
from search import ALLIANCE_FORMATS, FACETS, GROUPS, RECORD_KINDS, Match, Sort

METRICS = ("count", "usd_sum", "usd_median", "usd_max")
CHANGED_KINDS = (*RECORD_KINDS, "topic", "country", "initiative", "organization", "person")
EXTRAS = tuple(extra.value for extra in DevelopmentExtra)


def one_of(name: str, values: Sequence[str]) -> Any:
    """Return the field of a word out of `values`; `api.openapi_sharing` moves the set to `components` under its name."""
    return Field(json_schema_extra={"enum": list(values), "x-name": name})


FacetName = Annotated[str, one_of("FacetName", FACETS), BeforeValidator(read_choice(FACETS, "facet"))]
AllianceFormat = Annotated[
    str,
    one_of("AllianceFormat", ALLIANCE_FORMATS),
    BeforeValidator(read_choice(ALLIANCE_FORMATS, "alliance format")),
]
Kind = Annotated[str, one_of("RecordKind", RECORD_KINDS), BeforeValidator(read_choice(RECORD_KINDS, "kind"))]
ChangedKind = Annotated[str, one_of("ChangedKind", CHANGED_KINDS), BeforeValidator(read_choice(CHANGED_KINDS, "kind"))]
GroupName = Annotated[str, one_of("GroupName", GROUPS), BeforeValidator(read_choice(GROUPS, "group"))]
Metric = Annotated[str, one_of("Metric", METRICS), BeforeValidator(read_choice(METRICS, "metric"))]
MatchChoice = Annotated[Match, BeforeValidator(read_choice([m.value for m in Match], "match"))]
SortChoice = Annotated[Sort, BeforeValidator(read_choice([s.value for s in Sort], "sort"))]
Extra = Annotated[DevelopmentExtra, BeforeValidator(read_choice(EXTRAS, "include"))]
SearchExtra = Annotated[
    Literal[DevelopmentExtra.EVIDENCE], BeforeValidator(read_choice([DevelopmentExtra.EVIDENCE.value], "include"))
]
