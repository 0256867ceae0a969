"""Contradictions: parameters that are right alone and cannot stand together."""

from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel

from api.errors import Invalid
from api.params.models import DevelopmentParams
from search import OF_ONE_AMOUNT, PERIODS, Sort

RANGES = (
    ("date_from", "date_to"),
    ("published_from", "published_to"),
    ("usd_min", "usd_max"),
    ("amount_min", "amount_max"),
)
BESIDE_IDS = frozenset({"id", "fields", "include"})


def contradictions(params: BaseModel) -> Iterable[Invalid]:
    """Yield a row for each pair of parameters that contradict each other."""
    given = {name: getattr(params, name) for name in params.model_fields_set}
    yield from _ranges(given)
    if given.get("sort") is Sort.RELEVANCE and "q" not in given:
        yield _row(
            "sort", "needs_q", "Relevance needs q; sort by date_desc, or ask for words.", "relevance", "date_desc"
        )
    if given.get("has_amount") is False:
        for name in OF_ONE_AMOUNT:
            if name in given:
                yield _row(
                    "has_amount",
                    "contradiction",
                    f"has_amount=false leaves nothing for {name} to ask.",
                    "false",
                    "true",
                )
    periods = [name for name in given.get("group_by", ()) if name in PERIODS]
    if len(periods) > 1:
        yield _row("group_by", "contradiction", "Group by one period; months tell the year too.", periods[1], None)
    if isinstance(params, DevelopmentParams) and "id" in given:
        for name in sorted(given.keys() - BESIDE_IDS):
            yield _row(name, "not_with_id", "id stands alone: leave this out, or leave id out.", None, None)


def _ranges(given: dict[str, Any]) -> Iterable[Invalid]:
    for low, high in RANGES:
        if low in given and high in given and given[low] > given[high]:
            message = (
                f"{low} is after {high}; exchange them." if "from" in low else f"{low} is over {high}; exchange them."
            )
            yield _row(low, "reversed_range", message, str(given[low]), str(given[high]))


def _row(name: str, code: str, message: str, value: str | None, suggestion: str | None) -> Invalid:
    return Invalid(where="query", name=name, code=code, message=message, value=value, suggestion=suggestion)
