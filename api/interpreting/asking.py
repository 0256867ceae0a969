"""Asking: the words that stand around names, dates and sums in a question, read from `seed_data/asking.yaml`."""

from typing import Annotated, Literal

import pycountry
from pydantic import BaseModel, ConfigDict, Field, model_validator

from search import ALLIANCE_FORMATS, Sort

Word = Annotated[str, Field(min_length=1, max_length=60)]
Words = Annotated[tuple[Word, ...], Field(max_length=500)]
Code = Annotated[str, Field(pattern="^[A-Z]{3}$")]


class Data(BaseModel):
    """A part of the file: every key must be there, and no other."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Bounds(Data):
    """Comparisons of sums."""

    at_least: Words
    at_most: Words
    about: Words
    exactly: Words
    plain: Words


class Sums(Data):
    """The words of sums of money."""

    before: Bounds
    after: Bounds
    margin_percent: Annotated[int, Field(ge=0, le=50)]
    assumed: Code
    things: Words
    japanese_scales: dict[Word, int]
    japanese_currencies: dict[Word, Code]

    @model_validator(mode="after")
    def currencies_exist(self) -> "Sums":
        """Every currency is one of ISO 4217."""
        for code in (self.assumed, *self.japanese_currencies.values()):
            if pycountry.currencies.get(alpha_3=code) is None:
                raise ValueError(f"{code} is no ISO 4217 code")
        return self


class DaysBefore(Data):
    """What may stand right before a date."""

    from_: Annotated[Words, Field(alias="from")]
    after: Words
    until: Words
    before: Words
    in_: Annotated[Words, Field(alias="in")]


class Units(Data):
    """The words of spans of time."""

    day: Words
    week: Words
    month: Words
    quarter: Words
    year: Words


class Owners(Data):
    """Whose fiscal year it is."""

    US: Words
    JP: Words


class Dates(Data):
    """The words of dates."""

    before: DaysBefore
    after: DaysBefore
    published: Words
    lead: Words
    calendar: dict[Word, int]
    units: Units
    counts: dict[Word, float]
    japanese_years: dict[Word, int]
    japanese_months: dict[Word, int]
    fiscal_owners: Owners


class SetPhrase(Data):
    """Words that stand for one value of a parameter."""

    parameter: Literal["alliance_format", "sort", "has_amount", "country", "topic"]
    value: Word
    words: Words

    @model_validator(mode="after")
    def value_exists(self) -> "SetPhrase":
        """The value is one of a closed set; countries and topics are looked up in the archive."""
        closed = {"alliance_format": ALLIANCE_FORMATS, "sort": tuple(Sort), "has_amount": ("true", "false")}
        if self.parameter in closed and self.value not in closed[self.parameter]:
            raise ValueError(f"{self.parameter} has no value {self.value}")
        return self


class Sides(Data):
    """Words before and behind."""

    before: Words
    after: Words


class Joints(Data):
    """Words between two names of a kind."""

    all: Words
    any: Words
    neutral: Words


class Asking(Data):
    """The whole file; its own head says what each key means."""

    schema_: Annotated[Literal[1], Field(alias="schema")]
    money: Sums
    dates: Dates
    phrases: tuple[SetPhrase, ...]
    topics: dict[Word, Words]
    second_meanings: tuple[SetPhrase, ...]
    titles: Words
    payers: Words
    issue: Words
    volume: Words
    latest_issue: Words
    capitals: Words
    negations: Sides
    joints: Joints
    articles: Words
    stops: Words
    particles: Words
    us_beside: Words
    us_object_of: Words
    spellings: Words
    doubtful_spellings: Words
