"""Dates: what a paragraph's days, months and years become, as a table of invented sentences."""

from datetime import date

import pytest

from ingest.draft import Days
from ingest.extract.dates import find_dates, find_day_months

APRIL = Days(start=date(2024, 4, 1), end=date(2024, 4, 15))
NEW_YEAR = Days(start=date(2024, 1, 1), end=date(2024, 1, 15))
YEAR_END = Days(start=date(2023, 12, 16), end=date(2023, 12, 31))


def read(text: str, period: Days = APRIL) -> list[str]:
    return [f"{d.start}" if d.start == d.end else f"{d.start}/{d.end}" for d in find_dates(text, period)]


DAYS = [
    ("The envoys met April 9 to talk.", ["2024-04-09"]),
    ("The visit was on April 10-11 in Nara.", ["2024-04-10/2024-04-11"]),
    ("The visit was on April 10–11.", ["2024-04-10/2024-04-11"]),
    ("It ended Sept 18.", ["2024-09-18"]),
    ("It ended Sept. 18th.", ["2024-09-18"]),
    ("They trained Nov. 7-8 off Guam.", ["2023-11-07/2023-11-08"]),
    ("They trained 18 September.", ["2024-09-18"]),
    ("They trained on the 10th of April.", ["2024-04-10"]),
    ("From May 31-June 2 they sailed.", ["2024-05-31/2024-06-02"]),
    ("From May 31 to June 2 they sailed.", ["2024-05-31/2024-06-02"]),
    ("They sailed 28 April-3 May.", ["2024-04-28/2024-05-03"]),
    ("It ran from April 3 to 5.", ["2024-04-03/2024-04-05"]),
    ("It ran between 3 and 5 April.", ["2024-04-03/2024-04-05"]),
    ("It ran between April 3 and 5.", ["2024-04-03/2024-04-05"]),
    ("Launches on February 18 and 20 failed.", ["2024-02-18", "2024-02-20"]),
    ("Launches on 3 and 5 April failed.", ["2024-04-03", "2024-04-05"]),
    ("Launches on April 3, 5 and 9 failed.", ["2024-04-03", "2024-04-05", "2024-04-09"]),
    ("They met on April 10 and 11 in Nara.", ["2024-04-10/2024-04-11"]),
    ("They met on 10 and 11 April in Nara.", ["2024-04-10/2024-04-11"]),
    ("They met on April 9, one day after a call on another thing.", ["2024-04-09"]),
    ("Talks on April 3-4 and 8-9 went well.", ["2024-04-03/2024-04-04", "2024-04-08/2024-04-09"]),
    ("On April 10, 12 ships left.", ["2024-04-10"]),
    ("On April 10 and 12 more missiles were fired.", ["2024-04-10"]),
    ("A treaty was signed March9 in Oslo.", ["2024-03-09"]),
    ("They signed on March 8.US forces cheered.", ["2024-03-08"]),
    ("They met on April\u00a09.", ["2024-04-09"]),
    ("The rule of April 10, 2023 stands.", ["2023-04-10"]),
    ("The rule of 10 April 2023 stands.", ["2023-04-10"]),
    ("The rule of 2023-04-10 stands.", ["2023-04-10"]),
    ("It ran Dec. 30, 2022-Jan. 2, 2023.", ["2022-12-30/2023-01-02"]),
    ("It ran December 30 to January 2, 2023.", ["2022-12-30/2023-01-02"]),
    ("They met on Tuesday, April 9, in Lima.", ["2024-04-09"]),
    ("Moved from April 10 to June 3.", ["2024-04-10", "2024-06-03"]),
    ("They came on April 3 and left on the 5th.", ["2024-04-03", "2024-04-05"]),
    ("They came on April 3 and met on the 5th and 6th in Rome.", ["2024-04-03", "2024-04-05/2024-04-06"]),
    ("On the 31st, they left.", ["2024-03-31"]),
    ("They came on April 3. Two days later, they left.", ["2024-04-03", "2024-04-05"]),
    (
        "On April 9 they condemned a launch in late March. They had met two days earlier.",
        ["2024-04-09", "2024-03-21/2024-03-31", "2024-04-07"],
    ),
    (
        "They met on April 3 and will in August 2026. He scoffed on the 12th.",
        ["2024-04-03", "2026-08-01/2026-08-31", "2024-04-12"],
    ),
    (
        "He won on April 9 and takes over on May 1. Others on the 7th already smiled.",
        ["2024-04-09", "2024-05-01", "2024-04-07"],
    ),
    ("It struck on New Year's Day.", ["2024-01-01"]),
    ("They came on April 3-4 and left the next day.", ["2024-04-03/2024-04-04", "2024-04-05"]),
    ("They met on April 9 after a call two days earlier.", ["2024-04-09", "2024-04-07"]),
    ("On April 9 they met. The April 9 meeting was short.", ["2024-04-09"]),
    ("On February 29 they met.", ["2024-02-29"]),
]

