"""Totals: the money of the archive added up by topic, payer and year, with the developments behind each sum."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from api.pages.charts import days_of
from api.pages.listing import narrowed_by
from api.pages.naming import names_of
from api.pages.visiting import Visit, VisitDep, Visiting, choices
from api.params.models import Filtering
from api.params.pages import MoneyPageParams
from api.services.aggregates import Asked, aggregate
from api.services.questions import AGGREGATE, Question
from search import Worth

router = APIRouter(route_class=Visiting, include_in_schema=False)
YEARS = ("year", "us_fiscal_year", "jp_fiscal_year")
"""Kinds of year that money is added up by, the usual one first."""
METRICS = ("count", "usd_sum")
DOLLARS = "USD"
OFFERED = (DOLLARS, "JPY")
"""Currencies that the page offers; any other with stored rates can be asked for by `in`."""
PAYERS_SHOWN = 25


@router.get("/money")
@choices(years=YEARS)
def show_money(params: Annotated[MoneyPageParams, Query()], visit: VisitDep) -> Response:
    """Sums of money under all filters, over developments that tell of money."""
    asked_for = getattr(params, "in")
    currency = asked_for if asked_for != DOLLARS else None
    worth = visit.reader.resources.worths.of(currency) if currency else None
    given = params.model_dump(exclude_unset=True) | {"in": currency}
    narrowed = type(params).model_validate({**given, "has_amount": given.get("has_amount", True)})
    return visit.show(
        "totals.html", lambda: _context(visit, narrowed, worth), api=_call(visit, narrowed, "topic").self_url
    )


def _call(visit: Visit, params: Filtering, group: str) -> Question:
    """Return the question of one table; its address is the whole call."""
    question = visit.reader.ask(params, AGGREGATE)
    return replace(question, address=question.address.with_(group_by=(group,), metric=METRICS))


def _context(visit: Visit, params: Filtering, worth: Worth | None) -> Mapping[str, Any]:
    groups = ("topic", "payer", visit.choices["years"])
    bodies = {group: _added_up(visit, params, group, worth) for group in groups}
    total = bodies["topic"]["meta"]["distinct_total"]
    rest = [row for row in visit.pairs if row[0] != "in"]
    currency = worth.currency if worth else DOLLARS
    return {
        "tables": [_table(visit, group, body, currency) for group, body in bodies.items()],
        "total": total,
        "sum": total["in"]["sum"] if worth else total["usd_sum"],
        "unconverted": total["in"]["unconverted"] if worth else total["unconverted"],
        "currency": currency,
        "currencies": [(c, visit.links.to("/money", _in(rest, c) + visit.own_choices())) for c in OFFERED],
        "years": [(name, visit.links.to("/money", visit.pairs, years=name)) for name in YEARS],
        "chosen_years": visit.choices["years"],
        "found_url": visit.links.to("/", _with_money(rest)),
        **narrowed_by(visit),
    }


def _in(rest: Sequence[tuple[str, str]], currency: str) -> list[tuple[str, str]]:
    return [*rest] if currency == DOLLARS else [*rest, ("in", currency)]


def _added_up(visit: Visit, params: Filtering, group: str, worth: Worth | None) -> dict[str, Any]:
    question = _call(visit, params, group)
    asked = Asked(groups=(group,), metrics=METRICS, worth=worth)
    return visit.ask(lambda: aggregate(visit.reader.snapshot, question, asked))


def _with_money(rest: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the parameters of a search that lists the developments behind a sum, the largest first."""
    return [*(row for row in rest if row[0] != "has_amount"), ("has_amount", "true"), ("sort", "usd_desc")]


def _table(visit: Visit, group: str, body: Mapping[str, Any], currency: str) -> dict[str, Any]:
    """Return one table: a row a group, its sum in the currency and as a share of the largest."""
    names = names_of(visit, group, (row["keys"][group] for row in body["data"])) if group not in YEARS else {}
    sums = [row["usd_sum"] if currency == DOLLARS else row["in"]["sum"] for row in body["data"]]
    most = max((value for value in sums if value), default=0)
    rows = [
        {
            **_name(visit, group, row, names),
            "count": row["count"],
            "sum": value,
            "unconverted": (row if currency == DOLLARS else row["in"])["unconverted"],
            "covered": row["covered"],
            "share": round(100 * value / most, 1) if value else 0,
        }
        for row, value in zip(body["data"], sums, strict=True)
    ]
    if group not in YEARS:
        rows = sorted(rows, key=lambda row: -(row["sum"] or 0))
    shown = rows[:PAYERS_SHOWN]
    return {"group": group, "rows": shown, "left": len(rows) - len(shown), "overlapping": body["meta"]["overlapping"]}


def _name(visit: Visit, group: str, row: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """Return how a row is called, what is said beside its name, and where its developments are listed."""
    key = row["keys"][group]
    if group not in YEARS:
        url = row["url"] and visit.links.page(f"{row['url']}&sort=usd_desc")
        return {"label": names.get(key, row["labels"][group]), "hint": None, "url": url}
    start, end = days_of(group, key)
    rest = [pair for pair in visit.pairs if pair[0] not in ("in", "date_from", "date_to")]
    url = visit.links.to("/", _with_money(rest), date_from=start.isoformat(), date_to=end.isoformat())
    hint = visit.language.period({"start": start.isoformat(), "end": end.isoformat(), "precision": "month"})
    return {"label": key, "hint": hint if group != "year" else None, "url": url}
