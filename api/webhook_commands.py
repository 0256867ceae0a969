"""The commands of webhooks: added, listed, tested, enabled, removed, and sent by a process of their own."""

import logging
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event
from typing import Annotated, Never

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Column, Table

from api.auditing import COMMAND_LINE
from api.database import open_database, read_session, write_session
from api.errors import AllianceError
from api.middleware.access_log import configure_logs
from api.models import moment_text
from api.models.webhooks import WebhookRecord, WebhookState
from api.repositories import webhooks
from api.settings import Settings
from api.storage import open_storage
from api.webhooks import Sender, add_webhook, enable_webhook, examine, find, remove_webhook, shown_url, try_webhook

webhook_commands = typer.Typer(no_args_is_help=True, help="Tell others of changes: signed notices to their addresses.")
WebhookId = Annotated[str, typer.Argument(help="Id of the webhook, as listed.")]
LOG = logging.getLogger(__name__)
_said = Console(stderr=True)


@webhook_commands.command()
def add(
    url: Annotated[str, typer.Argument(metavar="URL", help="Where notices are sent: an https:// address.")],
    filter: Annotated[
        str, typer.Option(help="Which changes: the parameters of the lists, as 'topic=space&country=PH'.")
    ] = "",
) -> None:
    """Add a webhook and print its secret, this once, on standard output."""
    settings = Settings()
    with open_storage(settings, seeded=False, follow=False) as storage, _telling():
        wish = examine(storage.backend.snapshot(), url, filter, settings)
        with write_session(storage.engine) as session:
            added = add_webhook(session, wish, COMMAND_LINE, most=settings.webhooks_max)
    typer.echo(added.secret)
    about = f"{wish.description} {len(wish.matching)} match now; changes from now on are told."
    _tell(f"webhook {added.id}: {about} The secret cannot be shown again.")


@webhook_commands.command(name="list")
def list_webhooks() -> None:
    """List all webhooks, without their secrets: what they are told of and how that goes."""
    names = (
        "id",
        "url",
        "filter",
        "state",
        "added",
        "last delivery",
        "waiting",
        "given up",
        "failing since",
        "failure",
    )
    table = Table(*(Column(name, overflow="fold") for name in names))
    with open_database(Settings()) as engine, read_session(engine) as session:
        for webhook in webhooks.all_webhooks(session):
            table.add_row(*(escape(cell) for cell in _cells(webhook)))
    Console().print(table)


@webhook_commands.command()
def test(id: WebhookId) -> None:
    """Send a signed test message now, and say how it went."""
    with open_database(Settings()) as engine, _telling(), read_session(engine) as session:
        webhook = find(session, id)
    outcome = try_webhook(webhook, Settings())
    _tell(f"webhook {id}: {outcome.said}")
    if not outcome.delivered:
        raise typer.Exit(1)


@webhook_commands.command()
def enable(id: WebhookId) -> None:
    """Send to a disabled webhook again: first what waits, then what changed meanwhile."""
    with open_database(Settings()) as engine, _telling(), write_session(engine) as session:
        enable_webhook(session, id, COMMAND_LINE)
    _tell(f"webhook {id} is active")


@webhook_commands.command()
def remove(id: WebhookId) -> None:
    """Remove a webhook with the notices that wait."""
    with open_database(Settings()) as engine, _telling(), write_session(engine) as session:
        remove_webhook(session, id, COMMAND_LINE)
    _tell(f"webhook {id} is removed")


@webhook_commands.command()
def run() -> None:
    """Send notices until this process is ended; for servers with ALLIANCE_WEBHOOKS_SEND=false."""
    settings, stop = Settings(), Event()
    configure_logs(settings)
    for ending in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ending, lambda *_: stop.set())
    with open_storage(settings, seeded=False) as storage:
        LOG.info("webhooks are sent by this process")
        Sender(storage.engine, storage.backend, settings).run(stop)


def _cells(webhook: WebhookRecord) -> tuple[str, ...]:
    because = f": {webhook.disabled_because}" if webhook.state is WebhookState.DISABLED else ""
    moments = (webhook.created_at, webhook.delivered_at, webhook.failing_since)
    added, delivered, failing = (moment_text(at) if at else "" for at in moments)
    counts = (str(webhook.pending), str(webhook.given_up))
    about = (webhook.id, shown_url(webhook.url), webhook.filter, webhook.state.value + because)
    return (*about, added, delivered, *counts, failing, webhook.failure or "")


@contextmanager
def _telling() -> Iterator[None]:
    """Say what is wrong with what was asked for, each fault on a line of its own, and end with 1."""
    try:
        yield
    except AllianceError as error:
        _refuse(error)


def _refuse(error: AllianceError) -> Never:
    if not error.errors:
        _tell(error.detail)
    for row in error.errors:
        hint = f" Did you mean {row.suggestion}?" if row.suggestion and row.suggestion not in row.message else ""
        _tell(f"{row.name}: {row.message}{hint}")
    raise typer.Exit(1) from error


def _tell(line: str) -> None:
    _said.print(line, markup=False, highlight=False, soft_wrap=True)
