"""Keeping: webhooks added, tested, enabled and removed, each with its entry in the audit log."""

import base64
import secrets
from dataclasses import dataclass

import orjson
from sqlalchemy.orm import Session

from api.auditing import Actor, note_action
from api.descriptions import describe
from api.errors import Invalid, InvalidParameters, NotFound
from api.models import moment_text, now
from api.models.webhooks import WebhookRecord, WebhookState
from api.params import Vocabulary
from api.params.webhooks import CHANGES_TOLD, read_webhook_filter
from api.repositories import notices, webhooks
from api.settings import Settings
from api.webhooks.matching import Match, matching
from api.webhooks.posting import Outcome
from api.webhooks.sender import message_id, send
from api.webhooks.signing import make_secret
from api.webhooks.targets import TargetRefused, read_target, resolve
from search import QueryTooCostly, Snapshot

ID_BYTES = 5


@dataclass(frozen=True, slots=True)
class Wish:
    """A webhook that was found right: its URL, its filter in one spelling and one sentence, and what matches now."""

    url: str
    filter: str
    description: str
    matching: tuple[Match, ...]
    version: int
    """The change up to which that is so."""


@dataclass(frozen=True, slots=True)
class Added:
    """A new webhook: its id, and its secret, which is not shown again."""

    id: str
    secret: str


def examine(snapshot: Snapshot, url: str, filter: str, settings: Settings) -> Wish:
    """Look at a URL, the addresses of its host and a filter.

    Raises InvalidParameters that names URL or the parameter of the filter, and what is possible.
    """
    check_url(url, settings)
    question = read_webhook_filter(filter, Vocabulary(snapshot))
    try:
        found = tuple(matching(snapshot, question.query))
    except QueryTooCostly as error:
        raise InvalidParameters([Invalid("filter", "q", "too_costly", error.message)]) from error
    noun = CHANGES_TOLD.noun if question.query.kinds == CHANGES_TOLD.kinds else "Records"
    description = describe(question.query, snapshot.label, noun, "")
    return Wish(url, question.address.url.partition("?")[2], description, found, snapshot.data_version)


def add_webhook(session: Session, wish: Wish, actor: Actor, *, most: int) -> Added:
    """Keep a new webhook, which is told of the changes from now on. Raises InvalidParameters when there are `most`."""
    if webhooks.count_webhooks(session) >= most:
        message = f"There are {most} webhooks, which is the limit; remove one, or raise ALLIANCE_WEBHOOKS_MAX."
        raise InvalidParameters([Invalid("arguments", "URL", "too_many", message)])
    added = Added(base64.b32encode(secrets.token_bytes(ID_BYTES)).decode().lower(), make_secret())
    at, secret = now(), added.secret
    webhooks.add_webhook(session, id=added.id, url=wish.url, filter=wish.filter, secret=secret, seq=wish.version, at=at)
    webhooks.replace_matches(session, added.id, wish.matching)
    details = {"url": shown_url(wish.url), "filter": wish.filter}
    note_action(session, actor, "add_webhook", ("webhook", added.id), details, at=at)
    return added


def check_url(url: str, settings: Settings) -> None:
    """Look at a URL and the addresses of its host. Raises InvalidParameters that says what is possible."""
    allow = settings.webhooks_allow_private
    try:
        resolve(read_target(url, allow_private=allow), allow_private=allow)
    except TargetRefused as error:
        raise InvalidParameters([Invalid("arguments", "URL", "refused", f"{error}.", value=url)]) from error
    except (OSError, UnicodeError) as error:
        message = "The name of its host cannot be resolved; write the address of a receiver that is there."
        raise InvalidParameters([Invalid("arguments", "URL", "unresolved", message, value=url)]) from error


def remove_webhook(session: Session, id: str, actor: Actor) -> None:
    """Remove a webhook with the notices that wait. Raises NotFound."""
    if not webhooks.remove_webhook(session, id):
        raise _unknown(id)
    note_action(session, actor, "remove_webhook", ("webhook", id))


def enable_webhook(session: Session, id: str, actor: Actor) -> None:
    """Send to a disabled webhook again: first what waits, then what changed meanwhile. Raises NotFound."""
    find(session, id)
    at = now()
    columns = {"state": WebhookState.ACTIVE.value, "disabled_because": None, "failing_since": None, "failure": None}
    webhooks.change_webhook(session, id, **columns)
    notices.renew_notices(session, id, at)
    note_action(session, actor, "enable_webhook", ("webhook", id), at=at)


def try_webhook(webhook: WebhookRecord, settings: Settings) -> Outcome:
    """Send a test message, which is no notice of a change, and is not tried again."""
    data = {"webhook": webhook.id, "filter": webhook.filter}
    body = orjson.dumps({"type": "webhook.test", "timestamp": moment_text(now()), "data": data})
    return send(webhook, message_id(webhook.id, f"test_{secrets.token_hex(8)}"), body, settings)


def find(session: Session, id: str) -> WebhookRecord:
    """One webhook. Raises NotFound."""
    webhook = webhooks.find_webhook(session, id)
    if webhook is None:
        raise _unknown(id)
    return webhook


def shown_url(url: str) -> str:
    """A URL as it is listed and logged: without its query string, which may hold a token."""
    path, mark, _ = url.partition("?")
    return path + (f"{mark}…" if mark else "")


def _unknown(id: str) -> NotFound:
    return NotFound(f"There is no webhook {id[:100]}; alliance webhooks list shows those there are.")
