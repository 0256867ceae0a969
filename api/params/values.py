"""Values: strict types of single parameters, each with a message that says what would be right."""

import re
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Annotated

import pycountry
from pydantic import BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from api.params.nearest import nearest

DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}([Tt]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?([Zz]|[+-]\d{2}:\d{2}))?", re.ASCII)
WHOLE = re.compile(r"-?\d{1,30}", re.ASCII)
FIRST_YEAR, LAST_YEAR = 1900, 2100
MOST_MONEY = 10**15
CURRENCIES = {spelling: c.alpha_3 for c in pycountry.currencies for spelling in (c.name.casefold(), c.alpha_3)}
"""ISO 4217 codes, and names in lower case, to codes."""
CODES = frozenset(CURRENCIES.values())


def fail(code: str, message: str, suggestion: str | None = None) -> PydanticCustomError:
    """Return the error that `checking` turns into a row; braces in the message are literal."""
    return PydanticCustomError("alliance", "{message}", {"code": code, "message": message, "suggestion": suggestion})


def read_day(value: object) -> object:
    """Read `2024-04-01`, a real day from 1900 to 2100."""
    if not isinstance(value, str):
        return value
    if not DAY.fullmatch(value):
        raise fail("invalid_date", "Write a date as YYYY-MM-DD, for example 2024-04-01.")
    try:
        day = date.fromisoformat(value)
    except ValueError as error:
        raise fail("invalid_date", f"{value} is no day of the calendar.") from error
    return _within_years(day)


def _within_years(day: date) -> date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise fail("invalid_date", f"Years go from {FIRST_YEAR} to {LAST_YEAR}.")
    return day


def read_moment(value: object) -> object:
    """Read `2024-04-01T00:00:00Z` or `2024-04-01` (its beginning in UTC)."""
    if not isinstance(value, str):
        return value
    if not MOMENT.fullmatch(value):
        raise fail("invalid_time", "Write a moment as 2024-04-01T00:00:00Z, or a date as 2024-04-01.")
    try:
        moment = datetime.fromisoformat(value.upper())
        _within_years(moment.date())
        return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise fail("invalid_time", f"{value} is no moment of the calendar.") from error


def read_whole(low: int, high: int, what: str) -> Callable[[object], object]:
    """Return a reader of whole numbers from `low` to `high`; `what` names them in messages."""

    def read(value: object) -> object:
        if not isinstance(value, str):
            return value
        if not WHOLE.fullmatch(value):
            raise fail("invalid_number", f"Write {what} as a whole number in digits, without signs or separators.")
        number = int(value)
        if number < low:
            raise fail("too_small", f"{what[0].upper()}{what[1:]} cannot be under {low}.", str(low))
        if number > high:
            raise fail("too_large", f"{what[0].upper()}{what[1:]} cannot be over {high}.", str(high))
        return number

    return read


def read_bool(value: object) -> object:
    """Read `true` or `false`."""
    if not isinstance(value, str):
        return value
    if value not in {"true", "false"}:
        raise fail("invalid_boolean", "Write true or false.", nearest(value, ("true", "false")))
    return value == "true"


def read_choice(values: Sequence[str], what: str) -> Callable[[object], object]:
    """Return a reader of one of `values`; `what` names them in messages."""

    def read(value: object) -> object:
        if isinstance(value, StrEnum) or not isinstance(value, str) or value in values:
            return value
        raise fail(
            "unknown_value",
            f"There is no {what} “{value[:100]}”; there are {', '.join(values)}.",
            nearest(value, values),
        )

    return read


def read_currency(value: object) -> object:
    """Read an ISO 4217 code in capitals."""
    if not isinstance(value, str) or value in CODES:
        return value
    spelling = value.upper() if value.upper() in CODES else nearest(value, CURRENCIES.keys() - CODES)
    suggestion = CURRENCIES[spelling] if spelling else None
    raise fail("unknown_value", f"“{value[:100]}” is no ISO 4217 currency code.", suggestion)


def read_volume(value: object) -> object:
    """Read the number of a volume as text."""
    if isinstance(value, str) and not re.fullmatch(r"[1-9]\d{0,5}", value, re.ASCII):
        raise fail("invalid_number", "Write a volume as a whole number, for example 3.")
    return value


def read_text(value: object) -> object:
    """Read text that is more than blanks."""
    if isinstance(value, str) and not value.strip():
        raise fail("empty", "It is blank; leave the parameter out or write something.")
    return value


def read_line(value: str) -> str:
    """Read one line of text without control characters."""
    if not value.isprintable():
        raise fail("invalid_value", "Write one line, without control characters.")
    return value


Day = Annotated[date, BeforeValidator(read_day)]
Moment = Annotated[datetime, BeforeValidator(read_moment), WithJsonSchema({"type": "string", "format": "date-time"})]
Money = Annotated[int, Field(ge=0, le=MOST_MONEY), BeforeValidator(read_whole(0, MOST_MONEY, "money"))]
Flag = Annotated[bool, BeforeValidator(read_bool)]
Text = Annotated[str, Field(min_length=1), BeforeValidator(read_text)]
Currency = Annotated[str, Field(pattern="^[A-Z]{3}$"), BeforeValidator(read_currency)]
Volume = Annotated[str, Field(pattern="^[1-9][0-9]{0,5}$"), BeforeValidator(read_volume)]
