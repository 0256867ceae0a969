"""Amounts: what sums of money become, as a table of invented sentences."""

import pytest

from ingest.draft import FoundAmount
from ingest.extract.amounts import find_amounts
from ingest.extract.amounts.qualifying import BEFORE, BOTH, HIGH_ONLY, LOW_ONLY
from ingest.extract.passages import Passage

M, B, T = 10**6, 10**9, 10**12


def amounts(text: str) -> tuple[FoundAmount, ...]:
    (found,) = find_amounts([Passage(text=text)])
    return found


VALUES = [
    ("$2.9 billion", "USD", 2_900 * M),
    ("$14B", "USD", 14 * B),
    ("$7,500", "USD", 7_500),
    ("$2.1 bn", "USD", 2_100 * M),
    ("$5.9bn", "USD", 5_900 * M),
    ("$1tn", "USD", T),
    ("$3 trillion", "USD", 3 * T),
    ("$70k", "USD", 70_000),
    ("$12,345,678", "USD", 12_345_678),
    ("$2-billion", "USD", 2 * B),
    ("US$3 million", "USD", 3 * M),
    ("USD 3 million", "USD", 3 * M),
    ("$3 million dollars", "USD", 3 * M),
    ("110 million dollars", "USD", 110 * M),
    ("110 million US dollars", "USD", 110 * M),
    ("2-billion-dollar", "USD", 2 * B),
    ("half a billion dollars", "USD", 500 * M),
    ("two billion dollars", "USD", 2 * B),
    ("sixty-two thousand dollars", "USD", 62_000),
    ("eighteen million yen", "JPY", 18 * M),
    ("three hundred million dollars", "USD", 300 * M),
    ("one and a half billion dollars", "USD", 1_500 * M),
    ("a million dollars", "USD", M),
    ("¥43 trillion", "JPY", 43 * T),
    ("43 trillion yen", "JPY", 43 * T),
    ("JPY 120 billion", "JPY", 120 * B),
    ("9,000 yen", "JPY", 9_000),
    ("€5m", "EUR", 5 * M),
    ("5 million euros", "EUR", 5 * M),
    ("£20 million", "GBP", 20 * M),
    ("A$368 billion", "AUD", 368 * B),
    ("$5 million Australian dollars", "AUD", 5 * M),
    ("C$4 million", "CAD", 4 * M),
    ("NT$8 billion", "TWD", 8 * B),
    ("₩1.2 trillion won", "KRW", 1_200 * B),
    ("1.5 trillion won", "KRW", 1_500 * B),
    ("Rs 500 million", "INR", 500 * M),
    ("30 million rupees", "INR", 30 * M),
    ("5 billion pesos", "PHP", 5 * B),
    ("30 million yuan", "CNY", 30 * M),
]

QUALIFIED = [
    ("more than $2 bn", 2 * B, None, "more than"),
    ("over $2 bn", 2 * B, None, "over"),
    ("at least $2 bn", 2 * B, None, "at least"),
    ("in excess of $2 bn", 2 * B, None, "in excess of"),
    ("upwards of $2 bn", 2 * B, None, "more than"),
    ("no less than $2 bn", 2 * B, None, "at least"),
    ("$2 billion-plus", 2 * B, None, "at least"),
    ("$2 billion or more", 2 * B, None, "at least"),
    ("up to $2 bn", None, 2 * B, "up to"),
    ("at most $2 bn", None, 2 * B, "at most"),
    ("as much as $2 bn", None, 2 * B, "as much as"),
    ("less than $2 bn", None, 2 * B, "less than"),
    ("under $2 bn", None, 2 * B, "under"),
    ("no more than $2 bn", None, 2 * B, "at most"),
    ("Nearly $2 bn", 2 * B, 2 * B, "nearly"),
    ("roughly $2 bn", 2 * B, 2 * B, "roughly"),
    ("a roughly $2 bn", 2 * B, 2 * B, "roughly"),
    ("about $2 bn", 2 * B, 2 * B, "about"),
    ("around $2 bn", 2 * B, 2 * B, "around"),
    ("approximately $2 bn", 2 * B, 2 * B, "approximately"),
    ("almost $2 bn", 2 * B, 2 * B, "almost"),
    ("an estimated $2 bn", 2 * B, 2 * B, "estimated"),
    ("an estimated cost of $2 bn", 2 * B, 2 * B, "estimated"),
    ("~$2bn", 2 * B, 2 * B, "~"),
    ("~ $700m", 700 * M, 700 * M, "~"),
    ("a dispute over $2 bn", 2 * B, 2 * B, None),
    ("under a $2 bn contract", 2 * B, 2 * B, None),
    ("$5-6 billion", 5 * B, 6 * B, None),
    ("$5–6 billion", 5 * B, 6 * B, None),
    ("$5 billion to $6 billion", 5 * B, 6 * B, None),
    ("between $3 and $5 million", 3 * M, 5 * M, None),
    ("between 5 and 6 trillion yen", 5 * T, 6 * T, None),
    ("$500 million-$1 billion", 500 * M, B, None),
    ("$500-$1 billion", 500 * M, B, None),
    ("about $5-6 billion", 5 * B, 6 * B, "about"),
    ("up to $5-6 billion", None, 6 * B, "up to"),
]

