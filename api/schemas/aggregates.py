"""Aggregates as they are answered."""

from pydantic import Field

from api.schemas.envelopes import ListEnvelope, ListMeta
from api.schemas.records import Out


class InCurrency(Out):
    """The figures of a group in the currency of `in`, in whole units; null where not asked for or nothing is known."""

    currency: str = Field(examples=["JPY"])
    sum: int | None
    median: int | None
    max: int | None
    unconverted: int = Field(description="Counted amounts for which no rate is stored.")


class AggregateRow(Out):
    """One group: what its developments and their counted amounts add up to.

    A group of payers or bands takes the amounts with that payer or in that band, any other all of its developments. Metrics that
    were not asked for are null; so is a sum of no amounts. `covered` is false for a period in which no issue is in the archive, so
    that its zeros say nothing. `url` lists the developments; null where no filter finds them, as for periods, which go by
    `sorted_on`, and for a second organization beside the one asked for.
    """

    keys: dict[str, str] = Field(examples=[{"topic": "space"}])
    labels: dict[str, str] = Field(examples=[{"topic": "Space"}])
    count: int | None
    usd_sum: int | None
    usd_median: int | None = Field(description="Of counted amounts; of an even number the mean of the middle two.")
    usd_max: int | None
    unconverted: int = Field(description="Counted amounts without dollars.")
    in_: InCurrency | None = Field(alias="in")
    covered: bool
    url: str | None = Field(examples=["/v1/developments?topic=space"])


class DistinctTotal(Out):
    """Each development and each amount once, whatever groups it is in."""

    count: int
    usd_sum: int | None
    unconverted: int
    in_: InCurrency | None = Field(alias="in")


class AggregateMeta(ListMeta):
    """About an aggregate: `overlapping` says that one development may be in several groups."""

    overlapping: bool
    distinct_total: DistinctTotal


class AggregateList(ListEnvelope):
    """Sums by group."""

    data: list[AggregateRow]
    meta: AggregateMeta
