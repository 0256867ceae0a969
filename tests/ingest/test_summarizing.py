"""Summaries are our own sentences, composed from the facts that were read."""

from datetime import date

import pytest

from ingest.draft import Evidence, FoundAmount, FoundCountry, FoundDate, FoundName, FoundTopic
from ingest.summarizing import Facts, compose_summary, compose_title
from ingest.wording import word_amount, word_country, word_date, word_list, word_name

SEEN = Evidence(rule="test", confidence=0.9)


def name(kind: str, text: str, *, slug: str | None = "known", confidence: float = 0.9) -> FoundName:
    return FoundName(kind=kind, name=text, slug=slug, evidence=(Evidence(rule="t", confidence=confidence),))  # type: ignore[arg-type]


def money(low: int | None, high: int | None, currency: str = "USD", **more: str) -> FoundAmount:
    return FoundAmount(currency=currency, low=low, high=high, evidence=SEEN, **more)  # type: ignore[arg-type]


def when(start: str, end: str, precision: str) -> FoundDate:
    return FoundDate(start=date.fromisoformat(start), end=date.fromisoformat(end), precision=precision, evidence=SEEN)


def countries(codes: str) -> list[FoundCountry]:
    return [FoundCountry(code=code, evidence=(SEEN,)) for code in codes.split()]


def test_a_summary_says_what_who_how_much_and_when() -> None:
    facts = Facts(
        topics=[FoundTopic(slug="space", evidence=()), FoundTopic(slug="economic", evidence=())],
        countries=countries("US JP PH"),
        names=[
            name("organization", "NASA"),
            name("person", "Bill Nelson"),
            name("initiative", "Artemis program"),
            name("organization", "Somebody", slug=None, confidence=0.2),
        ],
        amounts=[money(2_900_000_000, 2_900_000_000, payer="Microsoft"), money(10**9, None)],
        dates=[when("2024-04-10", "2024-04-11", "day")],
    )
    assert compose_summary(facts) == (
        "A report on space and the economy, involving the United States, Japan and the Philippines. It names Bill Nelson "
        "and NASA. It refers to the Artemis program. Sums given: $2.9 billion from Microsoft and more than $1 billion. "
        "Date given: 10–11 April 2024."
    )


def test_a_paragraph_without_facts_still_has_a_summary() -> None:
    assert compose_summary(Facts()) == "A report of this issue."


def test_long_lists_are_cut_and_counted_so_that_a_summary_stays_short() -> None:
    facts = Facts(
        countries=countries("US JP PH AU GB CN KR"),
        names=[name("organization", f"The Very Long Name Of Body Number {n}") for n in range(9)],
        amounts=[money(n * 10**6, n * 10**6) for n in range(1, 9)],
        dates=[when("2024-04-10", "2024-04-10", "day")],
    )
    summary = compose_summary(facts)
    assert len(summary.split()) <= 60
    assert " more" in summary


def test_repeated_sums_are_left_out() -> None:
    facts = Facts(amounts=[money(10**6, 10**6), money(2 * 10**6, 2 * 10**6, not_counted="repeat")])
    assert compose_summary(facts) == "A report of this issue. Sum given: $1 million."


AMOUNTS = {
    "$2.9 billion": money(2_900_000_000, 2_900_000_000),
    "¥5 trillion": money(5 * 10**12, 5 * 10**12, "JPY"),
    "$7,500": money(7500, 7500),
    "$1,234,567,891": money(1_234_567_891, 1_234_567_891),
    "more than $210 million": money(210_000_000, None),
    "at least $210 million": money(210_000_000, None, qualifier="at least"),
    "up to €100 million": money(None, 10**8, "EUR"),
    "about $1.4 billion": money(1_400_000_000, 1_400_000_000, qualifier="~"),
    "nearly KRW 300 billion": money(3 * 10**11, 3 * 10**11, "KRW", qualifier="nearly"),
    "$100 million to $200 million": money(10**8, 2 * 10**8),
    "an unknown sum in USD": money(None, None),
}


@pytest.mark.parametrize(("words", "amount"), AMOUNTS.items(), ids=AMOUNTS.keys())
def test_a_sum_in_words(words: str, amount: FoundAmount) -> None:
    assert word_amount(amount) == words


DATES = {
    "9 April 2024": when("2024-04-09", "2024-04-09", "day"),
    "31 May–2 June 2024": when("2024-05-31", "2024-06-02", "day"),
    "30 December 2023–2 January 2024": when("2023-12-30", "2024-01-02", "day"),
    "early April 2024": when("2024-04-01", "2024-04-10", "part-of-month"),
    "mid-April 2024": when("2024-04-11", "2024-04-20", "part-of-month"),
    "late February 2024": when("2024-02-21", "2024-02-29", "part-of-month"),
    "1–15 April 2024": when("2024-04-01", "2024-04-15", "half-month"),
    "April 2024": when("2024-04-01", "2024-04-30", "month"),
    "April–June 2024": when("2024-04-01", "2024-06-30", "quarter"),
    "the first half of 2022": when("2022-01-01", "2022-06-30", "half-year"),
    "2025": when("2025-01-01", "2025-12-31", "year"),
    "2018–2019": when("2018-01-01", "2019-12-31", "year"),
    "fiscal year 2025": when("2025-04-01", "2026-03-31", "fiscal-year"),
    "US fiscal year 2023": when("2022-10-01", "2023-09-30", "fiscal-year"),
}


@pytest.mark.parametrize(("words", "found"), DATES.items(), ids=DATES.keys())
def test_a_date_in_words(words: str, found: FoundDate) -> None:
    assert word_date(found) == words


def test_countries_and_lists_in_words() -> None:
    assert [word_country(code) for code in ("GB", "AU", "VN", "ZZ")] == [
        "the United Kingdom",
        "Australia",
        "Vietnam",
        "ZZ",
    ]
    assert word_list(["a"]) == "a"
    assert word_list(["a", "b", "c"]) == "a, b and c"
    assert word_list(["a", "b", "c"], 1) == "a and 2 more"
    assert word_list(["a and b", "c"]) == "a and b; and c"


def test_names_built_on_a_common_noun_take_an_article() -> None:
    names = ["Bank of Japan", "White House", "Artemis program", "Microsoft", "Keio University", "Exercise Iron Fist"]
    assert [word_name(name) for name in names] == [
        "the Bank of Japan",
        "the White House",
        "the Artemis program",
        "Microsoft",
        "Keio University",
        "Exercise Iron Fist",
    ]


def test_a_title_is_the_headline_or_the_first_clause() -> None:
    assert compose_title("A headline", "Some text.") == "A headline"
    assert compose_title(None, "Two mayors met. They parted.") == "Two mayors met"
    clause = (
        "Two mayors of port towns met on Tuesday, and after a long dinner by the sea they signed a paper on ferries."
    )
    assert compose_title(None, clause) == "Two mayors of port towns met on Tuesday"
    assert compose_title(None, "word " * 40).endswith("word…")
    assert len(compose_title(None, "x" * 300)) <= 91
