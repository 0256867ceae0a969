"""Amounts that count and amounts that do not, what they are for, and who pays whom."""

import re

import pytest

from ingest.draft import Evidence, FoundAmount, FoundName
from ingest.extract.amounts import find_amounts
from ingest.extract.passages import Passage

FIRMS = ("Acme", "Borealis", "Cobalt Steel", "US Cobalt")


def firms(text: str) -> list[FoundName]:
    found = [(name, [m.span() for m in re.finditer(rf"\b{name}\b", text)]) for name in FIRMS]
    return [
        FoundName(
            kind="organization",
            name=name,
            evidence=tuple(Evidence(rule="test", confidence=1, raw=name, start=a, end=b) for a, b in spans),
        )
        for name, spans in found
        if spans
    ]


def read(*texts: str | tuple[str, str]) -> list[FoundAmount]:
    """Amounts of an issue's passages in a row; a pair is (headline, text)."""
    passages = [Passage(text=t) if isinstance(t, str) else Passage(headline=t[0], text=t[1]) for t in texts]
    found = find_amounts(passages, [firms(passage.text) for passage in passages])
    return [amount for amounts in found for amount in amounts]


STANDING: list[tuple[str, tuple[str | tuple[str, str], ...], list[str | None]]] = [
    ("conversion in brackets", ("Spending of ¥43 trillion ($320 billion) is planned.",), [None, "repeat"]),
    ("conversion after or", ("Spending of 43 trillion yen, or $320 billion, is planned.",), [None, "repeat"]),
    ("the same sum again", ("They pay $2.9 billion. The $2.9 billion is for chips.",), [None, "repeat"]),
    ("qualified again", ("They pay more than $210 million. The sum of $210 million is large.",), [None, "repeat"]),
    ("other paragraph", ("They pay $2.9 billion.", "Critics of the $2.9 billion spoke."), [None, "repeat"]),
    ("two firms", ("Acme will invest $1 billion. Borealis will invest $1 billion.",), [None, None]),
    ("two paragraphs' firms", ("Acme will invest $1 billion.", "Borealis will invest $1 billion."), [None, None]),
    ("another", ("Acme will invest $1 billion. It will add another $1 billion.",), [None, None]),
    ("two in one sentence", ("They gave $50 million for ports and $50 million for cables.",), [None, None]),
    ("two purposes", ("They gave $50 million for ports.", "They gave $50 million for cables."), [None, None]),
    ("headline and text", (("Acme pays $2.9 billion", "Acme will pay $2.9 billion."),), [None]),
    ("headline rounds", (("Acme pays over $1 billion", "Acme will pay $1.2 billion."),), [None]),
    ("headline alone", (("Acme pays $3 billion", "Acme will pay."),), [None]),
    ("bringing the total", ("It adds $1 billion, bringing the total to $10 billion.",), [None, "running_total"]),
    ("total of parts", ("A gives $100 million, B gives $50 million: a total of $150 million.",), [None, None, "running_total"]),
    ("sum of parts unsaid", ("They got $150 million: $100 million from A and $50 million from B.",), ["running_total", None, None]),
    ("a total without parts", ("They will pay a total of $150 million.",), [None]),
    ("cumulative", ("It has a cumulative investment of $8 billion.",), ["running_total"]),
    ("totaling since", ("Its projects, totaling $8 billion since 2019, go on.",), ["running_total"]),
    ("including", ("They got $210 million, including $150 million from A.",), ["running_total", None]),
    ("had cost", ("The railgun had cost $500 million.",), ["past_cost"]),
    ("earlier investment", ("It adds $8 billion to the earlier $6 billion investment.",), [None, "past_cost"]),
    ("initial in a year", ("It adds $8 billion to an initial $6 billion in 2021.",), [None, "past_cost"]),
    ("initial without a year", ("It pays an initial $6 billion.",), [None]),
    ("following last year", ("It adds $8 billion following a $3 billion investment last year.",), [None, "past_cost"]),
    ("singular cost", ("The mission cost ¥18 billion.",), ["past_cost"]),
    ("plural cost", ("The tunnels cost $8 billion.",), [None]),
    ("cost in a year", ("Storms cost $4 million to clean up in 2004.",), ["past_cost"]),
    ("will cost", ("The plant will in the end cost $8 billion.",), [None]),
    ("paid last year", ("Damages of $3 million were paid by Tokyo last year.",), ["past_cost"]),
    ("will be paid", ("A grant of $3 million will be paid next year.",), [None]),
    ("told before", ("It adds $8 billion; $5 billion had been pledged before.",), [None, "repeat"]),
    ("largest of them", ("Contracts worth $80 million were signed; the biggest, by Acme, is for $20 million.",), ["running_total", None]),
    ("a first instalment", ("They give $80 million, and the first $20 million comes in May.",), [None, None]),
    ("scrapped plan", ("The Navy scrapped its plan for a $5 billion ship.",), ["past_cost"]),
    ("ended something else", ("The mayor cancelled a dinner and raised the fund to ¥3 billion.",), [None]),
    ("discontinued", ("The Navy discontinued the $500 million program.",), ["past_cost"]),
    ("up from", ("They will spend $8 billion, up from $6 billion.",), [None, "past_cost"]),
    ("a rise of two old sums", ("It rose from $3 billion to $5 billion, up from $2 billion.",), ["past_cost", None, "past_cost"]),
    ("two halves", ("They gave $50 million here and $50 million there.",), [None, None]),
    ("will be spent", ("Some day $8 billion will be spent.",), [None]),
]  # fmt: skip

