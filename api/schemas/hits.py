"""Records as hits of a search: with their score and, where asked for, highlights."""

from typing import Annotated, Any

from pydantic import ConfigDict, Field
from typing_extensions import TypeAliasType

from api.schemas.records import Development, Headline, Issue, Out


class Highlight(Out):
    """Text with `<mark>` around matches, everything else HTML-escaped; a field without a match is null or absent."""

    model_config = ConfigDict(json_schema_serialization_defaults_required=False)

    title: str | None = None
    summary: str | None = None
    text: str | None = None


def highlight_is_opt_in(schema: dict[str, Any]) -> None:
    """`highlight` is there only with `highlight=true`."""
    schema["required"] = [name for name in schema.get("required", []) if name != "highlight"]


OPT_IN = ConfigDict(json_schema_extra=highlight_is_opt_in)


class DevelopmentRow(Development):
    """A development in a list."""

    model_config = OPT_IN
    highlight: Highlight | None = None


class SharedTag(Out):
    """A value that two developments have."""

    value: str = Field(examples=["artemis"])
    label: str = Field(examples=["Artemis program"])


class Shared(Out):
    """What two developments share: words of the first, the rarest first, and tags that not most developments have."""

    terms: list[str] = Field(examples=[["lunar", "rover"]])
    topics: list[SharedTag]
    countries: list[SharedTag]
    organizations: list[SharedTag]
    people: list[SharedTag]
    initiatives: list[SharedTag]


class SimilarDevelopment(Development):
    """A development like another; `score` is 1 where every telling word and tag is shared."""

    score: float
    shared: Shared


class HeadlineRow(Headline):
    """A headline in a list."""

    model_config = OPT_IN
    highlight: Highlight | None = None


class IssueRow(Issue):
    """An issue in a list."""

    model_config = OPT_IN
    highlight: Highlight | None = None


class DevelopmentHit(DevelopmentRow):
    """A development found; `score` is null unless the sort is by relevance."""

    score: float | None


class HeadlineHit(HeadlineRow):
    """A headline found; `score` is null unless the sort is by relevance."""

    score: float | None


class IssueHit(IssueRow):
    """An issue found; `score` is null unless the sort is by relevance."""

    score: float | None


SearchHit = TypeAliasType("SearchHit", Annotated[DevelopmentHit | HeadlineHit | IssueHit, Field(discriminator="kind")])
