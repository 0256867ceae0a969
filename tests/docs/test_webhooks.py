"""The receiver's snippet in the guide to webhooks takes what the archive sends, and nothing else."""

import re
import time
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from api.cli import app
from api.webhook_commands import webhook_commands
from api.webhooks.retrying import GROWTH, LONGEST, MOST_AGE, MOST_ATTEMPTS
from api.webhooks.signing import make_secret, signed_headers
from tests.docs.console import commands

PAGE = Path(__file__).resolve().parents[2] / "docs" / "webhooks.md"
TEXT = PAGE.read_text(encoding="utf-8")
SECRET = make_secret()
BODY = '{"type":"development.created","note":"指揮"}'.encode()


@pytest.fixture(scope="module")
def verify() -> Any:
    (code,) = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
    namespace: dict[str, Any] = {}
    exec(code, namespace)  # noqa: S102 - our own page
    return namespace["verify"]


def headers(at: float = 0, **other: str) -> dict[str, str]:
    return {**signed_headers(SECRET, "msg_a_1", int(time.time() + at), BODY), **other}


def test_a_genuine_message_is_taken(verify: Any) -> None:
    assert verify(SECRET, headers(), BODY)


def test_one_of_several_signatures_is_enough(verify: Any) -> None:
    own = headers()
    assert verify(SECRET, {**own, "webhook-signature": f"v1,AAAA {own['webhook-signature']}"}, BODY)


@pytest.mark.parametrize(
    ("secret", "sent", "body"),
    [
        (make_secret(), headers(), BODY),
        (SECRET, headers(), BODY + b" "),
        (SECRET, {**headers(), "webhook-id": "msg_a_2"}, BODY),
        (SECRET, {**headers(), "webhook-timestamp": str(int(time.time()) + 1)}, BODY),
        (SECRET, headers(at=-600), BODY),
        (SECRET, headers(at=600), BODY),
    ],
    ids=["secret", "body", "id", "timestamp", "old", "from the future"],
)
def test_anything_else_is_refused(verify: Any, secret: str, sent: dict[str, str], body: bytes) -> None:
    assert not verify(secret, sent, body)


def test_every_command_stands_in_the_table_and_those_shown_are_known() -> None:
    names = [
        command.name or command.callback.__name__
        for command in webhook_commands.registered_commands
        if command.callback
    ]
    assert len(names) == 6
    assert all(f"| `alliance webhooks {name}" in TEXT for name in names)
    assert [command.line.split()[:3] for command in commands(PAGE)] == [["alliance", "webhooks", "add"]]
    assert CliRunner().invoke(app, ["webhooks", "--help"]).exit_code == 0


def test_the_figures_are_those_of_the_code() -> None:
    assert (GROWTH, MOST_ATTEMPTS, MOST_AGE.days, LONGEST.total_seconds() / 3600) == (4, 12, 3, 12)
    said = " ".join(TEXT.split())
    assert "four times as long, at most 12 hours, less up to a fifth" in said
    assert "After 12 attempts or 3 days it is given up" in said
