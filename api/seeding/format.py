"""The format of issue files: every key, its type and its limits; anything else is an error."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

VALUE_MAX = 10**15
EVIDENCE_MAX = 1_000
"""Pieces of evidence allowed for one development."""
SHORT_MAX = 500
URL_MAX = 2_000
WEB = re.compile(r'https?://[^\s<>"]+')
"""An address of the web; its pattern stands in the contract, so JavaScript must take it too, which knows no escaped quote."""
_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}$")
FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def clean(text: str) -> str:
    """The text itself. Raises ValueError for control characters, lone surrogates, or nothing but spaces."""
    found = FORBIDDEN.search(text)
    if found:
        raise ValueError(f"holds the character U+{ord(found[0]):04X}, which is not allowed")
    if not text.strip():
        raise ValueError("must not be blank")
    return text


def day(value: object) -> object:
    """A date from `YYYY-MM-DD`. Raises ValueError for any other form."""
    if not isinstance(value, str) or not _DAY.match(value):
        raise ValueError("must be a date in the form YYYY-MM-DD")
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise ValueError(f"is no day of the calendar ({error})") from error


Short = Annotated[str, Field(min_length=1, max_length=SHORT_MAX), AfterValidator(clean)]
Words = Annotated[str, Field(min_length=1, max_length=2_000), AfterValidator(clean)]
Url = Annotated[str, Field(max_length=URL_MAX, pattern=f"^{WEB.pattern}$"), AfterValidator(clean)]
Long = Annotated[str, Field(min_length=1, max_length=20_000), AfterValidator(clean)]
Day = Annotated[date, BeforeValidator(day)]
Whole = Annotated[int, Field(ge=0, le=VALUE_MAX)]
Revision = Annotated[int, Field(ge=1, le=1_000_000)]
Precision = Literal["day", "part-of-month", "half-month", "month", "quarter", "half-year", "year", "fiscal-year"]


@dataclass(frozen=True, slots=True)
class Named:
    """Marks a mapping that may be written as the text of one of its keys alone."""

    key: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Take the text for the mapping that has only this key."""
        return core_schema.no_info_before_validator_function(self._spread, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Say that either is right."""
        return {"anyOf": [handler(schema), {"type": "string", "minLength": 1, "maxLength": SHORT_MAX}]}

    def _spread(self, value: object) -> object:
        return {self.key: value} if isinstance(value, str) else value


class FilePart(BaseModel):
    """A mapping in a file: keys that are not known are errors, and nothing is converted."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class PeriodPart(FilePart):
    """Days that the issue covers, both included."""

    start: Day
    end: Day


class HeadlinePart(FilePart):
    """A headline; in a file also the text alone."""

    text: Short
    revision: Revision = 1


class DatePart(FilePart):
    """When something happened; `end` is included."""

    start: Day
    end: Day
    precision: Precision
    label: Words | None = None
    raw: Words | None = None
    basis: Literal["stated", "inferred"] = "stated"


class AmountPart(FilePart):
    """Money: `value` with its qualifier, or `low`/`high`."""

    value: Whole | None = None
    low: Whole | None = None
    high: Whole | None = None
    currency: str
    qualifier: Short | None = None
    purpose: Words | None = None
    payer: Short | None = None
    recipient: Short | None = None
    raw: Words | None = None
    not_counted: Literal["repeat", "running_total", "past_cost"] | None = None
    repeat_of: str | None = None


class PersonPart(FilePart):
    """A person with the office held then; in a file also the name alone."""

    name: Short
    role: Words | None = None


class EvidencePart(FilePart):
    """Where the source says a fact: `fact` is a JSON pointer into the development, `end` is exclusive."""

    fact: Annotated[str, Field(max_length=200, pattern=r"^/[a-z]+(/[0-9]+)?(/[a-z_]+)?$", examples=["/amounts/0"])]
    raw: Words | None = None
    start: Annotated[int, Field(ge=0, le=10**6)] | None = None
    end: Annotated[int, Field(ge=0, le=10**6)] | None = None
    where: Literal["text", "headline"] = "text"
    rule: Short
    confidence: Annotated[float, Field(ge=0, le=1)]


class DevelopmentPart(FilePart):
    """A development; `id` is written only where it does not follow from the headline.

    `source_text` is the publisher's paragraph: kept for editors, never served to others; left out, it stays as it is.
    """

    headline: Annotated[int, Field(ge=1)]
    id: str | None = None
    title: Short
    summary: Long
    partial: bool = False
    topics: Annotated[list[str], Field(max_length=50)]
    countries: Annotated[list[str], Field(max_length=250)]
    dates: Annotated[list[DatePart], Field(max_length=200)] = []
    amounts: Annotated[list[AmountPart], Field(max_length=200)] = []
    organizations: Annotated[list[Short], Field(max_length=200)] = []
    people: Annotated[list[Annotated[PersonPart, Named("name")]], Field(max_length=200)] = []
    initiatives: Annotated[list[Short], Field(max_length=200)] = []
    evidence: Annotated[list[EvidencePart], Field(max_length=EVIDENCE_MAX)] = []
    source_text: Long | None = None
    revision: Revision = 1


class IssuePart(FilePart):
    """A whole issue, as one YAML document or one line of JSON Lines."""

    volume: Annotated[int, Field(ge=1, le=999)]
    number: Annotated[int, Field(ge=1, le=999)]
    title: Short
    occasion: Short | None = None
    period: PeriodPart
    source_url: Url | None = None
    publisher: Short | None = None
    revision: Revision = 1
    headlines: Annotated[list[Annotated[HeadlinePart, Named("text")]], Field(min_length=1, max_length=200)]
    developments: Annotated[list[DevelopmentPart], Field(max_length=500)]