NEVER = [
    "up to 400 missiles",
    "82 percent or 82 %",
    "25 million metric tons",
    "50,000 feet and 10,000 qubits",
    "a $ sign and US$ and $.",
    "Article 9 and Section 301",
    "a multi-billion-dollar deal",
    "a billion-dollar deal",
    "three won and four lost",
    "sold at $120 a share",
    "oil at $55 per barrel",
    "rooms at 12,000 yen a night",
    "a bonus of $7,500 per vehicle",
    "gas under $9 per million BTU",
    "oil at $70-a-barrel",
    "sold for $3/liter and £3 / kg",
    "rents of $40 a square foot",
    "$30 an hour",
    "each tank costs $9 million",
    "a single shell now costs up to $8,000",
    "every barrel above $60",
    "the rounds cost $2 million each",
    "ten drones bought for $3 million each",
    "worth $2 million apiece",
    "$3 for each head",
    "at 150 yen to the dollar",
    "the dollar at 150 yen",
    "200 pounds of rice",
    "$0 and ¥0",
    "",
]


@pytest.mark.parametrize(("words", "currency", "value"), VALUES, ids=[row[0] for row in VALUES])
def test_a_sum_is_read_in_whole_units_of_its_currency(words: str, currency: str, value: int) -> None:
    (found,) = amounts(f"The plan needs {words}, they said.")
    assert (found.currency, found.low, found.high, found.qualifier) == (currency, value, value, None)
    assert found.evidence.raw == words


@pytest.mark.parametrize(("words", "low", "high", "qualifier"), QUALIFIED, ids=[row[0] for row in QUALIFIED])
def test_a_qualifier_opens_its_side(words: str, low: int | None, high: int | None, qualifier: str | None) -> None:
    (found,) = amounts(f"{words}, they said.")
    assert (found.low, found.high, found.qualifier) == (low, high, qualifier)


@pytest.mark.parametrize("text", NEVER, ids=lambda text: text or "empty")
def test_counts_prices_and_rates_are_no_amounts(text: str) -> None:
    assert amounts(text) == ()


@pytest.mark.parametrize("word", sorted(BEFORE))
def test_every_qualifier_is_stored_as_a_word_of_the_archive(word: str) -> None:
    (found,) = amounts(f"It needs {word} $2 billion.")
    assert found.qualifier in LOW_ONLY | HIGH_ONLY | BOTH
    assert found.qualifier == BEFORE[word]


def test_a_rise_is_two_sums_and_a_range_one() -> None:
    assert [one.low for one in amounts("It was raised from $3 billion to $5 billion.")] == [3 * B, 5 * B]
    assert [one.low for one in amounts("It costs $3 billion to $5 billion.")] == [3 * B]


@pytest.mark.parametrize(
    "text",
    [
        "Makers lose 2.6 trillion yen a year.",
        "It will cost $5 million a month.",
        "It needs ¥3 billion per fiscal year.",
        "Each partner puts in $3 million.",
        "Each side would spend over $5 million.",
        "The two will give $50 million each to the fund.",
        "They gain $3 billion/year.",
    ],
)
def test_what_flows_in_a_span_of_time_and_what_each_party_pays_are_amounts(text: str) -> None:
    assert len(amounts(text)) == 1


def test_the_words_of_a_qualifier_belong_to_the_evidence() -> None:
    (found,) = amounts("It gave more than $210 million away.")
    assert found.evidence.raw == "more than $210 million"


def test_each_passage_has_its_own_amounts() -> None:
    found = find_amounts([Passage(text="It costs $1 billion."), Passage(text="None."), Passage(text="It costs $3.")])
    assert [len(one) for one in found] == [1, 0, 1]
