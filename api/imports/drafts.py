"""Drafts: what happens to an import, each step in the session's transaction and with its row in the audit log."""

import secrets
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Protocol

from sqlalchemy.orm import Session

from api.auditing import Actor, note_action
from api.errors import AlreadyDiscarded, AlreadyPublished, DraftHasErrors, IssueExists, NotFound
from api.imports.answers import error_rows, serve_import
from api.imports.converting import Read
from api.imports.corrections import corrected
from api.imports.examining import examine
from api.models import now
from api.models.imports import Document, ImportRecord
from api.publishing import Published, publish_issue
from api.record_ids import issue_id
from api.repositories import imports
from api.repositories.issues import issue_head
from api.seeding import IssueChecker, IssuePart, draft_of

ID_BYTES = 5
KIND = "import"


class Conditions(Protocol):
    """What a request asks of the state that its change begins from."""

    def check(self, tag: str | None, what: str, *, needed: bool = True) -> None:
        """Raise PreconditionFailed, PreconditionRequired."""


class Unconditional:
    """The conditions of whoever works alone: none."""

    def check(self, tag: str | None, what: str, *, needed: bool = True) -> None:
        """Ask nothing."""


def keep_reading(
    session: Session, document: Document, read: Read, hints: Mapping[str, Any], actor: Actor
) -> tuple[ImportRecord, bool]:
    """Keep what was read; returns the import, and whether it is new.

    A document has one open import. Sent again it is that one: as it was corrected, or, where nobody did, as it reads now.
    """
    at = now()
    known = imports.open_import(session, document.sha256)
    if known is None:
        record = ImportRecord(
            id=f"imp_{secrets.token_hex(ID_BYTES)}",
            status="open",
            revision=1,
            created_at=at,
            updated_at=at,
            name=actor.name,
            key_id=actor.key_id,
            document=document,
            hints=dict(hints),
            draft=read.form,
            proposed=read.proposed,
            remarks=read.remarks,
        )
        imports.add_import(session, record)
        note_action(
            session, actor, KIND, (KIND, record.id), {"sha256": document.sha256, "bytes": document.bytes}, at=at
        )
        return find_import(session, record.id), True
    if known.corrected:
        return known, False
    again = replace(known, hints=dict(hints), draft=read.form, proposed=read.proposed, remarks=read.remarks)
    return (known if again == known else _next(session, again, actor, "reread_import")), False


def find_import(session: Session, id: str) -> ImportRecord:
    """Return an import. Raises NotFound."""
    record = imports.load_import(session, id)
    if record is None:
        raise NotFound(f"There is no import {id[:100]}.")
    return record


def correct_import(session: Session, id: str, patch: Any, conditions: Conditions, actor: Actor) -> ImportRecord:
    """Apply a merge patch to the draft of an open import.

    Raises NotFound, AlreadyPublished, AlreadyDiscarded, PreconditionRequired, PreconditionFailed, InvalidParameters.
    """
    record = _open(session, id, conditions)
    changed = corrected(record, patch, IssueChecker(session), lambda: serve_import(session, record))
    return record if changed == record else _next(session, replace(changed, corrected=True), actor, "correct_import")


def discard_import(session: Session, id: str, conditions: Conditions, actor: Actor) -> ImportRecord:
    """Close an open import without publishing it. Raises as `correct_import`."""
    record = _open(session, id, conditions)
    return _next(session, replace(record, status="discarded"), actor, "discard_import")


def publish_import(
    session: Session,
    id: str,
    conditions: Conditions,
    actor: Actor,
    *,
    replacing: bool = False,
    note: str | None = None,
) -> Published:
    """Publish the draft of an open import; issue, audit log and import change together or not at all.

    Raises as `correct_import`, and DraftHasErrors, IssueExists.
    """
    record = _open(session, id, conditions)
    issue = ready(record, IssueChecker(session))
    own = issue_id(issue.volume, issue.number)
    head = issue_head(session, own)
    if head is not None and not head.withdrawn and not replacing:
        raise IssueExists(
            f"Issue {own} is at /v1/issues/{own}; publish with replace=true to put the draft in its place.",
            headers=_leading_to(own),
        )
    published = publish_issue(session, draft_of(issue), actor=actor, action="publish_import", note=note)
    _next(session, replace(record, status="published", issue_id=own), actor, "publish_import")
    return published


def ready(record: ImportRecord, checker: IssueChecker) -> IssuePart:
    """Return the draft as a whole issue. Raises DraftHasErrors."""
    findings = examine(record.draft, checker)
    if findings.issue is None:
        raise DraftHasErrors(error_rows(findings.errors))
    return findings.issue


def _open(session: Session, id: str, conditions: Conditions) -> ImportRecord:
    record = find_import(session, id)
    if record.status == "published":
        issue = str(record.issue_id)
        raise AlreadyPublished(f"The import {id} was published as /v1/issues/{issue}.", headers=_leading_to(issue))
    if record.status == "discarded":
        raise AlreadyDiscarded(f"The import {id} was discarded.")
    conditions.check(record.tag, f"The import {id}")
    return record


def _next(session: Session, record: ImportRecord, actor: Actor, action: str) -> ImportRecord:
    """Keep the next revision of an import."""
    at = now()
    kept = replace(record, revision=record.revision + 1, updated_at=at)
    imports.save_import(session, kept)
    details = {"revision": kept.revision} | ({"issue": kept.issue_id} if kept.issue_id else {})
    note_action(session, actor, action, (KIND, kept.id), details, at=at)
    return kept


def _leading_to(issue: str) -> dict[str, str]:
    return {"Link": f'</v1/issues/{issue}>; rel="related"'}
