"""Publishing an issue: the one place where issues, headlines and developments are written."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from api.models.facts import HeadlineFacts
from api.models.stored import Head
from api.publishing.drafts import IssueDraft
from api.publishing.ledger import Ledger, Written
from api.publishing.matching import positions
from api.publishing.resolution import resolve
from api.publishing.rows import development_columns, issue_columns
from api.record_ids import development_id, headline_id, issue_id
from api.repositories.developments import development_heads
from api.repositories.issues import headline_heads, issue_head


@dataclass(frozen=True, slots=True)
class Published:
    """What publishing an issue changed; nothing when it was the same already."""

    issue_id: str
    changes: tuple[Written, ...]

    @property
    def op(self) -> str:
        """`created`, `updated`, `withdrawn` or `unchanged`: what happened to the issue with all that is in it."""
        ops = {change.op for change in self.changes if change.kind == "issue"}
        fallback = "updated" if self.changes else "unchanged"
        return next((op for op in ("created", "withdrawn") if op in ops), fallback)


def publish_issue(
    session: Session, draft: IssueDraft, *, at: datetime | None = None, note: str | None = None
) -> Published:
    """Make the archive hold an issue as the draft says: create, update what differs, withdraw what is gone.

    Records, hashes, revisions and changes are written in the session's transaction, which must be a
    writing one (`api.database.write_session`). A draft that says what is stored already writes nothing.
    Topics and countries must be known (foreign keys), headline numbers right: see `api.seeding`.
    """
    ledger = Ledger(session, at=at, note=note)
    id = issue_id(draft.facts.volume, draft.facts.number)
    head = issue_head(session, id)
    headlines = {} if head is None else headline_heads(session, id)
    developments = [] if head is None else development_heads(session, id)
    facts = resolve(ledger, (development.facts for development in draft.developments))
    numbers = positions(draft.developments, developments, len(draft.headlines))

    ledger.put("issue", id, draft.facts, issue_columns(draft.facts), head, revision=draft.revision)
    for position, line in enumerate(draft.headlines, start=1):
        columns = {"issue_id": id, "position": position, "text": line.text}
        known = headlines.pop(position, None)
        ledger.put(
            "headline", headline_id(id, position), HeadlineFacts(text=line.text), columns, known, revision=line.revision
        )
    stored = {development.position: development for development in developments}
    for development, number, said in zip(draft.developments, numbers, facts, strict=True):
        columns = development_columns(id, number, said)
        known = stored.pop(number, None)
        ledger.put_development(development_id(id, number), said, columns, known, revision=development.revision)
    _withdraw_live(ledger, "development", stored.values())
    _withdraw_live(ledger, "headline", headlines.values())
    return Published(id, ledger.flush())


def withdraw_issue(session: Session, id: str, *, at: datetime | None = None, note: str | None = None) -> Published:
    """Withdraw an issue with its headlines and developments; nothing happens when it is not live."""
    ledger = Ledger(session, at=at, note=note)
    head = issue_head(session, id)
    if head is not None:
        _withdraw_live(ledger, "development", development_heads(session, id))
        _withdraw_live(ledger, "headline", headline_heads(session, id).values())
        _withdraw_live(ledger, "issue", [head])
    return Published(id, ledger.flush())


def _withdraw_live(ledger: Ledger, kind: str, heads: Iterable[Head]) -> None:
    for head in heads:
        if not head.withdrawn:
            ledger.withdraw(kind, head)
