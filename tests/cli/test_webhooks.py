"""The commands of webhooks: a secret is shown once, a fault names what it is in, and each says how things stand."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.cli import app
from tests.webhooks.receiving import Receiver, receiving


@pytest.fixture(autouse=True)
def small_archive(runner: CliRunner, issue_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLIANCE_INDEX_URL", "memory:")
    monkeypatch.setenv("ALLIANCE_WEBHOOKS_ALLOW_PRIVATE", "true")
    assert runner.invoke(app, ["load", str(issue_file)]).exit_code == 0


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


def id_in(text: str) -> str:
    """The id in `webhook ID: …`."""
    return text.split("webhook ", 1)[1].split(":", 1)[0]


def test_a_webhook_is_added_listed_tested_and_removed(runner: CliRunner, receiver: Receiver) -> None:
    added = runner.invoke(app, ["webhooks", "add", f"{receiver.url}?token=hidden", "--filter", "country=Japan"])
    secret, id = added.stdout.strip(), id_in(added.stderr)
    assert secret.startswith("whsec_")
    assert "Developments that name Japan. 5 match now" in added.stderr
    listed = runner.invoke(app, ["webhooks", "list"]).output
    assert all(text in listed for text in (id, f"{receiver.url}?…", "country=JP", "active"))
    assert secret not in listed
    assert "hidden" not in listed
    tried = runner.invoke(app, ["webhooks", "test", id])
    assert (tried.exit_code, f"webhook {id}: 200 OK" in tried.output) == (0, True)
    assert receiver.take()[0].form["type"] == "webhook.test"
    receiver.statuses = [500]
    assert runner.invoke(app, ["webhooks", "test", id]).exit_code == 1
    assert runner.invoke(app, ["webhooks", "enable", id]).exit_code == 0
    assert runner.invoke(app, ["webhooks", "remove", id]).exit_code == 0
    assert id not in runner.invoke(app, ["webhooks", "list"]).output
    log = runner.invoke(app, ["audit"]).output
    assert all(action in log for action in ("add_webhook", "enable_webhook", "remove_webhook"))
    assert secret not in log
    assert "hidden" not in log


@pytest.mark.parametrize("command", ["test", "enable", "remove"])
def test_an_unknown_id_is_said(runner: CliRunner, command: str) -> None:
    result = runner.invoke(app, ["webhooks", command, "nothing"])
    assert (result.exit_code, "There is no webhook nothing" in result.output) == (1, True)


def test_an_address_of_the_cloud_s_own_is_refused_and_what_is_possible_is_said(
    runner: CliRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALLIANCE_WEBHOOKS_ALLOW_PRIVATE", "false")
    result = runner.invoke(app, ["webhooks", "add", "https://169.254.169.254/latest/meta-data"])
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "URL: 169.254.169.254 is a link-local address; a webhook goes to a public one" in result.stderr
    plain = runner.invoke(app, ["webhooks", "add", "http://169.254.169.254/"])
    assert "URL: a webhook goes to a public https:// address" in plain.stderr


def test_faults_of_the_filter_are_lines_that_name_the_parameter(runner: CliRunner) -> None:
    result = runner.invoke(app, ["webhooks", "add", "http://127.0.0.1:9/", "--filter", "topic=spaec&contry=JP"])
    assert result.exit_code == 1
    lines = result.stderr.splitlines()
    assert "topic: There is no topic “spaec”. Did you mean space?" in lines
    assert "contry: There is no such parameter here; did you mean country?" in lines


def test_the_limit_of_webhooks_is_said(runner: CliRunner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLIANCE_WEBHOOKS_MAX", "0")
    result = runner.invoke(app, ["webhooks", "add", "http://127.0.0.1:9/"])
    assert (result.exit_code, "There are 0 webhooks, which is the limit" in result.stderr) == (1, True)
