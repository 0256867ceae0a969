"""The format of a draft: that of an issue file, in which what nobody knows yet may be missing."""

from typing import Annotated

from pydantic import Field

from api.seeding.format import (
    EVIDENCE_MAX,
    AmountPart,
    DatePart,
    EvidencePart,
    FilePart,
    Long,
    Named,
    PeriodPart,
    PersonPart,
    Short,
    Url,
)


class DraftDevelopmentPart(FilePart):
    """A development of a draft; `headline`, `title` and `summary` may be null until it is published."""

    headline: Annotated[int, Field(ge=1)] | None = None
    id: str | None = None
    title: Short | None = None
    summary: Long | None = None
    partial: bool = False
    topics: Annotated[list[str], Field(max_length=50, default_factory=list)]
    countries: Annotated[list[str], Field(max_length=250, default_factory=list)]
    dates: Annotated[list[DatePart], Field(max_length=200, default_factory=list)]
    amounts: Annotated[list[AmountPart], Field(max_length=200, default_factory=list)]
    organizations: Annotated[list[Short], Field(max_length=200, default_factory=list)]
    people: Annotated[list[Annotated[PersonPart, Named("name")]], Field(max_length=200, default_factory=list)]
    initiatives: Annotated[list[Short], Field(max_length=200, default_factory=list)]
    evidence: Annotated[list[EvidencePart], Field(max_length=EVIDENCE_MAX, default_factory=list)]
    source_text: Long | None = None


class DraftPart(FilePart):
    """An issue as a draft; `period` is left null where it is the half-month of volume and number."""

    volume: Annotated[int, Field(ge=1, le=999)] | None = None
    number: Annotated[int, Field(ge=1, le=999)] | None = None
    title: Short | None = None
    occasion: Short | None = None
    period: PeriodPart | None = None
    source_url: Url | None = None
    publisher: Short | None = None
    headlines: Annotated[list[Short], Field(max_length=200, default_factory=list)]
    developments: Annotated[list[DraftDevelopmentPart], Field(max_length=500, default_factory=list)]
