"""Pairs: which countries appear together, as a matrix of counts or dollars and as a list."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from api.pages.charts import MEASURES
from api.pages.listing import around, ask_at_length
from api.pages.naming import names_of
from api.pages.visiting import Visit, VisitDep, Visiting, choices
from api.pages.vocabularies import rooms
from api.params.pages import LongListPageParams
from api.services.questions import Question
from api.services.vocabularies import VOCABULARIES, list_vocabulary

router = APIRouter(route_class=Visiting, include_in_schema=False)
KIND = "country_pair"
MOST_IN_MATRIX = 24
"""Countries in the matrix; those in most developments."""
SHADES = 5


@dataclass(frozen=True, slots=True)
class Cell:
    """What two countries have together; `shade` is from 1 to SHADES, 0 for nothing."""

    count: int
    usd_sum: int | None
    shade: int
    url: str
    label: str


@router.get("/country-pairs")
@choices(measure=MEASURES)
def show_pairs(params: Annotated[LongListPageParams, Query()], visit: VisitDep) -> Response:
    """Pairs of countries that one development names together, under all filters."""
    question = ask_at_length(visit, params, VOCABULARIES[KIND])
    return visit.show("pairs.html", lambda: _context(visit, question), api=question.self_url)


def _context(visit: Visit, question: Question) -> Mapping[str, Any]:
    body = visit.ask(lambda: list_vocabulary(visit.reader.snapshot, question, KIND))
    rows = _named(visit, body["data"])
    codes = _most_met(rows)
    return {
        "kinds": rooms(visit),
        "rows": rows,
        "codes": codes,
        "names": names_of(visit, "country", codes),
        "cells": _cells(rows, visit.choices["measure"]),
        "short": short_dollars,
        "measure": visit.choices["measure"],
        "measures": MEASURES,
        "more": len({code for row in rows for code in row["countries"]}) - len(codes),
        **around(visit, body),
    }


def short_dollars(value: int) -> str:
    """Return dollars as a cell has room for: `$2.4bn`; the exact figure stands in the list."""
    for size, sign in ((10**12, "tn"), (10**9, "bn"), (10**6, "m"), (10**3, "k")):
        if value >= size:
            return f"${value / size:.3g}{sign}"
    return f"${value}"


def pairs_with(visit: Visit, code: str) -> Sequence[dict[str, Any]]:
    """Return the pairs that a country is in, most developments first, each with the name of the other country."""
    question = visit.reader.ask(LongListPageParams(country=[code]), VOCABULARIES[KIND])
    body = visit.ask(lambda: list_vocabulary(visit.reader.snapshot, question, KIND))
    rows = [row for row in _named(visit, body["data"]) if code in row["countries"]]
    most = max((row["seen"]["count"] for row in rows), default=0)
    for row in rows:
        at = 1 - row["countries"].index(code)
        row["other"], row["other_name"] = row["countries"][at], row["labels"][at]
        row["share"] = round(100 * row["seen"]["count"] / most)
    return rows


def _named(visit: Visit, rows: Sequence[dict[str, Any]]) -> Sequence[dict[str, Any]]:
    """Return pairs with the names of their countries and the search for both, under the filters of the page."""
    names = names_of(visit, "country", (code for row in rows for code in row["countries"]))
    rest = [row for row in visit.pairs if row[0] not in ("cursor", "limit")]
    return [
        {
            **row,
            "labels": [names[code] for code in row["countries"]],
            "found_url": visit.links.to("/", list(dict.fromkeys([*rest, *_both(row)]))),
        }
        for row in rows
    ]


def _both(row: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [("country_all", code) for code in row["countries"]]


def _most_met(rows: Sequence[Mapping[str, Any]]) -> Sequence[str]:
    """Return the countries of pairs, those in most of them first."""
    met: Counter[str] = Counter()
    for row in rows:
        met.update(dict.fromkeys(row["countries"], row["seen"]["count"]))
    return [code for code, _ in sorted(met.items(), key=lambda item: (-item[1], item[0]))[:MOST_IN_MATRIX]]


def _cells(rows: Sequence[Mapping[str, Any]], measure: str) -> Mapping[tuple[str, str], Cell]:
    """Return the cells of the matrix, both ways round; the shade is the rank among the values there are."""
    values = sorted({value for row in rows if (value := row["seen"][measure])})
    cells = {}
    for row in rows:
        seen = row["seen"]
        value = seen[measure]
        shade = 1 + bisect_left(values, value) * SHADES // len(values) if value else 0
        cell = Cell(seen["count"], seen["usd_sum"], shade, row["found_url"], " – ".join(row["labels"]))
        first, second = row["countries"]
        cells[first, second] = cells[second, first] = cell
    return cells
