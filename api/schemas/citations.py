"""A citation, as it is served."""

from typing import Any

from pydantic import Field

from api.schemas.records import DateText, Out


class Citation(Out):
    """How a record is cited on one day; `csl` is the same in CSL-JSON, whatever the style."""

    id: str = Field(examples=["3.7-d3"])
    kind: str = Field(examples=["development"])
    revision: int
    accessed: str = DateText
    style: str = Field(examples=["chicago"])
    media_type: str = Field(examples=["text/plain"], description="Of `text`, for saving it.")
    text: str
    html: str | None = Field(description="The same with italics and link; null for styles that programs read.")
    csl: dict[str, Any]
