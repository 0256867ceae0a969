"""Stored records as they are read: facts with their id and revision, put together from the rows."""

from dataclasses import dataclass
from datetime import datetime

from api.models.columns import RecordColumns
from api.models.facts import DevelopmentFacts, EntryFacts, HeadlineFacts, IssueFacts


@dataclass(frozen=True, slots=True)
class Stamp:
    """Which state of a record this is, and whether the record is live."""

    revision: int
    content_hash: str
    updated_at: datetime
    withdrawn_at: datetime | None = None


def stamp_of(row: RecordColumns) -> Stamp:
    """The stamp of a record's row."""
    return Stamp(row.revision, row.content_hash, row.updated_at, row.withdrawn_at)


@dataclass(frozen=True, slots=True)
class HeadlineRecord:
    """A headline; `position` counts from 1."""

    id: str
    position: int
    facts: HeadlineFacts
    stamp: Stamp


@dataclass(frozen=True, slots=True)
class DevelopmentRecord:
    """A development; `position` is the number in its id."""

    id: str
    position: int
    facts: DevelopmentFacts
    stamp: Stamp


@dataclass(frozen=True, slots=True)
class IssueRecord:
    """An issue with its headlines and developments, each by position."""

    id: str
    facts: IssueFacts
    stamp: Stamp
    headlines: tuple[HeadlineRecord, ...]
    developments: tuple[DevelopmentRecord, ...]

    def developments_of(self, headline: int) -> tuple[DevelopmentRecord, ...]:
        """The developments of the headline with this number."""
        return tuple(d for d in self.developments if d.facts.headline == headline)


@dataclass(frozen=True, slots=True)
class EntryRecord:
    """A vocabulary entry."""

    kind: str
    id: str
    facts: EntryFacts
    stamp: Stamp


@dataclass(frozen=True, slots=True)
class Head:
    """What a writer needs to know of a record that may be there: its state's number and hash.

    `headline` and `title` are a development's, for matching.
    """

    id: str
    revision: int
    content_hash: str
    withdrawn: bool
    position: int = 0
    headline: int = 0
    title: str = ""


@dataclass(frozen=True, slots=True)
class RevisionRecord:
    """One state that a record had; `seq` is the change that made it."""

    seq: int
    kind: str
    record_id: str
    revision: int
    state: dict[str, object]
    content_hash: str
    at: datetime
    note: str | None
