"""Writing issues: what a generated archive says, as mappings of the load format; the same seed says the same.

An issue has five headlines and five developments, one each. A development has a title of 6 to 12 words, a summary of 80
to 140 (mean 110) in sentences of about 18 that name its organizations, people and initiatives, 1 to 3 topics and
countries, up to 3 organizations, people and initiatives each, and 0 to 3 event dates. A quarter have an amount between
10^5 and 10^11 (log-uniform), a quarter of these in yen, with a purpose of 4 words. Publication runs through the 30 years
from 1994 on; the seed is SEED.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

import numpy as np

from bench.corpus import names, words

SEED = 20_240_410
PER_ISSUE = 5
BEGIN, DAYS = date(1994, 1, 1), 30 * 365
VOLUMES, NUMBERS = 30, 999
EXTRA_VOLUME = 999
"""Volume of the issues that are added to an archive while it is measured."""
WORDS_MAX = 1_200
"""Words drawn for an issue: more than it can need."""
Form = dict[str, Any]


def issues(size: int, seed: int = SEED) -> Iterator[Form]:
    """Issues with `size` developments in all, in the order of publication."""
    count = size // PER_ISSUE
    numbers = min(NUMBERS, -(-count // VOLUMES))
    for at in range(count):
        yield _Writer(seed, at).issue(1 + at // numbers, 1 + at % numbers, BEGIN + timedelta(days=at * DAYS // count))


def extra_issue(number: int, seed: int = SEED) -> Form:
    """An issue that no archive has yet."""
    return _Writer(seed, 10**6 + number).issue(EXTRA_VOLUME, number, BEGIN + timedelta(DAYS))


class _Writer:
    """Writes one issue from dice and words of its own."""

    def __init__(self, seed: int, at: int) -> None:
        self._dice = Random(f"{seed}:{at}")  # noqa: S311 - it must say the same again
        self._words = iter(words.draw(np.random.default_rng((seed, at)), WORDS_MAX))

    def issue(self, volume: int, number: int, day: date) -> Form:
        start = day.replace(day=1 if day.day < 16 else 16)
        return {
            "volume": volume,
            "number": number,
            "title": f"Generated Digest Vol {volume}.{number}",
            "period": {"start": str(start), "end": str(start + timedelta(days=12))},
            "source_url": f"https://archive.example/digest/{volume}/{number}",
            "publisher": "Generated",
            "headlines": [_sentence(self._some(7, 13)) for _ in range(PER_ISSUE)],
            "developments": [self._development(headline, start) for headline in range(1, PER_ISSUE + 1)],
        }

    def _development(self, headline: int, day: date) -> Form:
        organizations, people, initiatives = (
            names.draw(self._dice, kind, self._dice.randrange(4)) for kind in names.NAMED
        )
        return {
            "headline": headline,
            "title": _sentence(self._some(6, 12)),
            "summary": self._summary([*organizations, *people, *initiatives]),
            "topics": names.draw(self._dice, "topic", self._dice.randint(1, 3)),
            "countries": names.draw(self._dice, "country", self._dice.randint(1, 3)),
            "dates": self._dates(day),
            "amounts": [self._amount()] if self._dice.random() < 0.25 else [],
            "organizations": organizations,
            "people": [{"name": name, "role": self._text(3)} for name in people],
            "initiatives": initiatives,
        }

    def _summary(self, named: list[str]) -> str:
        left = self._some(80, 140)
        sentences: list[str] = []
        while left:
            length = self._dice.randint(12, 24)
            begun = [named[len(sentences)]] if len(sentences) < len(named) else []
            sentences.append(_sentence(begun + left[:length]) + ".")
            left = left[length:]
        return " ".join(sentences)

    def _dates(self, day: date) -> list[Form]:
        spans = (
            (day + timedelta(self._dice.randint(-10, 15)), 0, "day"),
            (day.replace(day=1), 27, "month"),
            (date(day.year, 1, 1), 364, "year"),
        )
        (count,) = self._dice.choices(range(4), weights=(8, 37, 35, 20))
        return [
            {
                "start": str(start),
                "end": str(start + timedelta(length)),
                "precision": precision,
                "label": self._text(3),
            }
            for start, length, precision in spans[:count]
        ]

    def _amount(self) -> Form:
        amount: Form = {
            "value": int(10 ** self._dice.uniform(5, 11)),
            "currency": "JPY" if self._dice.random() < 0.25 else "USD",
            "purpose": self._text(4),
        }
        if self._dice.random() < 0.5:
            amount["payer"] = self._dice.choice(names.choices("organization")[: names.PAYERS])
        return amount

    def _some(self, least: int, most: int) -> list[str]:
        return [next(self._words) for _ in range(self._dice.randint(least, most))]

    def _text(self, count: int) -> str:
        return " ".join(next(self._words) for _ in range(count))


def _sentence(drawn: list[str]) -> str:
    text = " ".join(drawn)
    return text[0].upper() + text[1:]
