"""Models: the parameters of each family of operations, one attribute a parameter."""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    create_model,
    field_validator,
)
from pydantic.json_schema import SkipJsonSchema

from api.params.choices import (
    AllianceFormat,
    ChangedKind,
    Extra,
    FacetName,
    GroupName,
    Kind,
    MatchChoice,
    Metric,
    SearchExtra,
    SortChoice,
)
from api.params.nearest import nearest
from api.params.values import Currency, Day, Flag, Moment, Money, Text, Volume, fail, read_line, read_whole
from api.schemas.records import Development, Headline, Issue
from api.schemas.vocabularies import Country, CountryPair, InitiativeTimeline, Organization, Person, Topic
from search import MOST_GROUPS, Match

Nothing = SkipJsonSchema[None]
Note = Annotated[Text, Field(max_length=500), AfterValidator(read_line)]
Limit = Annotated[int, Field(ge=1, le=200), BeforeValidator(read_whole(1, 200, "limit"))]
FacetLimit = Annotated[int, Field(ge=1, le=200), BeforeValidator(read_whole(1, 200, "facet_limit"))]
ChangeNumber = Annotated[int, Field(ge=0, le=2**53), BeforeValidator(read_whole(0, 2**53, "since"))]
RevisionNumber = Annotated[int, Field(ge=1, le=2**31), BeforeValidator(read_whole(1, 2**31, "revision"))]
MOST_VALUES = 50


def several(about: str, *examples: str) -> Any:
    """Return the field of a parameter that may be repeated: any of its values."""
    return Field(default_factory=list, max_length=MOST_VALUES, description=about, examples=[list(examples)])


def single(about: str, example: Any, default: Any = None) -> Any:
    """Return the field of a parameter that is given once."""
    return Field(default, description=about, examples=[example])


