"""The changes feed: what was created, updated and withdrawn, in order, up to the generation that is served."""

from dataclasses import dataclass
from time import perf_counter
from typing import Any

import orjson

from api.cursors import Place, decode, encode, numbers_only
from api.services.addresses import Address
from api.services.archive import Archive, Change
from api.services.envelopes import Envelope, Page, list_body


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesQuestion:
    """What is asked of the feed; `since` is exclusive, no `kinds` means all."""

    since: int
    kinds: tuple[str, ...]
    limit: int
    cursor: str | None
    address: Address

    @property
    def binding(self) -> bytes:
        """What a cursor of this walk belongs to."""
        return orjson.dumps(["changes", self.since, sorted(self.kinds)])

    @property
    def after(self) -> int:
        """The number after which this page begins. Raises CursorInvalid."""
        if self.cursor is None:
            return self.since
        return int(numbers_only(decode(self.cursor, self.binding), 1).key[0] or 0)


def list_changes(archive: Archive, question: ChangesQuestion, version: int) -> Envelope:
    """Return one page of the feed up to `version`, so that all it names can be read. Raises CursorInvalid.

    On the last page `last_seq` is the version itself: changes of other kinds need not be read again.
    """
    started = perf_counter()
    after = question.after
    found = archive.changes(since=after, until=version, kinds=question.kinds, limit=question.limit + 1)
    rows, more = found[: question.limit], len(found) > question.limit
    last_seq = rows[-1].seq if more else max(version, after)
    cursor = encode(Place((last_seq,), version), question.binding) if more else None
    page = Page(
        data=[_serve(row) for row in rows],
        total=archive.count_changes(since=question.since, until=version, kinds=question.kinds),
        limit=question.limit,
        version=version,
        next_cursor=cursor,
        more_meta={"last_seq": last_seq},
    )
    own, address = question.cursor, question.address
    links = {
        "self": address.with_(cursor=(own,)).url if own else address.url,
        "next": address.with_(cursor=(cursor,)).url if cursor else None,
    }
    return list_body(page, links=links, query=_query(question), started=started)


def _query(question: ChangesQuestion) -> dict[str, Any]:
    of = f" of kind {' or '.join(question.kinds)}" if question.kinds else ""
    params = {name: list(values) if name == "kind" else values[0] for name, values in question.address.params}
    return {"description": f"Changes{of} after number {question.since}, in their order.", "params": params}


def _serve(row: Change) -> dict[str, Any]:
    return {
        "seq": row.seq,
        "at": row.at_text,
        "op": row.op,
        "kind": row.kind,
        "id": row.id,
        "revision": row.revision,
        "changed": list(row.changed),
        "note": row.note,
    }
