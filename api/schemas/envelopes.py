"""The envelopes around answers: what a list and an item carry beside their data."""

from pydantic import Field
from typing_extensions import TypeAliasType

from api.schemas.records import Out


class AskedQuery(Out):
    """The question as it was understood."""

    description: str = Field(
        examples=["Developments on Space that name Japan, with dates from 1 April 2024, newest first."],
        description="The whole filter in one English sentence.",
    )
    params: dict[str, str | list[str]] = Field(
        examples=[{"topic": ["space"], "country": ["JP"], "date_from": "2024-04-01"}],
        description="The parameters in force, in their canonical spelling; defaults are left out.",
    )


class Normalized(Out):
    """A value that was read as another one."""

    parameter: str = Field(examples=["country"])
    from_: str = Field(alias="from", examples=["JPN"])
    to: str = Field(examples=["JP"])


class Warning(Out):
    """Something to know about this answer; it is not an error."""

    code: str = Field(examples=["data_changed"])
    message: str
    parameter: str | None


class DidYouMean(Out):
    """Another spelling of `q` that has hits."""

    q: str = Field(examples=["philippines"])
    total: int
    url: str


class Relaxed(Out):
    """How many hits `match=any` has where `match=all` has none."""

    total: int
    url: str


class ListMeta(Out):
    """About a list: `total` is exact, `data_version` names the generation of everything in the answer."""

    total: int
    limit: int
    next_cursor: str | None
    data_version: int
    took_ms: float
    query: AskedQuery
    normalized: list[Normalized]
    warnings: list[Warning]
    did_you_mean: DidYouMean | None
    relaxed: Relaxed | None
    not_found: list[str]


class ChangesMeta(ListMeta):
    """About a page of the changes feed; `last_seq` is the next `since`."""

    last_seq: int


class ItemMeta(Out):
    """About one item."""

    data_version: int


class InterpretationMeta(ItemMeta):
    """About a sentence read into filters."""

    warnings: list[Warning]


class ListLinks(Out):
    """Where to go from a list; null is what does not exist."""

    self: str
    next: str | None
    html: str | None
    csv: str | None
    jsonl: str | None
    atom: str | None


class ItemLinks(Out):
    """Where to go from an item; null is what does not exist."""

    self: str
    html: str | None
    revisions: str | None


class Distinct(Out):
    """Each record and each amount counted once."""

    count: int
    usd_sum: int | None


class Bucket(Out):
    """One value of a facet; `url` is this list with the bucket switched on, or off where it is on.

    `usd_sum` is of all counted amounts of its developments; in a bucket of `payer` or `usd_band`, of those with that payer or in
    that band.
    """

    value: str = Field(examples=["space"])
    label: str = Field(examples=["Space"])
    count: int
    usd_sum: int | None
    unconverted: int
    selected: bool
    url: str = Field(examples=["/v1/developments?topic=space"])


class Facet(Out):
    """The values of one field; `overlapping` says that a record may stand in several buckets."""

    overlapping: bool
    values: int = Field(description="How many values there are in all, shown or not.")
    distinct: Distinct
    buckets: list[Bucket]


Facets = TypeAliasType("Facets", dict[str, Facet])
"""By the name of the field; those that were asked for."""


class ListEnvelope(Out):
    """A list."""

    meta: ListMeta
    facets: Facets
    links: ListLinks


class ItemEnvelope(Out):
    """One item."""

    meta: ItemMeta
    links: ItemLinks
