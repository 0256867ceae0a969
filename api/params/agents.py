"""Parameters of the tools for agents: the filters of the API under their own names, with smaller limits."""

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field

from api.params.choices import SearchExtra, SortChoice
from api.params.citing import CHICAGO, StyleName
from api.params.models import (
    AggregateParams,
    Filtering,
    Nothing,
    Params,
    RevisionNumber,
    several,
    single,
)
from api.params.values import Text, read_choice, read_whole

MOST_FOUND = 50
MOST_ROWS = 500
WORDS = "Put the words into q."
WALK = "Lists are walked with cursor: the next_cursor of the page before."
VOCABULARY_KINDS = ("topic", "country", "initiative", "organization", "person")

Few = Annotated[int, Field(ge=1, le=MOST_FOUND), BeforeValidator(read_whole(1, MOST_FOUND, "limit"))]
Rows = Annotated[int, Field(ge=1, le=MOST_ROWS), BeforeValidator(read_whole(1, MOST_ROWS, "limit"))]
VocabularyKind = Annotated[
    Literal["topic", "country", "initiative", "organization", "person"],
    BeforeValidator(read_choice(VOCABULARY_KINDS, "kind")),
]
Cursor = Text | Nothing


def next_page() -> Cursor:
    """Return the field of a cursor."""
    return Field(None, description="The next_cursor of the page before; opaque.")


class FindParams(Filtering):
    """What search_developments takes."""

    refused: ClassVar[Mapping[str, str]] = {
        **dict.fromkeys(("query", "text", "keywords"), WORDS),
        **dict.fromkeys(("page", "offset"), WALK),
    }
    sort: SortChoice | Nothing = single(
        "Order; `relevance` only with `q` (then the default), else `date_desc` is.", "usd_desc"
    )
    limit: Few = single(f"How many on a page, at most {MOST_FOUND}.", 5, 10)
    cursor: Cursor = next_page()


class DevelopmentToolParams(Params):
    """What get_development takes."""

    id: Text = Field(description="Id of a development.", examples=["3.7-d3"])
    revision: RevisionNumber | Nothing = single("An earlier state; left out: the present one.", 1)
    include: list[SearchExtra] = several("`evidence`: the words of the source behind each fact.", "evidence")


class IssueToolParams(Params):
    """What get_issue takes."""

    id: Text = Field(description="Volume and number, or `latest`.", examples=["3.7", "latest"])


class AddUpParams(AggregateParams):
    """What aggregate takes."""

    limit: Rows = single(f"Most rows, at most {MOST_ROWS}; `groups` says how many there are.", 20, 50)


class EntriesParams(Params):
    """What vocabulary takes."""

    kind: VocabularyKind = Field(description="Which vocabulary.", examples=["topic"])
    name: Annotated[Text, Field(max_length=200)] | Nothing = single(
        "Only entries whose name or alias has words that begin like this.", "nasa"
    )
    limit: Few = single(f"How many on a page, at most {MOST_FOUND}.", 5, 20)
    cursor: Cursor = next_page()


class TimelineParams(Params):
    """What initiative_timeline takes."""

    initiative: Text = Field(description="Slug of an initiative; `vocabulary` finds it by name.", examples=["artemis"])
    limit: Few = single(f"Most developments, at most {MOST_FOUND}; `total` says how many there are.", 10, MOST_FOUND)


class CiteParams(Params):
    """What cite takes."""

    id: Text = Field(description="Id of an issue, headline or development.", examples=["3.7-d3", "3.7"])
    style: StyleName = single("Form of the citation.", "bibtex", CHICAGO)