PARTS = [
    ("Talks are due in late July.", ["2024-07-21/2024-07-31"]),
    ("Talks took place in early March.", ["2024-03-01/2024-03-10"]),
    ("Talks are due in mid-September.", ["2024-09-11/2024-09-20"]),
    ("Talks are due at the end of May.", ["2024-05-21/2024-05-31"]),
    ("Talks in early to mid-May are planned.", ["2024-05-01/2024-05-20"]),
    ("Talks in mid- to late April are planned.", ["2024-04-11/2024-04-30"]),
    ("Drills run mid-April through early May.", ["2024-04-11/2024-05-10"]),
    ("Drills run from April 20 to mid-May.", ["2024-04-20/2024-05-20"]),
    ("Drills fill the first half of May.", ["2024-05-01/2024-05-15"]),
    ("Drills fill the last week of May.", ["2024-05-25/2024-05-31"]),
    ("A call in late February 2023 helped.", ["2023-02-21/2023-02-28"]),
    ("They agreed in June 2024.", ["2024-06-01/2024-06-30"]),
    ("They agreed in Sept. 2023.", ["2023-09-01/2023-09-30"]),
    ("They will sign in June.", ["2024-06-01/2024-06-30"]),
    ("They signed in October.", ["2023-10-01/2023-10-31"]),
    ("They met in June and July.", ["2024-06-01/2024-06-30", "2024-07-01/2024-07-31"]),
    ("They train from June to August.", ["2024-06-01/2024-08-31"]),
    ("They train June-August 2025.", ["2025-06-01/2025-08-31"]),
    ("Last August they signed.", ["2023-08-01/2023-08-31"]),
    ("Next April they meet.", ["2025-04-01/2025-04-30"]),
    ("They wait until November.", ["2024-11-01/2024-11-30"]),
    ("They have waited since May.", ["2023-05-01/2023-05-31"]),
    # the tense tells the year of a month far away
    ("The next round is planned for December.", ["2024-12-01/2024-12-31"]),
    ("The firm sold its arm in September.", ["2023-09-01/2023-09-30"]),
    ("The drill series, begun in August, has no date.", ["2023-08-01/2023-08-31"]),
    ("Sailors were thanked for calling at Kobe in July.", ["2023-07-01/2023-07-31"]),
    ("It was agreed in July. The next one follows in September.", ["2023-07-01/2023-07-31", "2024-09-01/2024-09-30"]),
    ("The pledges go beyond those of July.", ["2023-07-01/2023-07-31"]),
    ("In August, the two were rivals.", ["2023-08-01/2023-08-31"]),
    ("A visit in May, as was promised.", ["2024-05-01/2024-05-31"]),
    ("A theft in November.", ["2023-11-01/2023-11-30"]),
    ("Crews trained first; late October is when they will leave.", ["2024-10-21/2024-10-31"]),
    ("Talks resume late this month.", ["2024-04-21/2024-04-30"]),
    ("Talks resume in early next month.", ["2024-05-01/2024-05-10"]),
    ("Talks ended at the end of last month.", ["2024-03-21/2024-03-31"]),
    ("Talks began earlier in the month.", ["2024-04-01/2024-04-30"]),
]

