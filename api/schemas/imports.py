"""Imports as they are served, but for the draft itself, whose format is that of issue files."""

from typing import Literal

from pydantic import Field

from api.schemas.envelopes import ItemLinks, ItemMeta, ListEnvelope
from api.schemas.records import Issue, Out, Period
from api.schemas.service import DateTimeText


class ImportActor(Out):
    """Who imported a document."""

    name: str = Field(examples=["Desk"], description="Name of the key, or `command line`.")
    key_id: str | None = Field(examples=["k3v5x2aq"])


class ImportedDocument(Out):
    """What is kept of a document."""

    media_type: str = Field(examples=["text/html"])
    bytes: int
    sha256: str
    file_name: str | None = Field(examples=["digest.html"], description="As given, for show.")


class ProposedNumber(Out):
    """Volume and number as the reader would guess them; never published unless they are put into the draft."""

    volume: int
    number: int


class PublishedAs(Out):
    """The issue that a draft became."""

    id: str = Field(examples=["3.7"])
    url: str = Field(examples=["/v1/issues/3.7"])


class ImportHints(Out):
    """What was said about the document when it was brought."""

    url: str | None
    volume: int | None
    number: int | None


class ImportError(Out):
    """What keeps a draft from being published."""

    code: str = Field(examples=["missing"])
    message: str
    at: str | None = Field(examples=["/number"], description="JSON pointer into the draft.")
    value: str | None
    suggestion: str | None


class ImportWarning(Out):
    """What an editor should look at; it does not keep a draft from being published."""

    code: str = Field(examples=["already_imported"])
    message: str
    at: str | None = Field(
        examples=["/developments/0/dates"], description="JSON pointer into the draft; null: all of it."
    )


class ImportLinks(Out):
    """Where to go from an import; null is what does not exist."""

    self: str = Field(examples=["/v1/imports/imp_4f0c21aa9e"])
    publish: str | None
    issue: str | None


class ImportHead(Out):
    """What tells an import from others."""

    id: str = Field(examples=["imp_4f0c21aa9e"])
    kind: Literal["import"]
    status: Literal["open", "published", "discarded"]
    revision: int
    revision_tag: str = Field(
        examples=["imp_4f0c21aa9e-r1"], description="Names the state; a change sends it in If-Match, in quotes."
    )
    created_at: str = DateTimeText
    updated_at: str = DateTimeText
    by: ImportActor
    document: ImportedDocument
    proposed: ProposedNumber | None
    issue: PublishedAs | None
    links: ImportLinks


class ImportRow(ImportHead):
    """An import in a list; `developments` is how many its draft has."""

    volume: int | None
    number: int | None
    title: str | None
    headlines: list[str]
    developments: int


class ImportDetails(ImportHead):
    """What an import has beside its draft: the period it would have, hints, errors and warnings."""

    published: Period | None
    hints: ImportHints
    errors: list[ImportError]
    warnings: list[ImportWarning]


class ImportList(ListEnvelope):
    """Imports."""

    data: list[ImportRow]


class PublishedLinks(ItemLinks):
    """Where to go from an issue that was published from an import."""

    import_: str = Field(alias="import", examples=["/v1/imports/imp_4f0c21aa9e"])


class PublishedIssue(Out):
    """The issue that an import became."""

    data: Issue
    meta: ItemMeta
    links: PublishedLinks
