"""Issue files for the storage tests: the smallest right one, changed and written where a test needs it."""

import copy
import json
from pathlib import Path
from typing import Any

import yaml

Form = dict[str, Any]

SMALL: Form = {
    "volume": 4,
    "number": 1,
    "title": "Digest 4.1",
    "period": {"start": "2025-01-01", "end": "2025-01-15"},
    "headlines": ["First line", "Second line", "Third line"],
    "developments": [
        {
            "headline": 1,
            "title": "First",
            "summary": "What happened first.",
            "topics": ["defense"],
            "countries": ["US", "JP"],
            "organizations": ["NASA"],
            "people": [{"name": "Joe Biden", "role": "President"}],
            "amounts": [{"value": 5_000_000, "currency": "USD", "payer": "Japan"}],
        },
        {"headline": 2, "title": "Second", "summary": "What came then.", "topics": ["space"], "countries": ["JP"]},
    ],
}


def issue(**keys: Any) -> Form:
    """The small issue with keys set."""
    return copy.deepcopy(SMALL) | keys


def development(headline: int, title: str, **keys: Any) -> Form:
    """A development with the keys that are required."""
    return {"headline": headline, "title": title, "summary": f"{title}.", "topics": [], "countries": [], **keys}


def changed(form: Form, index: int, **keys: Any) -> Form:
    """The issue with keys of one development set."""
    made = copy.deepcopy(form)
    made["developments"][index] |= keys
    return made


def write_lines(path: Path, *forms: Form) -> Path:
    path.write_text("".join(json.dumps(form) + "\n" for form in forms), encoding="utf-8")
    return path


def write_yaml(path: Path, form: Form) -> Path:
    path.write_text(yaml.safe_dump(form, sort_keys=False), encoding="utf-8")
    return path
