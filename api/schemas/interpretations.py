"""A sentence read into filters, as it is served."""

from pydantic import Field

from api.schemas.records import DateText, Out


class SetFilter(Out):
    """A parameter and the values that a part gives it."""

    parameter: str = Field(examples=["country"])
    values: list[str] = Field(examples=[["KR"]])


class Meaning(Out):
    """A meaning of some words: `count` developments meet it alone, and `url` lists them."""

    filters: list[SetFilter]
    label: str = Field(examples=["that name South Korea"])
    count: int
    url: str = Field(examples=["/v1/developments?country=KR"])


class InterpretedPart(Meaning):
    """A part of the sentence: characters `start` to `end` (exclusive, Unicode code points).

    `applied` is false where it contradicts a part before it or no filter says it; `meta.warnings` tells why.
    """

    text: str = Field(examples=["Korea"])
    start: int
    end: int
    applied: bool
    alternatives: list[Meaning]


class Wider(Out):
    """What the filters find without the words of `rest`."""

    total: int
    url: str = Field(examples=["/v1/developments?country=KR&topic=space"])


class Interpretation(Out):
    """What a sentence was read as. Nothing is applied by itself: `url` is the search that it stands for."""

    q: str = Field(examples=["over $1bn in space since 2024 with Korea"])
    description: str
    total: int
    url: str = Field(examples=["/v1/developments?country=KR&topic=space"])
    params: dict[str, str | list[str]]
    parts: list[InterpretedPart]
    rest: str | None = Field(description="The words that are searched for as they are.")
    without_rest: Wider | None = Field(description="The same without the words of `rest`; null where there are none.")
    dropped: list[str] = Field(description="The words that are left out, such as `with` and `in`.")
    relative_to: str = DateText
