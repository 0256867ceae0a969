"""Questions are drawn by rule, survive the pipe, and are put to our engine as they are meant."""

from collections import Counter
from datetime import date

import pytest

from bench.engines.peer import FIELDS
from bench.queries import ANY, EVERYTHING, PHRASE, PREFIX, Question, costliest, from_json, questions, to_search_query
from bench.rows import month_of
from bench.survey import Survey, tally
from search import FACETS, AmountFilter, Sort, SpanFilter, TermFilter
from search.fields import WEIGHTS
from tests.bench.corpora import SIZE, rows


@pytest.fixture(scope="module")
def survey() -> Survey:
    return Survey(tally(rows(), SIZE))


def test_there_are_sixteen_classes_of_at_least_five_questions(survey: Survey) -> None:
    counts = Counter(question.kind for question in questions(survey))
    assert len(counts) == 16
    assert min(counts.values()) >= 5


def test_the_same_corpus_gives_the_same_questions(survey: Survey) -> None:
    assert questions(survey) == questions(Survey(tally(rows(), SIZE)))


def test_a_question_survives_the_pipe(survey: Survey) -> None:
    for question in [*questions(survey), *costliest(survey).values()]:
        assert from_json(question.to_json()) == question


def test_peers_weigh_the_fields_as_our_engine_does() -> None:
    assert FIELDS == WEIGHTS


@pytest.mark.parametrize(
    ("question", "q"),
    [
        (Question(kind="AND", words=("joint", "talks")), "joint talks"),
        (Question(kind="OR", words=("joint", "talks"), mode=ANY), "joint OR talks"),
        (Question(kind="phrase", words=("joint", "talks"), mode=PHRASE), '"joint talks"'),
        (Question(kind="prefix", words=("def",), mode=PREFIX), "def*"),
        (Question(kind="browse"), None),
    ],
    ids=lambda value: value.kind if isinstance(value, Question) else "",
)
def test_words_become_the_search_language(question: Question, q: str | None) -> None:
    assert to_search_query(question).q == q


def test_filters_sort_and_facets_become_those_of_the_search_room() -> None:
    months = (month_of(date(2024, 2, 1)), month_of(date(2024, 4, 1)))
    asked = Question(kind="", topic="space", country="JP", months=months, usd_min=5, sort="usd", facets=EVERYTHING)
    query = to_search_query(asked)
    assert query.filters.terms == {"topic": TermFilter(("space",)), "country": TermFilter(("JP",))}
    assert query.filters.date == SpanFilter(date(2024, 2, 1), date(2024, 4, 30))
    assert query.filters.amount == AmountFilter(usd_min=5)
    assert (query.sort, query.facets, query.synonyms) == (Sort.USD_DESC, FACETS, False)


def test_rows_hold_one_term_a_word_and_the_months_of_every_date() -> None:
    row = rows()[0]
    assert len(row["summary"].split()) == len(row["said"].split())
    assert row["months"] == sorted(set(row["months"]))
    assert row["topic"]
    assert row["year"] == 1994
