"""Imports: documents that were read into drafts and wait for review, as they are stored."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel

from api.models.columns import BIG, Utc

Status = Literal["open", "published", "discarded"]
Form = dict[str, Any]
"""A draft as plain JSON, with the keys of `api.imports.format.DraftPart`."""


class Import(SQLModel, table=True):
    """A document with its draft; `seq` is the order in which they came."""

    __tablename__ = "import_draft"
    __table_args__ = ({"sqlite_autoincrement": True},)

    seq: int | None = Field(default=None, primary_key=True, sa_type=BIG)
    id: str = Field(unique=True)
    status: str
    revision: int
    corrected: bool = False
    created_at: datetime = Field(sa_type=Utc)
    updated_at: datetime = Field(sa_type=Utc)
    name: str
    key_id: str | None = None
    media_type: str
    bytes: int
    sha256: str = Field(index=True)
    file_name: str | None = None
    hints: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    draft: dict[str, Any] = Field(sa_type=JSON)
    proposed: list[int] = Field(default_factory=list, sa_type=JSON)
    remarks: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    issue_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What is kept of a document: its type, its size in bytes, its SHA-256, and the name it came with."""

    media_type: str
    bytes: int
    sha256: str
    file_name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Something to look at; `at` is a JSON pointer into the draft, None for all of it."""

    code: str
    message: str
    at: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRecord:
    """A stored import. `corrected`: somebody changed the draft after it was read; `issue_id`: what it was published as."""

    id: str
    status: Status
    revision: int
    corrected: bool = False
    created_at: datetime
    updated_at: datetime
    name: str
    key_id: str | None = None
    document: Document
    hints: dict[str, Any] = field(default_factory=dict)
    draft: Form
    proposed: tuple[int, ...] = ()
    """Volume and number as the reader would guess them, or nothing."""
    remarks: tuple[Remark, ...] = ()
    issue_id: str | None = None
    seq: int = 0

    @property
    def tag(self) -> str:
        """The name of this state, for If-Match."""
        return f"{self.id}-r{self.revision}"
