"""Conflicts: where a form and the draft as it is now differ, when somebody else changed the draft meanwhile."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from api.pages.editing.sheets import Sheet

NOT_SHOWN = "source"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One field: where it is, what the draft says now, and what the form says; empty is nothing."""

    at: str
    theirs: str
    mine: str


def differences(theirs: Sheet, mine: Sheet) -> list[Difference]:
    """Return every field in which two sheets differ, in the order of the page."""
    return list(_differences("", theirs, mine))


def _differences(at: str, theirs: Any, mine: Any) -> Iterator[Difference]:
    if isinstance(theirs, dict) or isinstance(mine, dict):
        here, there = mine or {}, theirs or {}
        for key in dict.fromkeys((*there, *here)):
            if key != NOT_SHOWN:
                yield from _differences(f"{at}/{key}", there.get(key), here.get(key))
    elif at.endswith("/topics"):
        if (theirs or []) != (mine or []):
            yield Difference(at=at, theirs=", ".join(theirs or []), mine=", ".join(mine or []))
    elif isinstance(theirs, list) or isinstance(mine, list):
        listed, other = mine or [], theirs or []
        for index in range(max(len(listed), len(other))):
            there = other[index] if index < len(other) else None
            here = listed[index] if index < len(listed) else None
            yield from _differences(f"{at}/{index}", there, here)
    elif (theirs or "") != (mine or ""):
        yield Difference(at=at, theirs=theirs or "", mine=mine or "")
