"""Auditing: who acts, and the log of what was done, written in the transaction that does it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy.orm import Session

from api.models import now
from api.repositories import audit


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who acts: the name and id of a key, or the command line; `request_id` is that of the HTTP request."""

    name: str
    key_id: str | None = None
    request_id: str | None = None


COMMAND_LINE = Actor(name="command line")


class Numbered(Protocol):
    """A change that was written, with its place in the changes log."""

    @property
    def seq(self) -> int:
        """The place."""

    @property
    def op(self) -> str:
        """`created`, `updated` or `withdrawn`."""


def note_action(
    session: Session,
    actor: Actor,
    action: str,
    target: tuple[str, str],
    details: Mapping[str, Any] | None = None,
    *,
    at: datetime | None = None,
) -> None:
    """Log one action on one thing, `target` its kind and id, in the session's transaction: both are there, or neither."""
    row = {
        "at": at or now(),
        "key_id": actor.key_id,
        "name": actor.name,
        "action": action,
        "kind": target[0],
        "target_id": target[1],
        "request_id": actor.request_id,
        "details": dict(details or {}),
    }
    audit.append_entry(session, row)


def counted(changes: Iterable[Numbered]) -> dict[str, int | None]:
    """How many changes of each kind there were, and from which number of the changes log to which."""
    listed = list(changes)
    ops = [change.op for change in listed]
    counts = {op: ops.count(op) for op in ("created", "updated", "withdrawn")}
    seqs = [change.seq for change in listed]
    return {**counts, "first_seq": min(seqs, default=None), "last_seq": max(seqs, default=None)}
