"""Words of dates: months, days and years as the digest writes them, as pieces of patterns."""

from typing import Final

# No letter may follow (Janus, Lee Jun-il, Mar-a-Lago); a capital may, as in May-June.
MONTH: Final = (
    r"(?:January|Jan\.?|February|Feb\.?|March|Mar\.?|April|Apr\.?|May|June|Jun\.?|July|Jul\.?"
    r"|August|Aug\.?|September|Sept\.?|Sep\.?|October|Oct\.?|November|Nov\.?|December|Dec\.?)(?!-?[a-z])"
)
YEAR: Final = r"(?:19|20)\d\d(?![\da-z%]|,\d{3})"
# A number that counts something is no day: 10%, 9.5, 25 million, 3-day.
DAY: Final = (
    r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
    r"(?![\da-z%]|\.\d|:\d|,\d{3}(?!\d)|\s?(?:percent|per\scent|million|billion|trillion|thousand|hundred)\b"
    r"|-(?:day|week|month|year|ton|hour|member|nation|country|point|page|foot|man|person|mile)\b)"
)
ORDINAL: Final = r"(?:3[01]|[12]?\d)(?:st|nd|rd|th)"
# What stands between the days of one month: a range or a list.
BETWEEN_DAYS: Final = r"(?:\s?[-–—]\s?|\s?&\s?|,?\s(?:and|or|to|through|thru|until|till)\s(?:the\s)?|,\s?)"
RANGE_MARKS: Final = frozenset({"-", "–", "—", "to", "through", "thru", "until", "till"})

_MONTHS: Final = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_SMALL: Final = "zero one two three four five six seven eight nine ten".split()
_NTH: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4}
COUNT: Final = r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})"


def month_number(word: str) -> int:
    """1 to 12 of a month's name, long or short."""
    return _MONTHS.index(word[:3].casefold()) + 1


def day_number(word: str) -> int:
    """The number of `9`, `09` or `9th`."""
    return int(word.rstrip("stndrh"))


def count(word: str) -> int:
    """The number of `a`, `two` or `12`."""
    if word.isdecimal():
        return int(word)
    return 1 if word in {"a", "an"} else _SMALL.index(word)


def nth(word: str, last: int) -> int:
    """The number of `first`, `second`, `third` or `fourth`; any other word (`last`, `latter`) is `last`."""
    return _NTH.get(word.casefold(), last)
