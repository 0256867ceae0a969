"""Rows: what the buttons of a form add to its lists and take away."""

from collections.abc import Callable, Mapping
from typing import Any

from api.errors import BadRequest
from api.pages.editing.sheets import ONE_TEXT, OWN, PRESET, ROWS, Row, Sheet

NOT_OURS = "There is no such button on this page; load the page again."


def changed(sheet: Sheet, order: str) -> Sheet:
    """Do in a sheet what a button orders: `add:/headlines`, `remove:/developments/0/amounts/1`. Raises BadRequest."""
    verb, _, pointer = order.partition(":")
    if verb not in ORDERS:
        raise BadRequest(NOT_OURS)
    ORDERS[verb](sheet, pointer)
    return sheet


def _add(sheet: Sheet, pointer: str) -> None:
    rows = _find(sheet, pointer)
    name = pointer.rpartition("/")[2]
    rows.append(_new_development() if name == "developments" else _new_row(ROWS.get(name, ONE_TEXT)))


def _remove(sheet: Sheet, pointer: str) -> None:
    above, _, last = pointer.rpartition("/")
    rows = _find(sheet, above)
    if not last.isdecimal() or int(last) >= len(rows):
        raise BadRequest(NOT_OURS)
    del rows[int(last)]
    if above == "/headlines":
        _renumber(sheet, int(last) + 1)


def _renumber(sheet: Sheet, gone: int) -> None:
    """Keep each development with its headline when one is taken away; that of the one is left open."""
    for development in sheet["developments"]:
        said = development["headline"]
        if said.isdecimal() and int(said) >= gone:
            development["headline"] = "" if int(said) == gone else str(int(said) - 1)


def _find(sheet: Sheet, pointer: str) -> list[Row]:
    found: Any = sheet
    for step in pointer.split("/")[1:]:
        if isinstance(found, dict):
            found = found.get(step)
        elif isinstance(found, list) and step.isdecimal() and int(step) < len(found):
            found = found[int(step)]
        else:
            found = None
    if not isinstance(found, list) or pointer.endswith("/topics"):
        raise BadRequest(NOT_OURS)
    return found


def _new_row(keys: tuple[str, ...]) -> Row:
    return {key: PRESET.get(key, "") for key in keys}


def _new_development() -> Row:
    return {**dict.fromkeys(OWN, ""), "topics": [], **{name: [] for name in ROWS}}


ORDERS: Mapping[str, Callable[[Sheet, str], None]] = {"add": _add, "remove": _remove}
