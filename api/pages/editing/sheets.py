"""Sheets: a draft as the fields of a form, every value as somebody wrote it, and the correction that a form asks for.

The name of a field is the JSON pointer of its value (`/developments/0/amounts/1/low`), so that errors, remarks and evidence,
which point into the draft, find their fields.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from api.errors import BadRequest
from api.names import name_key
from api.pages.forms import dollars
from api.pages.languages import languages

Sheet = dict[str, Any]
Row = dict[str, Any]
HEAD = ("title", "occasion", "source_url", "publisher")
NUMBERS = ("volume", "number")
PERIOD = ("start", "end")
ONE_TEXT = ("text",)
"""Rows that are a text alone in the draft."""
ROWS: Mapping[str, tuple[str, ...]] = {
    "dates": ("start", "end", "precision", "label", "raw", "basis"),
    "amounts": (
        *("low", "high", "value", "currency", "qualifier", "purpose", "payer", "recipient"),
        *("raw", "not_counted", "repeat_of"),
    ),
    "countries": ONE_TEXT,
    "organizations": ONE_TEXT,
    "people": ("name", "role"),
    "initiatives": ONE_TEXT,
}
"""Lists of a development → what each row of them has."""
OWN = ("headline", "id", "title", "summary", "partial", "source")
"""Fields of a development beside its lists and topics; `source` tells which text of the document it was read from."""
PRESET: Mapping[str, str] = {"currency": "USD", "precision": "day", "basis": "stated", "not_counted": ""}
"""Fields that say something before anybody wrote: a row with nothing else is empty."""
MONEY = frozenset({"low", "high", "value"})
DEEPEST = 5
INDEX_DIGITS = 4


def sheet_of(draft: Mapping[str, Any]) -> Sheet:
    """Return a draft as the fields that show it."""
    period = draft["period"] or {}
    return {
        **{key: _written(draft[key]) for key in (*NUMBERS, *HEAD)},
        "period": {key: _written(period.get(key)) for key in PERIOD},
        "headlines": [{"text": text} for text in draft["headlines"]],
        "developments": [_development_of(form) for form in draft["developments"]],
    }


def _development_of(form: Mapping[str, Any]) -> Row:
    own = {key: _written(form[key]) for key in OWN if key in form}
    lists = {
        name: [
            {"text": row} if keys == ONE_TEXT else {key: _shown(key, row[key]) for key in keys} for row in form[name]
        ]
        for name, keys in ROWS.items()
    }
    return {**own, "source": source_mark(form), "topics": list(form["topics"]), **lists}


def _written(value: object) -> str:
    return "" if value is None or value is False else "on" if value is True else str(value)


def _shown(key: str, value: object) -> str:
    """Return a value as its field shows it: money with separators."""
    return f"{value:,}" if key in MONEY and isinstance(value, int) else _written(value)


def source_mark(form: Mapping[str, Any]) -> str:
    """Return what tells a development by the text that it was read from; empty where there is none."""
    text = form.get("source_text")
    return hashlib.sha256(text.encode()).hexdigest()[:16] if text else ""


def read_sheet(fields: Mapping[str, Sequence[str]]) -> Sheet:
    """Return what a form says, without rows in which nothing is written. Raises BadRequest for no form of ours."""
    tree: dict[str, Any] = {}
    for name, values in fields.items():
        if name.startswith("/"):
            _plant(tree, name.split("/")[1:], values)
    return {
        **{key: _leaf(tree, key) for key in (*NUMBERS, *HEAD)},
        "period": {key: _leaf(_branch(tree, "period"), key) for key in PERIOD},
        "headlines": _rows(_branch(tree, "headlines"), ONE_TEXT),
        "developments": [_read_development(branch) for branch in _listed(_branch(tree, "developments"))],
    }


def _plant(tree: dict[str, Any], steps: Sequence[str], values: Sequence[str]) -> None:
    branch: Any = tree
    for step in steps[:-1]:
        branch = branch.setdefault(step, {}) if isinstance(branch, dict) else None
    if len(steps) > DEEPEST or not isinstance(branch, dict) or isinstance(branch.get(steps[-1]), dict):
        raise BadRequest("The form is none of this page; load the page again.")
    branch[steps[-1]] = [value.replace("\r\n", "\n").replace("\r", "\n") for value in values]


def _branch(tree: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    found = tree.get(key, {})
    return found if isinstance(found, dict) else {}


def _leaf(tree: Mapping[str, Any], key: str) -> str:
    found = tree.get(key)
    return str(found[0]) if isinstance(found, list) and found else ""


def _listed(tree: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield the branches of a list in the order of their numbers."""
    if not all(key.isascii() and key.isdecimal() and len(key) <= INDEX_DIGITS for key in tree):
        raise BadRequest("The form is none of this page; load the page again.")
    yield from (_branch(tree, key) for key in sorted(tree, key=int))


