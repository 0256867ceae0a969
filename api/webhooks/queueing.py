"""Queueing: the changes log after a webhook's place, held against its filter and made into notices, each once."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

import orjson
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from api.database import write_session
from api.models import Change, now
from api.models.columns import moment_text
from api.models.webhooks import WebhookRecord, WebhookState
from api.record_ids import issue_of
from api.repositories import log, notices, webhooks
from api.webhooks.matching import matching, saved_query
from search import RECORD_KINDS, Snapshot

STRETCH = 1_000
"""Changes that are looked at in one transaction."""
KEPT = timedelta(days=30)
"""How long notices are kept after they were settled."""
Key = tuple[str, str]


def queue(engine: Engine, snapshot: Snapshot, webhook_id: str, public_url: str) -> bool:
    """Queue the notices of one stretch of changes; returns whether more changes are waiting.

    A change is told when its record matches now, or matched as far as the webhook was told. Raises AllianceError and
    SearchError for a filter that cannot be understood any more.
    """
    with write_session(engine) as session:
        webhook = webhooks.find_webhook(session, webhook_id, lock=True)
        version = snapshot.data_version
        if webhook is None or webhook.state is not WebhookState.ACTIVE or webhook.seq >= version:
            return False
        changes = log.changes_after(session, webhook.seq, STRETCH, until=version)
        told = _told(session, webhook, changes, snapshot)
        at = now()
        notices.queue_notices(session, webhook.id, list(_bodies(webhook, changes, told, public_url)), at)
        notices.forget_notices(session, webhook.id, at - KEPT)
        more = len(changes) == STRETCH
        webhooks.change_webhook(session, webhook.id, seq=(changes[-1].seq if more else version))
    return more


def _told(session: Session, webhook: WebhookRecord, changes: Sequence[Change], snapshot: Snapshot) -> dict[Key, bool]:
    """Return each record that the webhook is to be told of, and whether it matches now; keeps what matches."""
    query = saved_query(webhook.filter, snapshot)
    records = {(change.kind, change.record_id) for change in changes if change.kind in RECORD_KINDS}
    issues = {issue_of(id) for _, id in records}
    before = webhooks.matches(session, webhook.id, issues) & records
    renamed = any(change.kind not in RECORD_KINDS and change.op != "created" for change in changes)
    # Another name of an organization may let other records match, which have no change of their own: all are looked at.
    found = list(matching(snapshot, query, None if renamed else issues))
    webhooks.replace_matches(session, webhook.id, found, None if renamed else issues)
    after = {(kind, id) for kind, id, _ in found} & records
    return {key: key in after for key in before | after}


def _bodies(
    webhook: WebhookRecord, changes: Sequence[Change], told: dict[Key, bool], public_url: str
) -> Iterator[tuple[int, bytes]]:
    for change in changes:
        key = (change.kind, change.record_id)
        if key in told and change.seq is not None:
            yield change.seq, body_of(webhook, change, public_url, matches=told[key])


def body_of(webhook: WebhookRecord, change: Change, public_url: str, *, matches: bool) -> bytes:
    """Return the body of a notice: the row of `/v1/changes`, whether the record matches now, and where it is."""
    at = moment_text(change.at)
    row = {
        "seq": change.seq,
        "at": at,
        "op": change.op,
        "kind": change.kind,
        "id": change.record_id,
        "revision": change.revision,
        "changed": change.changed,
        "note": change.note,
    }
    data = {
        "webhook": webhook.id,
        "filter": webhook.filter,
        "matches": matches,
        "change": row,
        "url": f"{public_url.rstrip('/')}/v1/{change.kind}s/{change.record_id}",
    }
    return orjson.dumps({"type": f"{change.kind}.{change.op}", "timestamp": at, "data": data})
