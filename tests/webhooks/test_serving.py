"""A real server sends webhooks by itself, and a process of its own does where servers do not; neither repeats after a restart."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2
from standardwebhooks import Webhook as Verifier

from api.keys import Role
from tests.contract.run import BIN, serving
from tests.http.editors import bearer, new_key, opened
from tests.storage.issue_files import Form, changed, issue
from tests.webhooks.receiving import Receiver, receiving

FORM = issue(volume=91, number=1)
ALLOWED = {"ALLIANCE_WEBHOOKS_ALLOW_PRIVATE": "true", "ALLIANCE_WEBHOOKS_RETRY_S": "0.01"}


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command on the archive in a folder."""
    environment = {**os.environ, **ALLOWED, "ALLIANCE_DATA_DIR": str(folder / "data"), "COLUMNS": "300"}
    done = subprocess.run([BIN / "alliance", *arguments], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done


def key_of(folder: Path) -> str:
    """A new editor's key."""
    engine = opened(folder / "data")
    text = new_key(engine, Role.EDITOR)
    engine.dispose()
    return text


@contextmanager
def sending(folder: Path) -> Iterator[None]:
    """Let a process of its own send; it ends by itself when it is asked to."""
    environment = {**os.environ, **ALLOWED, "ALLIANCE_DATA_DIR": str(folder / "data")}
    with subprocess.Popen([BIN / "alliance", "webhooks", "run"], env=environment, stderr=subprocess.DEVNULL) as sender:
        try:
            yield
            sender.send_signal(signal.SIGTERM)
            assert sender.wait(timeout=60) == 0
        finally:
            sender.kill()


def put(url: str, key: str, form: Form) -> None:
    path = f"{url}/v1/issues/{form['volume']}.{form['number']}"
    found = httpx2.get(f"{path}/file")
    condition = {"If-Match": found.headers["etag"]} if found.is_success else {"If-None-Match": "*"}
    assert httpx2.put(path, json=form, headers={**bearer(key), **condition}).is_success


def wait_for(condition: Callable[[], bool]) -> None:
    until = time.monotonic() + 90
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.05)


def told(receiver: Receiver) -> list[tuple[str, str]]:
    return [message.change for message in receiver.came]


def test_a_server_sends_and_after_a_restart_goes_on_where_it_was(tmp_path: Path) -> None:
    with receiving() as receiver:
        with serving(tmp_path, **ALLOWED) as url:
            key = key_of(tmp_path)
            secret = run(tmp_path, "webhooks", "add", receiver.url, "--filter", "topic=space").stdout.strip()
            receiver.statuses = [500]
            put(url, key, FORM)
            wait_for(lambda: told(receiver) == [("development.created", "d2")] * 2)
        with serving(tmp_path, **ALLOWED, ALLIANCE_WEBHOOKS_SEND="false") as url:
            put(url, key, changed(FORM, 1, title="Second, corrected"))
            with sending(tmp_path):
                wait_for(lambda: len(receiver.came) == 3)
                time.sleep(1.5)  # a look more, which must find nothing
        assert told(receiver) == [("development.created", "d2")] * 2 + [("development.updated", "d2")]
        assert receiver.came[0].id == receiver.came[1].id
        assert all(Verifier(secret).verify(message.body, message.headers) for message in receiver.came[2:])
