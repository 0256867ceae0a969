"""Sender: follows the changes log and sends the notices that are due, one sender a notice among all processes."""

import logging
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from itertools import repeat
from threading import Event

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from api.auditing import Actor, note_action
from api.database import read_session, write_session
from api.errors import AllianceError
from api.models import now
from api.models.webhooks import Notice, NoticeState, WebhookRecord, WebhookState
from api.repositories import notices, webhooks
from api.services.freshness import SOFTWARE_VERSION
from api.settings import Settings
from api.webhooks.posting import Outcome, post
from api.webhooks.queueing import queue
from api.webhooks.retrying import is_dead, is_given_up, wait_after
from api.webhooks.signing import signed_headers
from search import IndexUnavailable, SearchBackend, SearchError

LOG = logging.getLogger(__name__)
SENDER = Actor(name="webhook sender")
POLL_S = 1.0
AFTER_FAILURE_S = 10.0
AT_ONCE = 4
"""Webhooks that are served side by side, so that a slow receiver does not hold up the others."""
A_TURN = 50
"""Notices that one webhook gets before the others are looked at again."""
LEASE_MARGIN = timedelta(seconds=30)
"""How much longer than an attempt may take a notice belongs to who took it."""


class Sender:
    """Sends notices; several may run, in server processes and beside them, because each takes a notice before it sends it.

    A notice that a receiver acknowledged is never sent again. One whose sender died in between is sent again by another
    when the time of its lease is over, with the same id.
    """

    def __init__(self, engine: Engine, backend: SearchBackend, settings: Settings, poll_s: float = POLL_S) -> None:
        self._engine = engine
        self._backend = backend
        self._settings = settings
        self._poll_s = poll_s
        self._lease = timedelta(seconds=settings.webhooks_timeout_s) + LEASE_MARGIN

    def run(self, stop: Event) -> None:
        """Look for changes and due notices until `stop` is set; failures are logged and tried again."""
        while not stop.wait(self._poll_s):
            try:
                self.look(stop)
            except Exception:  # a thread that died would stop all notices without a word
                LOG.exception("webhooks could not be served")
                stop.wait(AFTER_FAILURE_S)

    def look(self, stop: Event | None = None) -> None:
        """Queue what is new and send what is due, once round."""
        stopping = stop or Event()
        try:
            version = self._backend.snapshot().data_version
        except IndexUnavailable:
            version = -1
        with read_session(self._engine) as session:
            ids = webhooks.waiting(session, version, now())
        if ids:
            with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="webhook") as pool:
                list(pool.map(self._serve, ids, repeat(stopping)))

    def _serve(self, id: str, stop: Event) -> None:
        """Queue the changes that a webhook has before it, and send it what is due, in order, until one fails."""
        try:
            snapshot = self._backend.snapshot()
            while queue(self._engine, snapshot, id, self._settings.public_url) and not stop.is_set():
                pass
        except IndexUnavailable:
            LOG.debug("there is no index now; notices that are queued are sent all the same")
        except (AllianceError, SearchError) as error:
            self._disable(id, f"its filter cannot be read any more: {error}")
            return
        for _ in range(A_TURN):
            if stop.is_set() or not self._send_next(id):
                return

    def _send_next(self, id: str) -> bool:
        """Send the next notice of a webhook where one is due; returns whether it was delivered."""
        with write_session(self._engine) as session:
            webhook = webhooks.find_webhook(session, id, lock=True)
            if webhook is None or webhook.state is not WebhookState.ACTIVE:
                return False
            at = now()
            notice = notices.take_notice(session, id, at, at + self._lease)
        if notice is None:
            return False
        outcome = send(webhook, message_id(id, notice.seq), notice.body, self._settings)
        LOG.info("webhook %s, change %d, attempt %d: %s", id, notice.seq, notice.attempt, outcome.said)
        with write_session(self._engine) as session:
            self._settle(session, id, notice, outcome)
        return outcome.delivered

    def _settle(self, session: Session, id: str, notice: Notice, outcome: Outcome) -> None:
        at = now()
        webhook = webhooks.find_webhook(session, id, lock=True)
        if webhook is None:
            return
        if outcome.delivered:
            notices.settle_notice(session, id, notice.seq, NoticeState.DELIVERED, at)
            webhooks.change_webhook(session, id, delivered_at=at, failing_since=None, failure=None)
            return
        failing_since = webhook.failing_since or at
        webhooks.change_webhook(session, id, failing_since=failing_since, failure=outcome.said)
        if is_given_up(notice, at):
            notices.settle_notice(session, id, notice.seq, NoticeState.GIVEN_UP, at)
        else:
            due_at = at + wait_after(notice.attempt, self._settings.webhooks_retry_s)
            notices.postpone_notice(session, id, notice.seq, due_at)
        if why := self._why_disable(failing_since, at, outcome):
            disable(session, id, why)

    def _why_disable(self, failing_since: datetime, at: datetime, outcome: Outcome) -> str | None:
        days = self._settings.webhooks_disable_days
        if outcome.gone:
            return "its receiver answered 410 Gone"
        return f"nothing was delivered for {days:g} days" if is_dead(failing_since, at, days) else None

    def _disable(self, id: str, why: str) -> None:
        with write_session(self._engine) as session:
            disable(session, id, why)


def disable(session: Session, id: str, why: str) -> None:
    """Send nothing more to a webhook until it is enabled again, and say so in the audit log."""
    webhooks.change_webhook(session, id, state=WebhookState.DISABLED.value, disabled_because=why)
    note_action(session, SENDER, "disable_webhook", ("webhook", id), {"because": why})
    LOG.warning("webhook %s is disabled: %s", id, why)


def message_id(webhook_id: str, seq: int | str) -> str:
    """The id of a message: the same in every attempt, and of no other change or webhook."""
    return f"msg_{webhook_id}_{seq}"


def send(webhook: WebhookRecord, id: str, body: bytes, settings: Settings) -> Outcome:
    """Send one signed message now."""
    headers = {
        "Content-Type": "application/json",
        "User-Agent": f"alliance-digest/{SOFTWARE_VERSION}",
        **signed_headers(webhook.secret, id, int(time.time()), body),
    }
    allow, timeout_s = settings.webhooks_allow_private, settings.webhooks_timeout_s
    return post(webhook.url, body, headers, allow_private=allow, timeout_s=timeout_s)
