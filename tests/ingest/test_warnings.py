"""Warnings have a code of the table each, and facts that are unsure or unknown are warned of once."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ingest import DOUBTS
from ingest.doubting import Doubts, warnings_of
from ingest.doubts import ROWS, doubt
from ingest.draft import (
    DraftDevelopment,
    DraftWarning,
    Evidence,
    FoundAmount,
    FoundDate,
    FoundName,
    FoundTopic,
    Numbering,
)
from ingest.extract import LONGEST
from ingest.layouts import Layout
from ingest.periods import half_month

SURE, UNSURE = Evidence(rule="t", confidence=0.9), Evidence(rule="t", confidence=0.3)
CODES = re.compile(r'"([a-z]+_[a-z_]+)"')
DOUBTING = Path(__file__).resolve().parents[2] / "ingest" / "doubting.py"


def warned(*developments: DraftDevelopment) -> list[DraftWarning]:
    period = half_month(3, 7)
    layout = Layout(title=None, occasion=None, publisher=None, headlines=(), paragraphs=())
    numbering = Numbering(volume=3, number=7, rule="title")
    issue = Doubts(
        layout=layout,
        numbering=numbering,
        said=(),
        period=period,
        read_against=period,
        day_months=0,
        developments=developments,
    )
    return list(warnings_of(issue))


def development(**facts: object) -> DraftDevelopment:
    return DraftDevelopment(headline=1, title="t", summary="s", source_text="A text.", **facts)  # type: ignore[arg-type]


def test_codes_are_unique_and_every_row_is_used() -> None:
    assert len(DOUBTS) == len(ROWS)
    used = set(CODES.findall(DOUBTING.read_text(encoding="utf-8")))
    assert set(DOUBTS) <= used


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.code)
def test_a_row_says_what_it_means_in_a_sentence(row: object) -> None:
    assert row.meaning.endswith(".")  # type: ignore[attr-defined]
    assert row.message[0].isupper() or row.message.startswith("{")  # type: ignore[attr-defined]


def test_a_doubt_is_worded_with_what_was_found() -> None:
    assert doubt("footer_year_ignored", "/period", year=2031).message.startswith("The year 2031 ")
    with pytest.raises(KeyError):
        doubt("no_such_code")


def test_missing_facts_are_warned_of_per_development() -> None:
    found = {(w.code, w.at) for w in warned(development())}
    assert {("no_date", "/developments/0/dates"), ("no_topic", "/developments/0/topics")} <= found


@pytest.mark.parametrize(("length", "warns"), [(LONGEST, False), (LONGEST + 1, True)])
def test_a_paragraph_that_is_read_in_part_is_warned_of(length: int, warns: bool) -> None:
    found = warned(replace(development(), source_text="x" * length))
    assert [w.at for w in found if w.code == "text_read_in_part"] == ["/developments/0/source_text"] * warns


def test_an_unknown_name_is_warned_of_once_and_a_known_one_not() -> None:
    unknown = FoundName(kind="person", name="Ann Oyster", evidence=(UNSURE,))
    known = FoundName(kind="person", name="Joe Known", slug="joe-known", evidence=(SURE,))
    found = warned(development(names=(known, unknown)), development(names=(unknown,)))
    assert [(w.code, w.at) for w in found if "Ann Oyster" in w.message] == [("unknown_name", "/developments/0/names/1")]
    assert not [w for w in found if "Joe Known" in w.message]


def test_unsure_facts_and_sums_left_out_are_warned_of() -> None:
    topic = FoundTopic(slug="space", evidence=(UNSURE, UNSURE))
    total = FoundAmount(currency="USD", low=10**9, high=10**9, evidence=SURE, not_counted="running_total")
    found = {w.code: w for w in warned(development(topics=(topic,), amounts=(total,)))}
    assert found["unsure_fact"].at == "/developments/0/topics/0"
    assert found["amount_not_counted"].message == "$1 billion is left out of totals as a running total."


FAR = {"day": 1, "month": 1, "year": 0}


@pytest.mark.parametrize(("precision", "count"), FAR.items(), ids=FAR.keys())
def test_only_exact_dates_can_be_too_far_away(precision: str, count: int) -> None:
    far = FoundDate(start=date(2024, 9, 1), end=date(2024, 9, 1), precision=precision, evidence=SURE)
    assert [w.code for w in warned(development(dates=(far,)))].count("date_far_away") == count


def test_a_number_is_doubted_where_no_event_lies_in_its_period() -> None:
    days = [FoundDate(start=date(2024, 5, d), end=date(2024, 5, d), precision="day", evidence=SURE) for d in (2, 3)]
    inside = FoundDate(start=date(2024, 4, 3), end=date(2024, 4, 3), precision="day", evidence=SURE)
    assert "number_doubtful" in [w.code for w in warned(development(dates=tuple(days)))]
    assert "number_doubtful" not in [w.code for w in warned(development(dates=(*days, inside)))]
    assert "number_doubtful" not in [w.code for w in warned(development(dates=tuple(days[:1])))]
