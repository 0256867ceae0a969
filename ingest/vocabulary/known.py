"""Named actors as the archive knows them: what a name found in a document can be linked to."""

from dataclasses import dataclass
from datetime import date

from ingest.draft import NameKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """An office that a person held in issues from `first` to `last`."""

    role: str
    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownName:
    """An organization, person or initiative of the archive, with the names that stand for it and no other."""

    kind: NameKind
    slug: str
    name: str
    aliases: tuple[str, ...] = ()
    country: str | None = None
    offices: tuple[Office, ...] = ()
