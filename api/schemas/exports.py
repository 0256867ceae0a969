"""Exports as they are listed."""

from pydantic import Field

from api.schemas.records import Out


class ExportFile(Out):
    """One file of the whole archive; it is made when it (or its headers) is first asked for, and known from then on."""

    name: str = Field(examples=["developments.sqlite"])
    format: str = Field(examples=["sqlite"])
    media_type: str = Field(examples=["application/vnd.sqlite3"])
    url: str = Field(examples=["/v1/exports/developments.sqlite"])
    data_version: int
    available: bool = Field(description="Whether this server can make it.")
    size: int | None = Field(description="Bytes; null until it is made, as the two below.")
    sha256: str | None
    made_at: str | None = Field(json_schema_extra={"format": "date-time"})