def _rows(tree: Mapping[str, Any], keys: Sequence[str]) -> list[Row]:
    return _written_ones([{key: _leaf(branch, key) for key in keys} for branch in _listed(tree)])


def _written_ones(rows: Sequence[Row]) -> list[Row]:
    """Return the rows in which something is written."""
    return [row for row in rows if any(value.strip() for key, value in row.items() if key not in PRESET)]


def _read_development(tree: Mapping[str, Any]) -> Row:
    topics = tree.get("topics")
    return {
        **{key: _leaf(tree, key) for key in OWN},
        "topics": list(topics) if isinstance(topics, list) else [],
        **{name: _rows(_branch(tree, name), keys) for name, keys in ROWS.items()},
    }


def correction(sheet: Sheet, draft: Mapping[str, Any], codes: Mapping[str, str]) -> dict[str, Any]:
    """Return the merge patch that makes the draft say what a sheet says.

    What is no number or day stays as it was written, for the format to refuse; `codes` gives a country's code for its name.
    """
    period = {key: _text(sheet["period"][key]) for key in PERIOD}
    sources = [(source_mark(form), form["source_text"]) for form in draft["developments"] if form["source_text"]]
    return {
        **{key: _number(sheet[key]) for key in NUMBERS},
        **{key: _text(sheet[key]) for key in HEAD},
        "period": period if any(period.values()) else None,
        "headlines": [_text(row["text"]) for row in _written_ones(sheet["headlines"])],
        "developments": [_corrected(row, sources, codes) for row in sheet["developments"]],
    }


def _corrected(row: Row, sources: list[tuple[str, str]], codes: Mapping[str, str]) -> dict[str, Any]:
    """Return a development of the patch; the text that it was read from, taken from those left, tells which it is."""
    found = next((source for source in sources if source[0] == row["source"]), None)
    if found:
        sources.remove(found)
    lists = {name: [_fact(entry, keys) for entry in _written_ones(row[name])] for name, keys in ROWS.items()}
    return {
        "headline": _number(row["headline"]),
        **{key: _text(row[key]) for key in ("id", "title", "summary")},
        "partial": row["partial"] == "on",
        "topics": row["topics"],
        **lists,
        "countries": [codes.get(name_key(text), text) for text in lists["countries"]],
        "source_text": found[1] if found else None,
    }


def _fact(row: Row, keys: Sequence[str]) -> Any:
    if keys == ONE_TEXT:
        return _text(row["text"])
    return {key: _number(dollars(row[key])) if key in MONEY else _text(row[key]) for key in keys}


def _text(value: str) -> str | None:
    return value.strip() or None


def _number(value: str) -> int | str | None:
    said = value.strip()
    return int(said) if said.isascii() and said.isdecimal() and len(said) <= len(str(10**18)) else said or None


def codes_of(countries: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """Return the code of each country by its code and by its name in each language of the interface."""
    named = {name_key(t.label(entry)): code for t in languages().values() for code, entry in countries.items()}
    return named | {name_key(code): code for code in countries}
