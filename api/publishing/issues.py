"""Publishing an issue: the one place where issues, headlines and developments are written."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from api.auditing import COMMAND_LINE, Actor, counted, note_action
from api.models.facts import HeadlineFacts
from api.models.stored import Head
from api.publishing.drafts import HeadlineDraft, IssueDraft
from api.publishing.ledger import Ledger, Written
from api.publishing.matching import positions
from api.publishing.resolution import resolve
from api.publishing.rows import development_columns, issue_columns
from api.record_ids import development_id, headline_id, issue_id
from api.repositories.developments import development_heads
from api.repositories.issues import headline_heads, issue_head
from api.repositories.source_texts import put_texts


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
    session: Session,
    draft: IssueDraft,
    *,
    at: datetime | None = None,
    note: str | None = None,
    actor: Actor = COMMAND_LINE,
    action: str = "load",
) -> Published:
    """Make the archive hold an issue as the draft says: create, update what differs, withdraw what is gone.

    Records, hashes, revisions, changes and the entry in the audit log are written in the session's transaction, which
    must be a writing one (`api.database.write_session`). A draft that says what is stored already writes nothing.
    Topics and countries must be known (foreign keys), headline numbers right: see `api.seeding`.
    """
    ledger = Ledger(session, at=at, note=note)
    id = issue_id(draft.facts.volume, draft.facts.number)
    head = issue_head(session, id)
    developments = [] if head is None else development_heads(session, id)
    facts = resolve(ledger, (development.facts for development in draft.developments))
    numbers = positions(draft.developments, developments, len(draft.headlines))
    ledger.put("issue", id, draft.facts, issue_columns(draft.facts), head, revision=draft.revision)
    gone = _put_headlines(ledger, id, draft.headlines, {} if head is None else headline_heads(session, id))
    stored = {development.position: development for development in developments}
    for development, number, said in zip(draft.developments, numbers, facts, strict=True):
        columns = development_columns(id, number, said)
        known = stored.pop(number, None)
        ledger.put_development(development_id(id, number), said, columns, known, revision=development.revision)
    _withdraw_live(ledger, "development", stored.values())
    _withdraw_live(ledger, "headline", gone)
    published = Published(id, ledger.flush())
    texts = _put_source_texts(session, id, draft, numbers)
    _audit(session, published, actor, action, at=ledger.at, source_texts=texts)
    return published


def withdraw_issue(
    session: Session,
    id: str,
    *,
    at: datetime | None = None,
    note: str | None = None,
    actor: Actor = COMMAND_LINE,
    action: str = "withdraw_issue",
) -> Published:
    """Withdraw an issue with its headlines and developments; nothing happens when it is not live."""
    ledger = Ledger(session, at=at, note=note)
    head = issue_head(session, id)
    if head is not None:
        _withdraw_live(ledger, "development", development_heads(session, id))
        _withdraw_live(ledger, "headline", headline_heads(session, id).values())
        _withdraw_live(ledger, "issue", [head])
    published = Published(id, ledger.flush())
    _audit(session, published, actor, action, at=ledger.at)
    return published


def _put_headlines(
    ledger: Ledger, issue: str, lines: Sequence[HeadlineDraft], stored: dict[int, Head]
) -> Iterable[Head]:
    """Create and update headlines; returns those that the draft leaves out."""
    for position, line in enumerate(lines, start=1):
        columns = {"issue_id": issue, "position": position, "text": line.text}
        id, facts = headline_id(issue, position), HeadlineFacts(text=line.text)
        ledger.put("headline", id, facts, columns, stored.pop(position, None), revision=line.revision)
    return stored.values()


def _put_source_texts(session: Session, issue: str, draft: IssueDraft, numbers: Sequence[int]) -> int:
    """Keep the source texts that the draft brings; returns how many were new."""
    texts = {
        development_id(issue, number): development.source_text
        for number, development in zip(numbers, draft.developments, strict=True)
        if development.source_text is not None
    }
    return put_texts(session, texts) if texts else 0


def _audit(
    session: Session, published: Published, actor: Actor, action: str, *, at: datetime, source_texts: int = 0
) -> None:
    """Log what was published; nothing where nothing was written."""
    if published.changes or source_texts:
        details = {**counted(published.changes), "source_texts": source_texts}
        note_action(session, actor, action, ("issue", published.issue_id), details, at=at)


def _withdraw_live(ledger: Ledger, kind: str, heads: Iterable[Head]) -> None:
    for head in heads:
        if not head.withdrawn:
            ledger.withdraw(kind, head)