class Params(BaseModel):
    """Parameters of one operation; any other is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    refused: ClassVar[Mapping[str, str]] = {}
    """Parameters of its neighbours that it does not take → why, and what to do."""

    @property
    def extras(self) -> tuple[str, ...]:
        """What `include` asks for, each once, in order; nothing where there is no such parameter."""
        included = getattr(self, "include", None)
        return tuple(sorted({extra.value for extra in included})) if included else ()


class Filtering(Params):
    """`q` and the filters, the same everywhere."""

    q: Text | Nothing = single(
        "Text over title, summary, headline, names and aliases, and purposes of amounts. Words are AND-ed; "
        '`"a phrase"`, `OR`, `-word`, `prefix*`, parentheses, `title:`, `summary:`, `organization:`, `person:`, `initiative:`.',
        "command and control",
    )
    match: MatchChoice = single("Whether all words of `q` must be there, or any.", "any", Match.ALL)
    synonyms: Flag = single("Whether words of one meaning are found too; never inside quotes.", False, True)
    topic: list[Text] = several("Topics, any of.", "space")
    topic_all: list[Text] = several("Topics, all of.", "defense", "technology")
    topic_not: list[Text] = several("Topics, none of.", "cyber")
    country: list[Text] = several(
        "Countries, any of: ISO 3166-1 alpha-2; alpha-3 and English names are accepted and reported.", "JP"
    )
    country_all: list[Text] = several("Countries, all of.", "JP", "PH")
    country_not: list[Text] = several("Countries, none of.", "CN")
    alliance_format: list[AllianceFormat] = several("Who acts, any of.", "trilateral", "quad")
    date_from: Day | Nothing = single("First day; one of the event dates must reach it.", "2024-04-01")
    date_to: Day | Nothing = single("Last day, inclusive.", "2024-04-30")
    published_from: Day | Nothing = single("First day of publication; the issue's period must reach it.", "2024-01-01")
    published_to: Day | Nothing = single("Last day of publication, inclusive.", "2024-12-31")
    usd_min: Money | Nothing = single(
        "Least US dollars; one and the same amount meets all amount conditions.", 1_000_000_000
    )
    usd_max: Money | Nothing = single("Most US dollars, inclusive.", 5_000_000_000)
    amount_min: Money | Nothing = single("Least amount in the currency as written.", 1_000_000)
    amount_max: Money | Nothing = single("Most amount in the currency as written.", 10_000_000_000_000)
    amount_currency: list[Currency] = several("Currencies as written, any of (ISO 4217).", "JPY")
    has_amount: Flag | Nothing = single("Whether there is an amount of money at all.", True)
    initiative: list[Text] = several("Initiatives, any of.", "artemis")
    organization: list[Text] = several("Organizations, any of.", "nasa")
    person: list[Text] = several("People, any of.", "fumio-kishida")
    payer: list[Text] = several("Who pays the amount that meets the other conditions on amounts, any of.", "microsoft")
    issue: list[Text] = several("Issues, any of; `Vol 3.7`, as CSV names them, is accepted and reported.", "3.7")
    volume: list[Volume] = several("Volumes, any of.", "3")
    updated_since: Moment | Nothing = single("Changed at or after this moment.", "2024-05-01T00:00:00Z")


class Paging(Params):
    """How much of a list, from where."""

    limit: Limit = single("How many on a page, at most 200.", 5, 20)
    cursor: Text | Nothing = Field(None, description="`meta.next_cursor` of the page before; opaque.")


class Selecting(Params):
    """Which keys of each item."""

    selectable: ClassVar[frozenset[str]] = frozenset()
    fields: list[Text] = Field(
        default_factory=list,
        max_length=MOST_VALUES,
        description="Keys of each item to keep; `id` and `kind` always stay.",
        json_schema_extra={"x-undocumented": True},
    )

    @field_validator("fields")
    @classmethod
    def fields_exist(cls, values: list[str], info: ValidationInfo) -> list[str]:
        """Each field is a key of the items listed."""
        for value in values:
            if value not in cls.selectable:
                raise fail(
                    "unknown_value",
                    f"{info.field_name}: the items have no “{value[:100]}”.",
                    nearest(value, cls.selectable),
                )
        return values


class Counting(Params):
    """Which facets."""

    facet: list[FacetName] = several("Fields whose values are counted and summed.", "topic", "year")
    facet_limit: FacetLimit = single("Most buckets of a facet, at most 200.", 5, 20)


def keys(*models: type[BaseModel]) -> frozenset[str]:
    """Return the keys that items of these models have."""
    return frozenset(name for model in models for name in model.model_fields)


class ListParams(Selecting, Counting, Paging, Filtering):
    """A list of records."""

    selectable: ClassVar[frozenset[str]] = keys(Issue, Headline)
    sort: SortChoice | Nothing = single(
        "Order; `relevance` only with `q` (then the default), else `date_desc` is.", "date_asc"
    )
    highlight: Flag = single("Whether to mark in each item what matched.", True, False)


INCLUDE = (
    "Extras of each development: `evidence` (where the source says each fact); `source_text` (the publisher's paragraph, "
    "only with an editor's key)."
)


class DevelopmentParams(ListParams):
    """The list of developments."""

    selectable: ClassVar[frozenset[str]] = keys(Development)
    include: list[Extra] = several(INCLUDE, "evidence")
    id: list[Text] = several("These developments, in this order; stands alone.", "3.7-d2", "3.7-d4")


class SearchParams(ListParams):
    """The search over all kinds."""

    selectable: ClassVar[frozenset[str]] = keys(Issue, Headline, Development) | {"score", "highlight"}
    kind: list[Kind] = several("Kinds of record, any of.", "development", "headline")
    include: list[SearchExtra] = several("Extras of each development: `evidence`.", "evidence")


class FacetsParams(Counting, Filtering):
    """Facets alone."""


class Grouping(Filtering):
    """What is added up."""

    group_by: Annotated[list[GroupName], Field(min_length=1, max_length=MOST_GROUPS)] = Field(
        description="One or two things to group by; the first one orders the rows.", examples=[["topic", "year"]]
    )
    metric: list[Metric] = several(
        "What to give of each group; `count` where nothing is asked for.", "count", "usd_sum"
    )

    @field_validator("group_by", mode="before")
    @classmethod
    def one_or_two_groups(cls, values: Any) -> Any:
        """There are at most two groups, and each is another."""
        if isinstance(values, list) and len(values) > MOST_GROUPS:
            raise fail("too_many_values", f"Group by one or two; this asks for {len(values)}.")
        if isinstance(values, list) and len(set(map(str, values))) < len(values):
            raise fail("repeated", "The two groups are the same; leave one out.")
        return values


AggregateParams = create_model(
    "AggregateParams",
    __base__=Grouping,
    __doc__="Sums by group.",
    **{
        "in": (
            Currency | Nothing,
            single("Also give the sums in this currency (ISO 4217), at the stored rates.", "JPY"),
        )
    },  # type: ignore[call-overload]
)


class VocabularyParams(Selecting, Paging, Filtering):
    """A vocabulary."""

    selectable: ClassVar[frozenset[str]] = keys(Topic, Country, CountryPair, InitiativeTimeline, Organization, Person)


class SuggestParams(Params):
    """Suggestions while typing."""

    q: Annotated[Text, Field(max_length=200)] = Field(
        description="The beginning of a name or alias.", examples=["kish"]
    )
    limit: Limit = single("How many, at most 200.", 5, 20)


ChangesLimit = Annotated[int, Field(ge=1, le=1000), BeforeValidator(read_whole(1, 1000, "limit"))]


class ChangesParams(Params):
    """The changes feed."""

    since: ChangeNumber = single("The last number seen; exclusive.", 10, 0)
    kind: list[ChangedKind] = several("Kinds of record, any of.", "development")
    limit: ChangesLimit = single("How many on a page, at most 1000.", 10, 100)
    cursor: Text | Nothing = Field(None, description="`meta.next_cursor` of the page before; opaque.")


class SimilarParams(Params):
    """Developments like one."""

    limit: Annotated[int, Field(ge=1, le=50), BeforeValidator(read_whole(1, 50, "limit"))] = single(
        "How many, at most 50.", 5, 10
    )


class RevisionParams(Params):
    """One record, perhaps as it was."""

    revision: RevisionNumber | Nothing = single("An earlier state; left out: the present one.", 1)
    include: list[Extra] = several(INCLUDE, "evidence")


class AuditParams(Params):
    """The audit log."""

    limit: Limit = single("How many on a page, at most 200.", 10, 50)
    cursor: Text | Nothing = Field(None, description="`meta.next_cursor` of the page before; opaque.")


class NoteParams(Params):
    """A change, perhaps with its reason."""

    note: Note | Nothing = single("Why; shown in `/v1/changes` and among the revisions.", "Corrected the amount.")
