"""FIELDS: one row for each searchable property; parameters, schema, catalogue and docs follow from it."""

from dataclasses import dataclass
from enum import StrEnum


class FilterKind(StrEnum):
    """How a field filters: what its parameters mean and how an engine stores it."""

    KEYWORD = "keyword"
    SPANS = "spans"
    AMOUNTS = "amounts"
    INSTANT = "instant"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A searchable property.

    `weight` is its share in ranking when it is searched as text, None when it is not text.
    `combine` says that `_all` and `_not` parameters exist beside the any-of one.
    `facet` says that answers can count its values.
    `everywhere` says that it filters headlines and issues by their own value too; any other
    filter leaves out what is no development. `of_amount` says that it is a property of an amount: with other conditions on
    amounts it is met by one and the same amount, and a bucket of it adds up the amounts that have it.
    """

    name: str
    about: str
    weight: float | None = None
    filter: FilterKind | None = None
    combine: bool = False
    facet: bool = False
    everywhere: bool = False
    of_amount: bool = False

    @property
    def parameters(self) -> tuple[str, ...]:
        """The query parameters that its way of filtering makes."""
        match self.filter:
            case FilterKind.KEYWORD:
                return (self.name, f"{self.name}_all", f"{self.name}_not") if self.combine else (self.name,)
            case FilterKind.SPANS:
                return (f"{self.name}_from", f"{self.name}_to")
            case FilterKind.AMOUNTS:
                return (*_AMOUNT_CONDITIONS, "has_amount")
            case FilterKind.INSTANT:
                return (f"{self.name}_since",)
            case None:
                return ()


_AMOUNT_CONDITIONS = ("usd_min", "usd_max", "amount_min", "amount_max", "amount_currency")
FIELDS: tuple[Field, ...] = (
    Field(name="title", about="Title of the development, or of the issue.", weight=0.9),
    Field(name="summary", about="The development's summary.", weight=1.0),
    Field(name="headline", about="The line of the issue's headline list.", weight=0.7),
    Field(name="purpose", about="What an amount is for.", weight=0.5),
    Field(
        name="topic",
        about="Slug of a topic, for example `space`.",
        filter=FilterKind.KEYWORD,
        combine=True,
        facet=True,
    ),
    Field(
        name="country",
        about="ISO 3166-1 alpha-2 code, for example `JP`.",
        filter=FilterKind.KEYWORD,
        combine=True,
        facet=True,
    ),
    Field(
        name="organization",
        about="Organizations by slug, or in `q` by name and alias.",
        weight=0.6,
        filter=FilterKind.KEYWORD,
        facet=True,
    ),
    Field(
        name="person",
        about="People by slug, or in `q` by name and alias.",
        weight=0.6,
        filter=FilterKind.KEYWORD,
        facet=True,
    ),
    Field(
        name="initiative",
        about="Programmes, agreements, forums and exercises by slug, or in `q` by name and alias.",
        weight=0.6,
        filter=FilterKind.KEYWORD,
        facet=True,
    ),
    Field(
        name="payer",
        about="Slug of who pays an amount, the one that the other conditions on amounts are met by.",
        filter=FilterKind.KEYWORD,
        facet=True,
        of_amount=True,
    ),
    Field(
        name="issue",
        about="Id of the issue, for example `3.7`.",
        filter=FilterKind.KEYWORD,
        facet=True,
        everywhere=True,
    ),
    Field(name="volume", about="Volume of the digest.", filter=FilterKind.KEYWORD, everywhere=True),
    Field(
        name="alliance_format",
        about="Who acts: `bilateral`, `trilateral`, `quad` or `multilateral`.",
        filter=FilterKind.KEYWORD,
        facet=True,
    ),
    Field(name="country_pair", about="Two countries in one development, for example `JP-PH`.", facet=True),
    Field(name="kind", about="Kind of record: development, headline or issue.", facet=True),
    Field(name="year", about="Calendar year of the primary date.", facet=True),
    Field(name="usd_band", about="Band of dollars that one amount lies in.", facet=True, of_amount=True),
    Field(name="date", about="Event dates, or the issue's period where there are none.", filter=FilterKind.SPANS),
    Field(name="published", about="The issue's publication period.", filter=FilterKind.SPANS, everywhere=True),
    Field(name="amount", about="Amounts in dollars or as written.", filter=FilterKind.AMOUNTS),
    Field(name="updated", about="When the record last changed.", filter=FilterKind.INSTANT),
)

TEXT_FIELDS = tuple(row.name for row in FIELDS if row.weight is not None)
WEIGHTS = {row.name: row.weight for row in FIELDS if row.weight is not None}
OF_AMOUNTS = frozenset(row.name for row in FIELDS if row.of_amount)
OF_ONE_AMOUNT = (*_AMOUNT_CONDITIONS, *(parameter for row in FIELDS if row.of_amount for parameter in row.parameters))
"""Parameters that one and the same amount must meet."""
KEYWORD_FIELDS = (
    *(row.name for row in FIELDS if row.filter is FilterKind.KEYWORD and not row.of_amount),
    "country_pair",
)
"""Fields whose exact values documents have (`country_pair` is derived when indexing)."""
FACETS = tuple(row.name for row in FIELDS if row.facet)
EVERYWHERE = frozenset(row.name for row in FIELDS if row.everywhere)
SCOPES = ("title", "summary", "organization", "person", "initiative")
"""Text fields that may stand before a colon in `q`."""


ALLIANCE_FORMATS = ("bilateral", "trilateral", "quad", "multilateral")


@dataclass(frozen=True, slots=True)
class UsdBand:
    """A bucket of the `usd_band` facet, both ends included; None is open."""

    value: str
    label: str
    low: int | None
    high: int | None


USD_BANDS: tuple[UsdBand, ...] = (
    UsdBand("under_1m", "under $1 million", None, 999_999),
    UsdBand("1m_10m", "$1 million to $10 million", 1_000_000, 9_999_999),
    UsdBand("10m_100m", "$10 million to $100 million", 10_000_000, 99_999_999),
    UsdBand("100m_1bn", "$100 million to $1 billion", 100_000_000, 999_999_999),
    UsdBand("1bn_10bn", "$1 billion to $10 billion", 1_000_000_000, 9_999_999_999),
    UsdBand("10bn_and_over", "$10 billion and over", 10_000_000_000, None),
)
