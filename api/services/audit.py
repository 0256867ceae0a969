"""The audit log as it is served: the newest first, for admins."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from time import perf_counter
from typing import Any, Protocol

import orjson

from api.cursors import Place, decode, encode, numbers_only
from api.services.addresses import Address
from api.services.archive import utc_text
from api.services.envelopes import Envelope, Page, list_body

BINDING = orjson.dumps(["audit"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that was done; `at` is UTC."""

    seq: int
    at: datetime
    key_id: str | None
    name: str
    action: str
    kind: str
    id: str
    request_id: str | None
    details: dict[str, Any]


class AuditLog(Protocol):
    """The audit log, for reading. Every method may block."""

    def entries(self, limit: int, before: int | None) -> Sequence[Entry]:
        """At most `limit` entries with seq < before, the newest first."""

    def count(self) -> int:
        """How many entries there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditQuestion:
    """What is asked of the audit log."""

    limit: int
    cursor: str | None
    address: Address

    @property
    def before(self) -> int | None:
        """The number before which this page begins, None for the first. Raises CursorInvalid."""
        if self.cursor is None:
            return None
        return int(numbers_only(decode(self.cursor, BINDING), 1).key[0] or 0)


def list_audit(log: AuditLog, question: AuditQuestion, version: int) -> Envelope:
    """Return one page of the audit log. Raises CursorInvalid."""
    started = perf_counter()
    found = log.entries(question.limit + 1, question.before)
    rows = found[: question.limit]
    cursor = encode(Place((rows[-1].seq,), version), BINDING) if len(found) > question.limit else None
    page = Page(
        data=[_serve(row) for row in rows],
        total=log.count(),
        limit=question.limit,
        version=version,
        next_cursor=cursor,
    )
    own, address = question.cursor, question.address
    links = {
        "self": address.with_(cursor=(own,)).url if own else address.url,
        "next": address.with_(cursor=(cursor,)).url if cursor else None,
    }
    params = {name: values[0] for name, values in address.params}
    query = {"description": "What was done, the newest first.", "params": params}
    return list_body(page, links=links, query=query, started=started)


def _serve(row: Entry) -> dict[str, Any]:
    return {
        "seq": row.seq,
        "at": utc_text(row.at),
        "key_id": row.key_id,
        "name": row.name,
        "action": row.action,
        "kind": row.kind,
        "id": row.id,
        "request_id": row.request_id,
        "details": row.details,
    }