YEARS = [
    ("They plan a summit in the first half of 2022.", ["2022-01-01/2022-06-30"]),
    ("It begins in the second quarter of 2024.", ["2024-04-01/2024-06-30"]),
    ("It begins in Q3 2023.", ["2023-07-01/2023-09-30"]),
    ("A joint report will follow in the third quarter.", ["2024-07-01/2024-09-30"]),
    ("Sales fell in the fourth quarter.", ["2023-10-01/2023-12-31"]),
    ("It opens by Q3.", ["2024-07-01/2024-09-30"]),
    ("A ship is slated for 2026 if all goes well.", ["2026-01-01/2026-12-31"]),
    ("A law for 2026.", ["2026-01-01/2026-12-31"]),
    ("The pier dates back to 1968.", ["1968-01-01/1968-12-31"]),
    ("Worries about a crack go back to 2009.", ["2009-01-01/2009-12-31"]),
    ("It is the first visit since the quarrel of 2018.", ["2018-01-01/2018-12-31"]),
    ("The plant opens by 2025.", ["2025-01-01/2025-12-31"]),
    ("The plant opened in 2021 and 2022.", ["2021-01-01/2021-12-31", "2022-01-01/2022-12-31"]),
    ("The average of 2018-19 counts.", ["2018-01-01/2019-12-31"]),
    ("It lasts from 2026 to 2028.", ["2026-01-01/2028-12-31"]),
    ("It lasts between 2026 and 2028.", ["2026-01-01/2028-12-31"]),
    ("The reactor accident of 2011 still matters.", ["2011-01-01/2011-12-31"]),
    ("Trade is up compared with 2021.", ["2021-01-01/2021-12-31"]),
    ("It ships in fiscal 2023.", ["2023-04-01/2024-03-31"]),
    ("Tokyo plans it for FY2024.", ["2024-04-01/2025-03-31"]),
    ("Tokyo plans it for FY24.", ["2024-04-01/2025-03-31"]),
    ("It arrives in Japan in the 2025 fiscal year.", ["2025-04-01/2026-03-31"]),
    ("Congress asked for more in fiscal year 2024.", ["2023-10-01/2024-09-30"]),
    ("Japan's Congress friends ask for more in FY2024.", ["2024-04-01/2025-03-31"]),
    ("It is due by the end of 2023.", ["2023-01-01/2023-12-31"]),
    ("It starts in spring 2024.", ["2024-03-01/2024-05-31"]),
    ("It starts in the summer of 2024.", ["2024-06-01/2024-08-31"]),
    ("It starts in fall 2024.", ["2024-09-01/2024-11-30"]),
    ("They stay until the fall.", ["2024-09-01/2024-11-30"]),
    ("They stay until this autumn.", ["2023-09-01/2023-11-30"]),
    ("It began last winter.", ["2023-12-01/2024-02-29"]),
]

RELATIVE = [
    ("They met earlier this month.", ["2024-04-01/2024-04-30"]),
    ("They met last month.", ["2024-03-01/2024-03-31"]),
    ("They meet next month.", ["2024-05-01/2024-05-31"]),
    ("They met last year.", ["2023-01-01/2023-12-31"]),
    ("They meet later this year.", ["2024-01-01/2024-12-31"]),
    ("They meet next year.", ["2025-01-01/2025-12-31"]),
    ("They met three years ago.", ["2021-01-01/2021-12-31"]),
    ("Tokyo decides next fiscal year.", ["2025-04-01/2026-03-31"]),
    ("They met this week.", ["2024-04-01/2024-04-15"]),
    ("They met this week, on April 3.", ["2024-04-03"]),
]

