"""Records as hits of a search: with their score and, where asked for, highlights."""

from enum import StrEnum
from typing import Annotated, Any

from pydantic import ConfigDict, Field
from typing_extensions import TypeAliasType

from api.schemas.records import Development, Evidence, Headline, Issue, Out


class Highlight(Out):
    """Text with `<mark>` around matches, everything else HTML-escaped; a field without a match is null or absent."""

    model_config = ConfigDict(json_schema_serialization_defaults_required=False)

    title: str | None = None
    summary: str | None = None
    text: str | None = None


class DevelopmentExtra(StrEnum):
    """What a development carries beside its own keys where `include` asks for it."""

    EVIDENCE = "evidence"
    SOURCE_TEXT = "source_text"


ASKED_FOR = frozenset({"highlight", *DevelopmentExtra})


def extras_are_opt_in(schema: dict[str, Any]) -> None:
    """`highlight` and what `include` adds are there only when asked for."""
    schema["required"] = [name for name in schema.get("required", []) if name not in ASKED_FOR]


OPT_IN = ConfigDict(json_schema_extra=extras_are_opt_in)
SOURCE_TEXT = Field(None, description="The publisher's paragraph, for editors; null where none is kept.")


class DevelopmentInFull(Development):
    """A development with what `include` adds."""

    model_config = OPT_IN
    evidence: list[Evidence] = Field(default_factory=list)
    source_text: str | None = SOURCE_TEXT


class DevelopmentRow(DevelopmentInFull):
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


class DevelopmentHit(Development):
    """A development found; `score` is null unless the sort is by relevance."""

    model_config = OPT_IN
    score: float | None
    evidence: list[Evidence] = Field(default_factory=list)
    highlight: Highlight | None = None


class HeadlineHit(HeadlineRow):
    """A headline found; `score` is null unless the sort is by relevance."""

    score: float | None


class IssueHit(IssueRow):
    """An issue found; `score` is null unless the sort is by relevance."""

    score: float | None


SearchHit = TypeAliasType("SearchHit", Annotated[DevelopmentHit | HeadlineHit | IssueHit, Field(discriminator="kind")])
