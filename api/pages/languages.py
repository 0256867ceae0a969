"""Languages of the interface: its texts, and money, dates and numbers in words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import yaml

from api.pages.site import HERE
from api.pages.wording import WORDINGS, Wording

USUAL = "en"


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the interface."""

    code: str
    name: str
    texts: Mapping[str, str]
    wording: Wording

    def text(self, key: str, **values: Any) -> str:
        """Return a text of the interface with its values put in; numbers are written with separators."""
        shown = {name: f"{value:,}" if isinstance(value, int) else value for name, value in values.items()}
        return self.texts[key].format(**shown)

    @property
    def is_usual(self) -> bool:
        """Whether it is the language in which the API tells what is wrong."""
        return self.code == USUAL

    def told(self, kind: str, code: str) -> str | None:
        """Return what the API tells with a code, None where its own words are the ones to show."""
        return self.texts.get(f"told.{kind}.{code}")

    def several(self, key: str, count: int, **values: Any) -> str:
        """Return a text that depends on a count: `key.one` or `key.many`."""
        return self.text(f"{key}.one" if count == 1 else f"{key}.many", count=count, **values)

    def label(self, entry: Mapping[str, Any]) -> str:
        """Return the name of a vocabulary entry."""
        return str((entry.get("name_ja") if self.code == "ja" else None) or entry["name"])

    @property
    def money(self) -> Callable[..., str]:
        """Whole units of a currency in words."""
        return self.wording.money

    def amount(self, amount: Mapping[str, Any]) -> str:
        """Return an amount in words, as it was written, with what is open and about."""
        return self.wording.amount(amount)

    def day(self, value: date | str) -> str:
        """Return a day in words; a text is an ISO date."""
        return self.wording.day(date.fromisoformat(value) if isinstance(value, str) else value)

    def step(self, step: str, first: date) -> str:
        """Return the name of a month, quarter or year by its first day, short enough for a chart."""
        return self.wording.step(step, first)

    def period(self, period: Mapping[str, Any]) -> str:
        """Return a date with its precision in words."""
        start, end = date.fromisoformat(period["start"]), date.fromisoformat(period["end"])
        return self.wording.period(start, end, period["precision"])


@cache
def languages() -> dict[str, Language]:
    """Return the languages by their code, the usual one first."""
    return {code: _read(code) for code in (USUAL, "ja")}


def _read(code: str) -> Language:
    texts: dict[str, str] = {}
    for path in sorted((HERE / "texts" / code).glob("*.yaml")):
        texts.update(_flat(yaml.safe_load(path.read_text(encoding="utf-8"))))
    return Language(code, texts["language.name"], texts, WORDINGS[code])


def _flat(nested: Mapping[str, Any], lead: str = "") -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    for name, value in nested.items():
        key = f"{lead}{name}"
        rows += _flat(value, f"{key}.") if isinstance(value, dict) else [(key, str(value).strip())]
    return rows
