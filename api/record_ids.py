"""Ids of issues, headlines and developments: how they are made and what they look like."""

import re

ISSUE_ID = re.compile(r"^[1-9]\d{0,3}\.[1-9]\d{0,3}$")
ISSUE_NAME = re.compile(r"^vol\.? ?([1-9]\d{0,3}\.[1-9]\d{0,3})$", re.IGNORECASE)
HEADLINE_ID = re.compile(r"^[1-9]\d{0,3}\.[1-9]\d{0,3}-h[1-9]\d{0,4}$")
DEVELOPMENT_ID = re.compile(r"^[1-9]\d{0,3}\.[1-9]\d{0,3}-d[1-9]\d{0,4}$")


def issue_id(volume: int, number: int) -> str:
    """`3.7`."""
    return f"{volume}.{number}"


def issue_name(issue: str) -> str:
    """`Vol 3.7`, as its publisher calls an issue; unlike the id, no program takes it for a number."""
    return f"Vol {issue}"


def issue_named(text: str) -> str:
    """The id of an issue given by its name; the text as it is where it is no such name."""
    found = ISSUE_NAME.match(text)
    return found[1] if found else text


def headline_id(issue: str, position: int) -> str:
    """`3.7-h2`: the second headline of its issue."""
    return f"{issue}-h{position}"


def development_id(issue: str, position: int) -> str:
    """`3.7-d2`: see `api/publishing/matching.py` for how the position is found."""
    return f"{issue}-d{position}"


def issue_of(record_id: str) -> str:
    """The issue that an issue's, headline's or development's id belongs to."""
    return record_id.split("-", 1)[0]


def position_of(record_id: str) -> int:
    """The number behind the letter of a headline's or development's id."""
    return int(record_id.split("-", 1)[1][1:])
