"""Listing: the imports in pages, open ones first and the newest first."""

from dataclasses import dataclass
from time import perf_counter

import orjson
from sqlalchemy.orm import Session

from api.cursors import Place, decode, encode, numbers_only
from api.imports.answers import serve_row
from api.models.imports import ImportRecord
from api.repositories import imports
from api.services.addresses import Address
from api.services.envelopes import Envelope, Page, list_body


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportsQuestion:
    """What is asked of the imports."""

    status: str | None
    limit: int
    cursor: str | None
    address: Address

    @property
    def binding(self) -> bytes:
        """What a cursor of this list belongs to."""
        return orjson.dumps(["imports", self.status])

    @property
    def after(self) -> tuple[int, int] | None:
        """The (closed, seq) after which this page begins, None for the first. Raises CursorInvalid."""
        if self.cursor is None:
            return None
        closed, seq = numbers_only(decode(self.cursor, self.binding), 2).key
        return int(closed or 0), int(seq or 0)


def list_imports(session: Session, question: ImportsQuestion, version: int) -> Envelope:
    """Return one page of imports. Raises CursorInvalid."""
    started = perf_counter()
    found = imports.list_imports(session, question.status, question.limit + 1, question.after)
    rows = found[: question.limit]
    cursor = encode(Place(_key(rows[-1]), version), question.binding) if len(found) > question.limit else None
    page = Page(
        data=[serve_row(row) for row in rows],
        total=imports.count_imports(session, question.status),
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
    query = {"description": "Imports, open ones first, the newest first.", "params": params}
    return list_body(page, links=links, query=query, started=started)


def _key(record: ImportRecord) -> tuple[int, int]:
    return int(record.status != "open"), record.seq
