"""Batches: the changes log after a version, turned into what an index must put and remove."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from api.indexing.affected import Affected, affected_by
from api.indexing.documents import documents_of_issues
from api.indexing.entries import PAYER, entry_documents, payer_documents
from api.models import Change
from api.money import Rates
from api.record_ids import issue_of
from api.repositories import log
from search import Batch, Document, SearchBackend

ISSUES_MAX = 500
"""Issues in a batch, so that a batch fits in memory."""
CHANGES_MAX = 5_000


def next_batches(session: Session, backend: SearchBackend, version: int, rates: Rates) -> Iterator[Batch]:
    """The batches that bring an index from `version` on by a stretch of the log; none at its end.

    Most stretches are one batch. One that affects more than ISSUES_MAX issues (a renamed ministry)
    is several, of which only the last carries the new version. Each document is made once.
    """
    changes = _stretch(session, version)
    if not changes:
        return
    affected = affected_by(session, changes)
    issues = sorted(affected.issues)
    made: set[tuple[str, str]] = set()
    while len(issues) > ISSUES_MAX:
        head, issues = issues[:ISSUES_MAX], issues[ISSUES_MAX:]
        documents = list(documents_of_issues(session, head, rates))
        made.update((document.kind, document.id) for document in documents)
        yield Batch(documents, (), version)
    documents = [*documents_of_issues(session, issues, rates), *_entries(session, affected)]
    made.update((document.kind, document.id) for document in documents)
    gone = {(change.kind, change.record_id) for change in changes} - made
    if affected.payers:
        _reconcile_payers(session, backend, documents, gone)
    yield Batch(documents, sorted(gone), changes[-1].seq or version)


def _stretch(session: Session, version: int) -> list[Change]:
    """The changes after a version, as far as they name at most ISSUES_MAX issues."""
    changes = log.changes_after(session, version, CHANGES_MAX)
    session.expunge_all()
    issues: set[str] = set()
    for index, change in enumerate(changes):
        if change.kind in {"issue", "headline", "development"}:
            issues.add(issue_of(change.record_id))
        if len(issues) > ISSUES_MAX:
            return changes[:index]
    return changes


def _entries(session: Session, affected: Affected) -> Iterator[Document]:
    for kind, ids in affected.entries.items():
        yield from entry_documents(session, kind, ids)


def _reconcile_payers(
    session: Session, backend: SearchBackend, documents: list[Document], gone: set[tuple[str, str]]
) -> None:
    """Add the payers that are new or named otherwise, and remove those that no development has any more."""
    snapshot = backend.snapshot()
    there = snapshot.fetch(PAYER, snapshot.ids(PAYER))
    in_use = payer_documents(session)
    documents += [document for document in in_use if there.get(document.id) != document.rendered]
    gone |= {(PAYER, id) for id in there.keys() - {document.id for document in in_use}}
