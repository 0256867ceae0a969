"""Ask what the examples of the contract ask of an archive with the seed data, and write down the answers: `make examples`."""

import json
import re
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from api.openapi_examples import FILE, read_examples
from tests.contract.run import serving

MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")
SOME_MOMENT = "2026-01-01T00:00:00Z"
"""Stands for every moment, which another archive has others of."""
SOME_DAY = date(2026, 1, 1)
"""Stands for the day on which a citation is asked for."""
FIGURES = {"took_ms": 0.4}
"""What is different each time."""


def main() -> int:
    """Ask anew and write the file."""
    with asked() as answers:
        found = {
            name: {"asked": example["asked"], "answer": answers(example["asked"])}
            for name, example in read_examples().items()
        }
    text = yaml.dump(found, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True, width=120)
    FILE.write_text(text, encoding="utf-8")
    return 0


@contextmanager
def asked() -> Iterator[Any]:
    """What asks an archive with the seed data, and returns its answers without what is different each time."""
    with TemporaryDirectory() as folder, serving(Path(folder)) as url:

        def ask(address: str) -> Any:
            with urllib.request.urlopen(url + address, timeout=30) as answer:  # noqa: S310 -- our own server
                return settled(json.load(answer))

        yield ask


def settled(part: Any) -> Any:
    """Return an answer with the same moment and day everywhere, and the same figures where they differ each time."""
    today = datetime.now(UTC).date()
    match part:
        case [today.year, today.month, today.day]:
            return [SOME_DAY.year, SOME_DAY.month, SOME_DAY.day]
        case dict():
            return {key: FIGURES[key] if key in FIGURES else settled(value) for key, value in part.items()}
        case list():
            return [settled(value) for value in part]
        case str() if MOMENT.fullmatch(part):
            return SOME_MOMENT
        case str():
            for said, instead in zip(written(today), written(SOME_DAY), strict=True):
                part = part.replace(said, instead)
    return part


def written(day: date) -> tuple[str, ...]:
    """Return a day in all the ways that citations write it."""
    return day.isoformat(), f"{day:%Y/%m/%d}", f"{day:%B} {day.day}, {day.year}"


if __name__ == "__main__":
    sys.exit(main())
