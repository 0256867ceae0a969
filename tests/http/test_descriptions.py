"""`query.description`: the whole filter in one English sentence."""

from datetime import UTC, date, datetime

import pytest

from api.descriptions import describe
from search import AmountFilter, Filters, Match, SearchQuery, Sort, SpanFilter, TermFilter
from tests.http.apps import make_backend

LABEL = make_backend().snapshot().label
BN = 10**9


def terms(**filters: TermFilter) -> Filters:
    return Filters(terms=filters)


def any_of(*values: str) -> TermFilter:
    return TermFilter(values)


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        (SearchQuery(), "Developments, newest first."),
        (
            SearchQuery(
                filters=Filters(
                    terms={"topic": any_of("space"), "country": any_of("JP")}, date=SpanFilter(date(2024, 4, 1))
                )
            ),
            "Developments on Space that name Japan, with dates from 1 April 2024, newest first.",
        ),
        (SearchQuery(filters=terms(topic=any_of("space", "cyber"))), "Developments on Space or Cyber, newest first."),
        (
            SearchQuery(filters=terms(topic=TermFilter((), ("defense", "technology"), ("cyber",)))),
            "Developments on both Defense and Technology but not on Cyber, newest first.",
        ),
        (SearchQuery(filters=terms(topic=TermFilter((), (), ("cyber",)))), "Developments not on Cyber, newest first."),
        (
            SearchQuery(filters=terms(country=TermFilter((), ("JP", "PH")))),
            "Developments that name both Japan and the Philippines, newest first.",
        ),
        (
            SearchQuery(filters=terms(country=TermFilter((), ("JP", "KR", "US"), ("CN",)))),
            "Developments that name all of Japan, South Korea and the United States but do not name China, newest first.",
        ),
        (
            SearchQuery(filters=terms(country=TermFilter((), (), ("CN", "FR")))),
            "Developments that do not name China or France, newest first.",
        ),
        (
            SearchQuery(filters=Filters(date=SpanFilter(date(2024, 4, 7), date(2024, 4, 7))), sort=Sort.DATE_ASC),
            "Developments with dates on 7 April 2024, oldest first.",
        ),
        (
            SearchQuery(filters=Filters(published=SpanFilter(date(2024, 1, 1), date(2024, 12, 31)))),
            "Developments published from 1 January 2024 to 31 December 2024, newest first.",
        ),
        (
            SearchQuery(filters=Filters(published=SpanFilter(None, date(2024, 12, 31))), sort=Sort.PUBLISHED_DESC),
            "Developments published up to 31 December 2024, latest published first.",
        ),
        (
            SearchQuery(filters=Filters(amount=AmountFilter(usd_min=BN)), sort=Sort.USD_DESC),
            "Developments with an amount of at least $1 billion, largest amount first.",
        ),
        (
            SearchQuery(filters=Filters(amount=AmountFilter(usd_min=200_000_000, usd_max=2_900_000_000))),
            "Developments with an amount of $200 million to $2.9 billion, newest first.",
        ),
        (
            SearchQuery(filters=Filters(amount=AmountFilter(usd_max=1_234_567))),
            "Developments with an amount of at most $1,234,567, newest first.",
        ),
        (
            SearchQuery(filters=Filters(amount=AmountFilter(amount_min=5, amount_max=5, currencies=("JPY",)))),
            "Developments with an amount of exactly 5 JPY, newest first.",
        ),
        (
            SearchQuery(filters=Filters(amount=AmountFilter(amount_min=BN))),
            "Developments with an amount of at least 1 billion in its own currency, newest first.",
        ),
        (
            SearchQuery(filters=Filters(amount=AmountFilter(usd_min=5, currencies=("EUR", "JPY")))),
            "Developments with an amount of at least $5 written in EUR or JPY, newest first.",
        ),
        (
            SearchQuery(filters=Filters(amount=AmountFilter(currencies=("JPY",)))),
            "Developments with an amount in JPY, newest first.",
        ),
        (
            SearchQuery(filters=Filters(amount=AmountFilter(present=True))),
            "Developments with an amount of money, newest first.",
        ),
        (
            SearchQuery(filters=Filters(amount=AmountFilter(present=False))),
            "Developments without an amount of money, newest first.",
        ),
        (
            SearchQuery(
                filters=terms(
                    initiative=any_of("artemis"),
                    organization=any_of("nasa", "microsoft"),
                    person=any_of("joe-biden"),
                )
            ),
            "Developments within Artemis program, involving National Aeronautics and Space Administration or Microsoft, "
            "mentioning Joe Biden, newest first.",
        ),
        (
            SearchQuery(filters=Filters(amount=AmountFilter(payers=("microsoft",)))),
            "Developments with money from Microsoft, newest first.",
        ),
        (
            SearchQuery(filters=Filters(amount=AmountFilter(payers=("microsoft", "nobody"), usd_min=2 * 10**9))),
            "Developments with an amount from Microsoft or nobody of at least $2 billion, newest first.",
        ),
        (
            SearchQuery(filters=Filters(amount=AmountFilter(payers=("microsoft",), usd_min=1, currencies=("JPY",)))),
            "Developments with an amount from Microsoft of at least $1 written in JPY, newest first.",
        ),
        (
            SearchQuery(filters=Filters(amount=AmountFilter(payers=("microsoft",), currencies=("JPY",)))),
            "Developments with an amount from Microsoft in JPY, newest first.",
        ),
        (
            SearchQuery(filters=terms(issue=any_of("3.7", "3.10"), volume=any_of("3"))),
            "Developments in issue 3.7 or 3.10 and in volume 3, newest first.",
        ),
        (
            SearchQuery(filters=Filters(updated_since=datetime(2024, 5, 1, 9, 30, tzinfo=UTC))),
            "Developments changed since 1 May 2024 09:30 UTC, newest first.",
        ),
        (
            SearchQuery(q="moon rover", sort=Sort.RELEVANCE),
            "Developments matching “moon rover”, best match first.",
        ),
        (
            SearchQuery(q="moon", match=Match.ANY, synonyms=False, sort=Sort.USD_ASC),
            "Developments matching any word of “moon” without synonyms, smallest amount first.",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_query_is_said_in_one_sentence(query: SearchQuery, sentence: str) -> None:
    assert describe(query, LABEL) == sentence


def test_a_list_with_its_own_order_says_that_one() -> None:
    assert describe(SearchQuery(q="x"), LABEL, "Topics in developments", "most developments first") == (
        "Topics in developments matching “x”, most developments first."
    )
    assert describe(SearchQuery(), LABEL, "Developments", "") == "Developments."


def test_an_unknown_value_is_said_as_it_is() -> None:
    assert describe(SearchQuery(filters=terms(topic=any_of("gone"))), LABEL) == "Developments on gone, newest first."
