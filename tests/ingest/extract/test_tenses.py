"""A month without a year that is far from the issue: the words around it say whether it is past or to come."""

from datetime import date

import pytest

from ingest.draft import Days
from ingest.extract import Passage, find_amounts, find_dates

APRIL = Days(start=date(2024, 4, 1), end=date(2024, 4, 15))
DECEMBER = Days(start=date(2023, 12, 1), end=date(2023, 12, 15))
CASES = [
    ("The talks were opened in August by two admirals.", APRIL, (2023, 8)),
    ("The ministers will meet again in August.", APRIL, (2024, 8)),
    ("The plant is scheduled to open in September.", APRIL, (2024, 9)),
    ("The company had sold the plant in September.", APRIL, (2023, 9)),
    ("The yard was closed in May after a fire.", DECEMBER, (2023, 5)),
    ("Crews are to return in May with a second ship.", DECEMBER, (2024, 5)),
    ("A new hall opens next June, the mayor said.", DECEMBER, (2024, 6)),
    ("The crew came home in March.", APRIL, (2024, 3)),
]


@pytest.mark.parametrize(("text", "period", "month"), CASES, ids=[text for text, *_ in CASES])
def test_a_month_is_in_the_year_that_its_sentence_tells_of(text: str, period: Days, month: tuple[int, int]) -> None:
    assert [(found.start.year, found.start.month) for found in find_dates(text, period)] == [month]


PRICES = ["Each tractor costs up to $90,000.", "The fuel sells at $8 per million BTU.", "A night costs ¥9,000 each."]


@pytest.mark.parametrize("text", PRICES)
def test_the_price_of_one_piece_is_no_amount(text: str) -> None:
    assert find_amounts([Passage(text=text)]) == [()]
