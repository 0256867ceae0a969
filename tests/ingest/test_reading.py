"""A document is read into a draft: numbered, dated and with a warning for whatever is doubtful."""

from collections import Counter
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ingest
from ingest import Draft, Hints, UnreadableDocument, Vocabulary, read, read_vocabulary
from ingest.draft import Days
from ingest.reading import read_draft
from tests.ingest.layouts.pages import ABOUT, HEADLINES, PARAGRAPHS, PLAIN, TITLE, Shape, page, write

SEED_DATA = Path(__file__).resolve().parents[2] / "seed_data"


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return read_vocabulary(SEED_DATA)


def codes(draft: Draft) -> Counter[str]:
    return Counter(warning.code for warning in draft.warnings)


def test_a_page_becomes_a_draft_with_its_number_period_and_developments(vocabulary: Vocabulary) -> None:
    draft = read(write(Shape()).encode(), vocabulary)
    assert (draft.numbering.volume, draft.numbering.number, draft.numbering.rule) == (2, 13, "title")
    assert draft.period == Days(start=date(2023, 7, 1), end=date(2023, 7, 15))
    assert (draft.title, draft.publisher, draft.occasion) == (TITLE, "Sasakawa USA", None)
    assert draft.headlines == HEADLINES
    assert [d.title for d in draft.developments] == list(HEADLINES)
    assert [d.headline for d in draft.developments] == [1, 2, 3, 4, 5]
    assert [found.start for found in draft.developments[0].dates] == [date(2023, 7, 4)]
    assert codes(draft)["summaries_composed"] == codes(draft)["footer_year_ignored"] == 1
    assert "text_cut_off" not in codes(draft)


def test_summaries_hold_no_sentence_of_the_page(vocabulary: Vocabulary) -> None:
    draft = read(write(Shape()).encode(), vocabulary)
    for development in draft.developments:
        assert 0 < len(development.summary.split()) <= 60
        assert development.summary not in development.source_text
        assert not any(part in development.source_text for part in development.summary.split(". ") if len(part) > 60)


def test_hints_win_and_a_conflict_is_told(vocabulary: Vocabulary) -> None:
    hints = Hints(url="https://example.org/x-vol-2-13/", number=14)
    draft = read(write(Shape()).encode(), vocabulary, hints)
    assert (draft.numbering.volume, draft.numbering.number) == (2, 14)
    assert draft.title == "US-Japan Alliance Digest Vol 2.14"
    assert draft.source_url == "https://example.org/x-vol-2-13/"
    assert codes(draft)["number_conflict"] == codes(draft)["number_doubtful"] == 1


def test_the_address_numbers_a_page_without_number(vocabulary: Vocabulary) -> None:
    draft = read_draft(page(write(PLAIN), address="https://example.org/d-vol-2-13/"), vocabulary, Hints())
    assert (draft.numbering.volume, draft.numbering.number, draft.numbering.rule) == (2, 13, "address")
    unnumbered = Shape(above="US-Japan Alliance Digest\n\n", below="")
    titled = read_draft(page(write(unnumbered)), vocabulary, Hints(url="https://example.org/d-vol-2-13/"))
    assert titled.title == TITLE


def test_without_any_number_one_is_proposed_and_dates_are_read_against_it(vocabulary: Vocabulary) -> None:
    draft = read_draft(page(write(PLAIN), published_on=date(2023, 7, 20)), vocabulary, Hints())
    assert (draft.numbering.volume, draft.numbering.number, draft.numbering.proposed) == (None, None, (2, 13))
    assert draft.period is None
    assert draft.developments[0].dates[0].start == date(2023, 7, 4)
    missing = next(w for w in draft.warnings if w.code == "number_missing")
    assert (missing.at, "2.13" in missing.message) == ("/number", True)
    assert codes(draft)["dates_by_proposal"] == 1


def test_without_even_a_proposal_only_dates_with_a_year_are_read(vocabulary: Vocabulary) -> None:
    paragraphs = [PARAGRAPHS[0], PARAGRAPHS[1], PARAGRAPHS[3] + " The plan dates from March 3, 2019, they said."]
    draft = read_draft(page(write(PLAIN, HEADLINES[:3], paragraphs)), vocabulary, Hints())
    assert (draft.numbering.proposed, draft.period) == (None, None)
    assert [len(d.dates) for d in draft.developments[:2]] == [0, 0]
    assert date(2019, 3, 3) in [found.start for found in draft.developments[2].dates]
    assert codes(draft)["dates_not_placed"] == codes(draft)["number_missing"] == 1
    assert codes(draft)["no_date"] == 2


def test_a_number_beyond_the_year_has_no_period(vocabulary: Vocabulary) -> None:
    draft = read_draft(page(write(Shape())), vocabulary, Hints(volume=2, number=31))
    assert (draft.numbering.number, draft.period) == (31, None)
    assert codes(draft)["number_impossible"] == 1


def test_what_is_odd_about_a_page_is_warned_of_where_it_is(vocabulary: Vocabulary) -> None:
    other = "A zoo in Ohio lent two otters to its partner in Kochi on January 2. " * 6
    paragraphs = [PARAGRAPHS[0], other.strip(), *PARAGRAPHS[1:], PARAGRAPHS[1]]
    paragraphs[-2] = paragraphs[-2][:-30]
    draft = read_draft(page(write(Shape(), paragraphs=paragraphs)), vocabulary, Hints())
    found = {warning.code: warning.at for warning in draft.warnings}
    assert found["headline_count_differs"] == "/headlines"
    assert found["paragraph_unmatched"] == "/developments/1/headline"
    assert found["duplicate_paragraph"] == "/developments"
    assert found["text_cut_off"] == "/developments/5/source_text"
    assert found["date_far_away"].startswith("/developments/1/dates/")
    assert draft.developments[1].title.startswith("A zoo in Ohio")


def test_two_issues_on_a_page_are_warned_of(vocabulary: Vocabulary) -> None:
    second = write(Shape(), [f"{text} once again" for text in HEADLINES], [f"Once more: {text}" for text in PARAGRAPHS])
    assert codes(read_draft(page(write(Shape()) + second), vocabulary, Hints()))["second_digest"] == 1


def test_the_same_document_gives_the_same_draft(vocabulary: Vocabulary) -> None:
    content = write(Shape()).encode()
    assert read(content, vocabulary) == read(content, vocabulary)


def test_a_document_that_is_no_digest_is_refused(vocabulary: Vocabulary) -> None:
    with pytest.raises(UnreadableDocument) as refused:
        read(f"Dear friends\n\n{ABOUT}\n\nYours".encode(), vocabulary)
    assert refused.value.code == "not_a_digest"


@settings(max_examples=25, deadline=None, derandomize=True)
@given(content=st.one_of(st.binary(max_size=300), st.text(max_size=300).map(str.encode)))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    with suppress(UnreadableDocument):
        assert read(content, EMPTY).media_type


EMPTY = read_vocabulary(SEED_DATA)


def test_the_front_door_is_sorted_and_complete() -> None:
    assert list(ingest.__all__) == sorted(ingest.__all__, key=lambda n: (not n.isupper(), n.islower(), n))
    assert all(hasattr(ingest, name) for name in ingest.__all__)
