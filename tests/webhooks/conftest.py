"""An archive whose changes a test makes as an editor, webhooks of it, and a receiver."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import update
from sqlmodel import SQLModel, col

from api.auditing import COMMAND_LINE
from api.database import read_session, write_session
from api.models import WebhookNotice
from api.models.webhooks import WebhookRecord
from api.repositories import webhooks
from api.settings import Settings
from api.webhooks import Sender, add_webhook, examine
from search import SearchBackend
from tests.http.editors import Editors, editors_of, new_issue
from tests.storage.issue_files import Form
from tests.webhooks.receiving import Receiver, receiving


@dataclass(frozen=True)
class Desk:
    """An editor, a sender that a test lets look, and the settings of both."""

    editors: Editors
    backend: SearchBackend
    settings: Settings

    @property
    def sender(self) -> Sender:
        """A new sender, as after a restart: what it knows is in the database."""
        return Sender(self.editors.engine, self.backend, self.settings)

    def add(self, url: str, filter: str = "", most: int = 20) -> str:
        """Add a webhook; returns its id."""
        wish = examine(self.backend.snapshot(), url, filter, self.settings)
        with write_session(self.editors.engine) as session:
            return add_webhook(session, wish, COMMAND_LINE, most=most).id

    def webhook(self, id: str) -> WebhookRecord:
        """A webhook with its counts."""
        with read_session(self.editors.engine) as session:
            return next(row for row in webhooks.all_webhooks(session) if row.id == id)

    def put(self, form: Form) -> None:
        """Create or correct an issue."""
        found = self.editors.client.get(f"/v1/issues/{form['volume']}.{form['number']}/file")
        condition = {"If_Match": found.headers["etag"]} if found.is_success else {"If_None_Match": "*"}
        assert self.editors.put(form, **condition).is_success

    def withdraw(self, form: Form) -> None:
        """Withdraw an issue."""
        headers = {**self.editors.editor, "If-Match": self.editors.tag(form)}
        path = f"/v1/issues/{form['volume']}.{form['number']}"
        assert self.editors.client.delete(path, headers=headers).status_code == 204

    def age(self, table: type[SQLModel], days: float, *columns: str) -> None:
        """Let moments of a table lie further back."""
        with write_session(self.editors.engine) as session:
            for row in session.query(table).all():
                for name in columns:
                    at: datetime | None = getattr(row, name)
                    setattr(row, name, at and at - timedelta(days=days))

    def make_due(self) -> None:
        """Let every notice that waits be due."""
        with write_session(self.editors.engine) as session:
            past = datetime.fromisoformat("2020-01-01T00:00:00+00:00")
            session.execute(update(WebhookNotice).where(col(WebhookNotice.state) == "pending").values(due_at=past))

    def with_settings(self, **options: Any) -> "Desk":
        """The same under other settings."""
        return replace(self, settings=self.settings.model_copy(update=options))


@pytest.fixture(scope="session")
def editors(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editors]:
    options = {"webhooks_send": False, "webhooks_allow_private": True, "webhooks_retry_s": 0.01}
    with editors_of(tmp_path_factory.mktemp("webhooks") / "data", **options) as editors:
        yield editors


@pytest.fixture
def desk(editors: Editors) -> Iterator[Desk]:
    resources = editors.client.app.state.resources  # type: ignore[attr-defined]  # Starlette hides the state
    yield Desk(editors, resources.backend, resources.settings)
    with write_session(editors.engine) as session:
        for webhook in webhooks.all_webhooks(session):
            webhooks.remove_webhook(session, webhook.id)


@pytest.fixture
def form() -> Form:
    """An issue of the test's own, with a development on defense and one on space."""
    return new_issue()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver
