"""Archive: what the answers need of the store of record, beside what the index carries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol

Version = tuple[str, int]
"""Development id and revision."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One row of the changes log; `at` is UTC, `changed` names the keys that changed."""

    seq: int
    at: datetime
    op: str
    kind: str
    id: str
    revision: int
    changed: tuple[str, ...] = ()
    note: str | None = None

    @property
    def at_text(self) -> str:
        """The moment as it is served."""
        return utc_text(self.at)


def utc_text(moment: datetime) -> str:
    """Return a moment as RFC 3339 text in UTC with `Z`, to the second or as fine as it is."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


class Archive(Protocol):
    """The store of record, for reading. Every method may block."""

    def changes(self, *, since: int, until: int, kinds: Sequence[str], limit: int) -> Sequence[Change]:
        """Changes with since < seq <= until, ascending, of these kinds (empty: all), at most `limit`."""

    def count_changes(self, *, since: int, until: int, kinds: Sequence[str]) -> int:
        """How many such changes there are."""

    def changed_at(self, seq: int) -> datetime | None:
        """When the change with this number was made, UTC; None when there is none."""

    def behind_since(self, seq: int) -> datetime | None:
        """When the first change after this number was made; None when there is none."""

    def history(self, kind: str, id: str) -> Sequence[Change]:
        """All changes of one record, ascending."""

    def revision(self, kind: str, id: str, revision: int) -> bytes | None:
        """The rendered JSON of a record as it was at a revision; None when there is none."""

    def evidence(self, keys: Sequence[Version]) -> Mapping[Version, Sequence[Mapping[str, Any]]]:
        """Where the source says the facts of developments, each at a revision; what is not there is left out."""

    def source_texts(self, keys: Sequence[Version]) -> Mapping[Version, str]:
        """The publisher's paragraphs behind developments, each as at a revision; what is not there is left out."""

    def withdrawn(self, kind: str, id: str) -> bool:
        """Whether the record was published once and then withdrawn."""