PARTIES = [
    ("a $2.9 billion Acme investment in Japan on chips", "Acme", "Japan"),
    ("Acme will invest $1 billion in North Carolina.", "Acme", "North Carolina"),
    ("Acme's $1 billion plan", "Acme", None),
    ("Acme, a maker of chips, will invest $1 billion.", "Acme", None),
    ("Borealis to receive $1 billion from Acme.", "Acme", "Borealis"),
    ("Borealis won a $1 billion contract.", None, "Borealis"),
    ("Cobalt Steel agreed to acquire US Cobalt for $14.9 billion.", "Cobalt Steel", "US Cobalt"),
    ("Japan will provide $200 million in aid to Ukraine.", "Japan", "Ukraine"),
    ("Japan, the US and Australia will spend $95 million on a cable for Micronesia.", "Japan, the US and Australia", "Micronesia"),
    ("Acme gave Borealis $5 million.", "Acme", "Borealis"),
    ("Japan Airlines will spend $5 million.", None, None),
    ("The Bank of Japan will spend $5 million.", None, None),
    ("They met. Acme smiled. It costs $5 million.", None, None),
]  # fmt: skip

PURPOSES = [
    ("They pay $1 billion for new cables.", "new cables"),
    ("They pay $1 billion to build a battery plant, they said.", "to build a battery plant"),
    ("It is a $1 billion investment in fusion power.", "investment in fusion power"),
    ("It is a $110 million joint AI partnership with four schools.", "joint AI partnership with four schools"),
    ("They give $200 million in military aid to Ukraine.", "military aid to Ukraine"),
    ("They will spend $1 billion on a plant in Ohio.", "a plant in Ohio"),
    ("It will buy the steel mill for $14 billion.", "buy the steel mill"),
    ("Buyers get a tax credit of up to $7,500.", "tax credit"),
    ("It costs $1 billion over five years.", None),
    ("It costs $1 billion in total so far.", None),
    ("It costs $1 billion.", None),
    ("They pay $1 billion for a b c d e f g h i j k l m n.", "a b c d e f g h i j k l"),
]


@pytest.mark.parametrize(("texts", "expected"), [row[1:] for row in STANDING], ids=[row[0] for row in STANDING])
def test_what_is_told_twice_or_holds_others_is_not_counted(
    texts: tuple[str | tuple[str, str], ...], expected: list[str | None]
) -> None:
    assert [amount.not_counted for amount in read(*texts)] == expected


@pytest.mark.parametrize(("text", "payer", "recipient"), PARTIES, ids=[row[0][:40] for row in PARTIES])
def test_names_beside_a_sum_pay_or_receive_it(text: str, payer: str | None, recipient: str | None) -> None:
    (amount,) = read(text)
    assert (amount.payer, amount.recipient) == (payer, recipient)


@pytest.mark.parametrize(("text", "purpose"), PURPOSES, ids=[row[0][:40] for row in PURPOSES])
def test_a_purpose_is_a_short_phrase_of_the_text(text: str, purpose: str | None) -> None:
    (amount,) = read(text)
    assert amount.purpose == purpose


def test_a_sum_that_only_the_headline_tells_points_into_the_headline() -> None:
    (amount,) = read(("Acme pays $3 billion", "Acme will pay."))
    assert (amount.evidence.where, amount.evidence.start, amount.evidence.end) == ("headline", 10, 20)


def test_a_sum_in_headline_and_text_points_into_the_text() -> None:
    (amount,) = read(("Acme pays $3 billion", "It is $3 billion."))
    assert (amount.evidence.where, amount.evidence.start) == ("text", 6)
