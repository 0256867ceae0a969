"""The one shape of every error answer (RFC 9457, application/problem+json)."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class InvalidParameter(BaseModel):
    """One offending parameter: what is wrong with it and what would be right."""

    model_config = ConfigDict(
        extra="forbid", populate_by_name=True, json_schema_serialization_defaults_required=True, serialize_by_alias=True
    )

    where: Literal["query", "path", "body", "header"] = Field(alias="in", examples=["query"])
    name: str = Field(examples=["topic"], description="The parameter.")
    code: str = Field(examples=["unknown_value"], description="Stable word for what is wrong.")
    message: str = Field(examples=["There is no topic “spce”."], description="The same for a person.")
    value: str | None = Field(None, examples=["spce"], description="What was given, cut after 200 characters.")
    suggestion: str | None = Field(None, examples=["space"], description="The nearest right name or value.")
    position: int | None = Field(
        None,
        examples=[0],
        description="In `q` the character, in a repeated parameter the value that is meant; both count from 0.",
    )


class Problem(BaseModel):
    """An error (RFC 9457); `type` is a page that explains it, `errors` comes with status 422 only."""

    model_config = ConfigDict(extra="forbid")

    type: str = Field(examples=["/problems/not_found"])
    title: str = Field(examples=["Nothing is here"])
    status: int = Field(examples=[404])
    detail: str = Field(examples=["There is no development 9.9-d1."])
    instance: str = Field(examples=["/v1/developments/9.9-d1"], description="The path that was asked for.")
    request_id: str = Field(examples=["4bf92f3577b34da6a3ce929d0e0e4736"])
    errors: list[InvalidParameter] = Field(default_factory=list)