NEVER = [
    "Keen Sword 2023 went ahead.",
    "Orient Shield 23 went ahead.",
    "Yama Sakura 85 went ahead.",
    "The Outer Space Treaty of 1967 holds.",
    "At the 2023 NATO Summit they spoke.",
    "Under the 1960 Security Treaty they act.",
    "Vision 2030 and Resolution 1718 hold.",
    "The 7th Fleet and the 31st Marine Expeditionary Unit sailed.",
    "It was on the 24th Infantry Division's day.",
    "It marks the 20th anniversary.",
    "For the 5th time, on the 5th, 6th and 7th Fleets, they spoke.",
    "It is a relic of the 19th century.",
    "Vice minister Lee Jun-il spoke at Mar-a-Lago.",
    "The plan may 5 times be changed; they march 9 miles; an august 10.",
    "The Group of 7 sent 20-21 aircraft, an F-35 and 12 drones.",
    "Prime Minister May spoke and Marines from Augusta came.",
    "They paid $2,024 for 2,023 of 2000 units at 20.24 in 2024%.",
    "On April 31 or February 30 nobody met.",
    "Two days later they left.",
    "A budget for 2000 units of the class of 2019.",
    "The treaty of 1951 and the act of 1978 hold.",
    "They sang in the fourth quarter of the game.",
    "",
]


@pytest.mark.parametrize(
    ("text", "expected"), DAYS + PARTS + YEARS + RELATIVE, ids=lambda v: v if isinstance(v, str) else ""
)
def test_a_sentence_gives_its_dates(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize("text", NEVER, ids=lambda text: text[:40] or "empty")
def test_names_counts_and_verbs_are_no_dates(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("period", "text", "expected"),
    [
        (NEW_YEAR, "They met December 28.", ["2023-12-28"]),
        (NEW_YEAR, "They met January 3.", ["2024-01-03"]),
        (NEW_YEAR, "They met December 28 to January 3.", ["2023-12-28/2024-01-03"]),
        (YEAR_END, "They meet January 3.", ["2024-01-03"]),
        (YEAR_END, "They meet in January.", ["2024-01-01/2024-01-31"]),
        (YEAR_END, "They meet next month.", ["2024-01-01/2024-01-31"]),
        (NEW_YEAR, "They met last month.", ["2023-12-01/2023-12-31"]),
    ],
)
def test_a_day_lies_in_the_year_nearest_to_the_issue(period: Days, text: str, expected: list[str]) -> None:
    assert read(text, period) == expected


@pytest.mark.parametrize(
    ("text", "precision", "basis"),
    [
        ("met April 9", "day", "stated"),
        ("in late July", "part-of-month", "stated"),
        ("the first half of May", "half-month", "stated"),
        ("in June", "month", "stated"),
        ("in Q3 2023", "quarter", "stated"),
        ("the first half of 2022", "half-year", "stated"),
        ("in 2021", "year", "stated"),
        ("in fiscal 2023", "fiscal-year", "stated"),
        ("last month", "month", "inferred"),
        ("last year", "year", "inferred"),
        ("this week", "half-month", "inferred"),
        ("the second half of this year", "half-year", "inferred"),
    ],
)
def test_a_date_says_how_exactly_and_on_what_basis_it_is_known(text: str, precision: str, basis: str) -> None:
    (found,) = find_dates(text, APRIL)
    assert (found.precision, found.basis) == (precision, basis)


def test_the_first_day_near_the_issue_leads_and_the_rest_keeps_the_order_of_the_text() -> None:
    text = "Founded in 2019 and renewed on October 20, the forum met in March and on April 9 and 12."
    assert read(text) == ["2024-04-09", "2019-01-01/2019-12-31", "2023-10-20", "2024-03-01/2024-03-31", "2024-04-12"]


def test_without_a_near_day_the_first_day_leads() -> None:
    assert read("In 2019 and on October 20 they met.") == ["2023-10-20", "2019-01-01/2019-12-31"]


def test_the_words_of_a_list_are_each_days_own() -> None:
    raws = [one.evidence.raw for one in find_dates("on February 18 and 20; on 3 and 5 April", APRIL)]
    assert sorted(str(raw) for raw in raws) == ["20", "3", "5 April", "February 18"]


def test_days_without_a_year_are_told_for_the_numbering() -> None:
    text = (
        "From May 31-June 2 and April 10-11 they met; the pact of April 3, 2023 and of 5 July and February 30 stands."
    )
    assert find_day_months(text) == ((5, 31), (6, 2), (4, 10), (4, 11), (7, 5))
