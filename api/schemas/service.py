"""What the service says about itself: suggestions, changes, catalogue, synonyms, status, health."""

from typing import Any, Literal

from pydantic import Field

from api.schemas.records import DateText, IssueRef, Out

DateTimeText = Field(examples=["2024-05-01T12:00:00Z"], json_schema_extra={"format": "date-time"})


class Narrowing(Out):
    """The filter that a suggestion stands for."""

    parameter: str = Field(examples=["organization"])
    value: str = Field(examples=["nasa"])


class Suggestion(Out):
    """A vocabulary entry offered while typing; `hint` is the alias that matched, if it was not the name."""

    kind: str = Field(examples=["organization"])
    id: str = Field(examples=["nasa"])
    label: str
    hint: str | None
    count: int
    filter: Narrowing
    url: str = Field(examples=["/v1/developments?organization=nasa"])


class Change(Out):
    """One row of the changes log."""

    seq: int = Field(examples=[1841])
    at: str = DateTimeText
    op: Literal["created", "updated", "withdrawn"]
    kind: str = Field(examples=["development"])
    id: str = Field(examples=["3.7-d3"])
    revision: int
    changed: list[str] = Field(examples=[["amounts"]])
    note: str | None


class AuditRow(Out):
    """One thing that was done, by whom, to what."""

    seq: int = Field(examples=[12])
    at: str = DateTimeText
    key_id: str | None = Field(examples=["k3v5x2aq"], description="Public id of the key; null for the command line.")
    name: str = Field(examples=["Desk"], description="Name of the key, or `command line`.")
    action: str = Field(examples=["put_issue"])
    kind: str = Field(examples=["issue"])
    id: str = Field(examples=["3.7"])
    request_id: str | None
    details: dict[str, Any] = Field(
        examples=[{"created": 0, "updated": 2, "withdrawn": 0, "first_seq": 240, "last_seq": 241, "source_texts": 0}]
    )


class RevisionLinks(Out):
    """Where the state of a revision is."""

    self: str = Field(examples=["/v1/developments/3.7-d3?revision=1"])


class Revision(Out):
    """What changed in a record, when and why."""

    revision: int
    at: str = DateTimeText
    op: Literal["created", "updated", "withdrawn"]
    changed: list[str]
    note: str | None
    links: RevisionLinks


class FieldRow(Out):
    """One searchable property: its parameters, and whether it is searched as text or counted as a facet."""

    name: str = Field(examples=["topic"])
    about: str
    filter: str | None = Field(examples=["keyword"], description="How it filters; null when it does not.")
    parameters: list[str] = Field(examples=[["topic", "topic_all", "topic_not"]])
    facet: bool
    text: bool = Field(description="Whether `q` searches it.")
    scope: str | None = Field(examples=["title:"], description="The prefix in `q` that searches this field alone.")
    weight: float | None = Field(description="Its share in ranking.")
    everywhere: bool = Field(description="Whether it filters headlines without a development too.")


class SortRow(Out):
    """One order of a list."""

    name: str = Field(examples=["date_desc"])
    about: str


class BandRow(Out):
    """One bucket of the `usd_band` facet, both ends included; null is open."""

    value: str
    label: str
    usd_min: int | None
    usd_max: int | None


class Catalogue(Out):
    """Everything a list can be filtered, counted and sorted by."""

    fields: list[FieldRow]
    facets: list[str]
    sorts: list[SortRow]
    usd_bands: list[BandRow]


class OneWay(Out):
    """A search for `from` also finds `to`, not the other way round."""

    from_: str = Field(alias="from")
    to: str


class SynonymGroup(Out):
    """Words of one meaning, in English and Japanese."""

    id: str = Field(examples=["c2"])
    kind: str = Field(examples=["acronym"])
    en: list[str]
    ja: list[str]
    one_way: list[OneWay]
    note: str | None


class Licence(Out):
    """On which terms the data may be used."""

    name: str
    identifier: str = Field(examples=["CC-BY-4.0"])
    url: str


class Coverage(Out):
    """What is missing; issues are numbered 1 to 24 a volume."""

    issues_missing: list[str] = Field(examples=[["1.5"]], description="Ids between the first and last issue.")
    headlines_without_development: int
    partial_developments: int


class Counts(Out):
    """Records and vocabulary entries by kind."""

    issues: int
    headlines: int
    developments: int
    topics: int
    countries: int
    initiatives: int
    organizations: int
    people: int


class Status(Out):
    """The state of the archive."""

    software_version: str = Field(examples=["0.1.0"])
    data_version: int
    updated_at: str | None = Field(json_schema_extra={"format": "date-time"})
    counts: Counts
    first_issue: IssueRef | None
    last_issue: IssueRef | None
    first_published_on: str | None = DateText
    last_published_on: str | None = DateText
    coverage: Coverage
    licence: Licence
    attribution: str


class Health(Out):
    """The process runs."""

    status: Literal["ok"]


class Readiness(Out):
    """The index is there, whole and not lagging."""

    status: Literal["ready"]
    data_version: int
    lag_s: float
