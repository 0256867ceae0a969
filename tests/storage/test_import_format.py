"""What is read becomes a draft in the format of issue files, whatever was read."""

from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.imports.converting import convert
from api.imports.format import DraftDevelopmentPart, DraftPart
from api.seeding.format import DevelopmentPart, IssuePart
from ingest import (
    Days,
    Draft,
    DraftDevelopment,
    DraftWarning,
    Evidence,
    FoundAmount,
    FoundCountry,
    FoundDate,
    FoundName,
    FoundTopic,
    Numbering,
)
from tests.storage.import_drafts import TUG, draft

TEXTS = st.text(st.characters(codec=None), max_size=8) | st.sampled_from(["", " ", "a\x0bb", "x" * 501, "y" * 20_001])
SOME = st.none() | TEXTS
WHOLE = st.integers(-5, 10**16)
DAYS = st.dates(date(1990, 1, 1), date(2100, 1, 1))
EVIDENCE = st.builds(
    Evidence,
    rule=st.just("test"),
    confidence=st.floats(0, 1),
    raw=SOME,
    start=st.integers(0, 9),
    end=st.integers(9, 20),
)
EVIDENCES = st.lists(EVIDENCE, max_size=2).map(tuple)
TOPIC = st.builds(FoundTopic, slug=st.just("space"), evidence=EVIDENCES)
COUNTRY = st.builds(FoundCountry, code=st.just("JP"), evidence=EVIDENCES)
DATE = st.builds(FoundDate, start=DAYS, end=DAYS, precision=st.just("day"), evidence=EVIDENCE)
AMOUNT = st.builds(
    FoundAmount,
    currency=st.just("USD"),
    low=WHOLE,
    high=st.none() | WHOLE,
    evidence=EVIDENCE,
    qualifier=SOME,
    payer=SOME,
)
NAME = st.builds(
    FoundName, kind=st.sampled_from(["organization", "person", "initiative"]), name=TEXTS, evidence=EVIDENCES, role=SOME
)
DEVELOPMENT = st.builds(
    DraftDevelopment,
    headline=st.none() | st.integers(0, 5),
    title=TEXTS,
    summary=TEXTS,
    source_text=TEXTS,
    topics=st.lists(TOPIC, max_size=2).map(tuple),
    countries=st.lists(COUNTRY, max_size=2).map(tuple),
    dates=st.lists(DATE, max_size=2).map(tuple),
    amounts=st.lists(AMOUNT, max_size=2).map(tuple),
    names=st.lists(NAME, max_size=4).map(tuple),
)
NUMBERING = st.builds(
    Numbering,
    volume=st.none() | st.integers(-1, 2_000),
    number=st.none() | st.integers(-1, 2_000),
    proposed=st.none() | st.tuples(st.integers(1, 9), st.integers(1, 24)),
)
DRAFTS = st.builds(
    Draft,
    media_type=st.just("text/html"),
    title=SOME,
    numbering=NUMBERING,
    period=st.none() | st.builds(Days, start=DAYS, end=DAYS),
    occasion=SOME,
    publisher=SOME,
    source_url=SOME | st.just("https://example.org/a"),
    headlines=st.lists(TEXTS, max_size=3).map(tuple),
    developments=st.lists(DEVELOPMENT, max_size=2).map(tuple),
    warnings=st.just((DraftWarning(code="unknown_name", message="m", at="/developments/0/names/1"),)),
)


def test_a_draft_has_the_keys_of_an_issue_file() -> None:
    assert set(IssuePart.model_fields) - set(DraftPart.model_fields) == {"revision"}
    assert set(DevelopmentPart.model_fields) - set(DraftDevelopmentPart.model_fields) == {"revision"}
    assert set(DraftPart.model_fields) <= set(IssuePart.model_fields)
    assert set(DraftDevelopmentPart.model_fields) <= set(DevelopmentPart.model_fields)


@settings(max_examples=150, deadline=None)
@given(DRAFTS)
def test_whatever_was_read_fits_the_format_with_every_key(read: Draft) -> None:
    form = convert(read).form
    assert DraftPart.model_validate(form).model_dump(mode="json") == form
    for development, part in zip(form["developments"], read.developments, strict=True):
        assert len(development["source_text"] or "") <= len(part.source_text)
        for evidence in development["evidence"]:
            _, name, place = evidence["fact"].split("/")
            assert int(place) < len(development[name])


def test_nothing_that_was_read_is_lost() -> None:
    kept = {"title": "title", "summary": "summary", "source_text": "source_text", "headline": "headline"}
    lists = {"topics", "countries", "dates", "amounts"}
    assert {field.name for field in fields(DraftDevelopment)} == {*kept, *lists, "names"}
    form = convert(draft()).form["developments"][0]
    assert all(form[key] == getattr(TUG, name) for key, name in kept.items())
    assert all(len(form[key]) == len(getattr(TUG, key)) for key in lists)


def test_characters_that_are_not_allowed_leave_every_place_as_it_was() -> None:
    text = "a\x0bb\r\nOn April 9 \x00 it began."
    found = FoundDate(start=date(2030, 4, 9), end=date(2030, 4, 9), precision="day", evidence=_at(text, "April 9"))
    part = replace(TUG, source_text=text, dates=(found,), topics=(), countries=(), amounts=(), names=())
    form = convert(draft(developments=(part,))).form["developments"][0]
    (evidence,) = form["evidence"]
    assert form["source_text"][evidence["start"] : evidence["end"]] == "April 9"


def _at(text: str, raw: str) -> Evidence:
    start = text.index(raw)
    return Evidence(rule="test", confidence=1, raw=raw, start=start, end=start + len(raw))


PERIODS: dict[str, tuple[Numbering, Days, Any]] = {
    "of the number": (Numbering(volume=9, number=7), Days(start=date(2030, 4, 1), end=date(2030, 4, 15)), None),
    "of the number proposed": (
        Numbering(volume=None, number=None, proposed=(9, 7)),
        Days(start=date(2030, 4, 1), end=date(2030, 4, 15)),
        None,
    ),
    "another": (
        Numbering(volume=9, number=7),
        Days(start=date(2030, 4, 2), end=date(2030, 4, 15)),
        {"start": "2030-04-02", "end": "2030-04-15"},
    ),
}


@pytest.mark.parametrize("case", PERIODS)
def test_a_period_is_kept_where_it_does_not_follow_from_the_number(case: str) -> None:
    numbering, period, kept = PERIODS[case]
    assert convert(draft(numbering=numbering, period=period)).form["period"] == kept


def test_what_had_to_be_cut_is_said() -> None:
    read = convert(draft(title="x" * 501))
    assert len(read.form["title"]) == 500
    assert ("cut", "/title") in {(remark.code, remark.at) for remark in read.remarks}
