"""Narrowing: what a question is narrowed by, as chips that can be taken away, and what a form carries along."""

from collections.abc import Sequence
from typing import Any

from api.pages.forms import MONEY
from api.pages.naming import names_of
from api.pages.visiting import Visit

SHOWN = frozenset({"q", "sort", "date_from", "date_to", "usd_min", "usd_max"})
"""Parameters that have a field of their own in the form."""
CHECKED = frozenset({"topic", "country", "alliance_format", "initiative", "organization", "payer"})
"""Parameters that are boxes to check."""
NOT_NARROWING = frozenset({"q", "sort", "limit", "cursor", "in"})
DAYS = frozenset({"date_from", "date_to", "published_from", "published_to"})


def chips(visit: Visit) -> Sequence[dict[str, Any]]:
    """Return each value that narrows, in words, with the address without it."""
    rest = [row for row in visit.pairs if row[0] != "cursor"]
    return [
        {
            "name": visit.language.text(f"parameters.{name}"),
            "value": value_name(visit, name, value),
            "url": visit.links.to(visit.path, [row for row in rest if row != (name, value)] + visit.own_choices()),
        }
        for name, value in dict.fromkeys(rest)
        if name not in NOT_NARROWING
    ]


def value_name(visit: Visit, name: str, value: str) -> str:
    """Return a parameter's value as a person reads it."""
    language = visit.language
    if name in DAYS:
        return language.day(value)
    if name in MONEY:
        return language.money(int(value))
    if value in ("true", "false"):
        return language.text(f"answers.{value}")
    kind = name.removesuffix("_all").removesuffix("_not")
    return names_of(visit, kind, [value])[value]


def hidden_fields(visit: Visit) -> Sequence[tuple[str, str]]:
    """Return what the form must carry along unseen, so that nothing is lost when it is sent."""
    rows = [row for row in visit.pairs if row[0] not in SHOWN | CHECKED | {"cursor"}]
    return [*rows, *visit.own_choices(), *visit.links.own]
