"""Lint the contract, compare it with the last release, make the clients and run them: `make clients`, `make lint-contract`."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.clients import answers
from tests.clients.environment import HERE, Failed, NotAtHand, npx, oasdiff, python, typescript
from tests.clients.partner import CLIENTS, CONTRACT, Client
from tests.contract.changes import report
from tests.contract.run import BIN, serving

SPECTRAL = f"spectral lint {CONTRACT} --ruleset {HERE / 'lint' / 'spectral.yaml'} --fail-severity hint"
REDOCLY = f"redocly lint {CONTRACT} --config {HERE / 'lint' / 'redocly.yaml'} --format stylish"


class Parts:
    """The parts that ran, each timed and told about as it ends; where a machine must have everything, no part is skipped."""

    def __init__(self, *, must_have_everything: bool) -> None:
        self.failed: list[str] = []
        self.skipped: list[str] = []
        self._must_have_everything = must_have_everything
        self._started = time.monotonic()

    def do(self, name: str, step: Callable[[], Any]) -> Any:
        """Do a part and return what it gives; None where it failed, or was skipped since something is not at hand."""
        started = time.monotonic()
        outcome, given = "ok", None
        try:
            given = step()
        except (NotAtHand, Failed, ValueError) as error:
            may_skip = isinstance(error, NotAtHand) and not self._must_have_everything
            outcome = "skipped" if may_skip else "FAILED"
            (self.skipped if may_skip else self.failed).append(name)
            print(error, file=sys.stderr)
        print(f"{time.monotonic() - started:6.1f} s  {name}: {outcome}", flush=True)
        return given

    def close(self) -> int:
        """Tell about the whole; return the exit code."""
        done = f"{len(self.failed)} failed, {len(self.skipped)} skipped"
        print(f"{time.monotonic() - self._started:6.1f} s  in all: {done}")
        return int(bool(self.failed))


def main(*chosen: str) -> int:
    """Return the exit code; `lint` or `clients` does only these. Two parts run at a time."""
    parts = Parts(must_have_everything=bool(os.environ.get("CI")))
    parts.do("Python and Node.js", python)
    with ThreadPoolExecutor(max_workers=2) as pool, ExitStack() as stack:
        packages = pool.submit(parts.do, "npm packages", typescript)
        jobs: list[Callable[[], None]] = []
        if "clients" not in chosen:
            jobs.append(partial(lint, parts))
        if "lint" not in chosen:
            url = serve(parts, stack)
            jobs += [partial(make_and_run, parts, client, url) for client in CLIENTS]
        packages.result()
        list(pool.map(lambda job: job(), jobs))
    return parts.close()


def serve(parts: Parts, stack: ExitStack) -> str:
    """Start a server that stops with the stack; return its address."""
    folder = Path(stack.enter_context(TemporaryDirectory()))
    url = str(parts.do("a server with the seed data", lambda: stack.enter_context(serving(folder))))
    parts.do("an amount whose dollars nobody knows", lambda: fill(folder, url))
    return url


def lint(parts: Parts) -> None:
    """Check the contract by itself and beside the released one."""
    parts.do("Spectral", lambda: npx(SPECTRAL, HERE))
    parts.do("Redocly", lambda: npx(REDOCLY, HERE))
    tool = parts.do("oasdiff", oasdiff)
    if tool:
        print(parts.do("changes since the release", lambda: report(tool)) or "", end="")


def fill(folder: Path, url: str) -> None:
    """Publish what the seed data has none of."""
    command = [BIN / "alliance", "keys", "create", "--name", "clients", "--role", "editor"]
    environment = {**os.environ, "ALLIANCE_DATA_DIR": str(folder / "data")}
    key = subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout.strip()
    answers.put_unconverted(url, key)


def make_and_run(parts: Parts, client: Client, url: str) -> None:
    """Make a client, check its types and run its program, as far as it goes."""
    found: Any = None
    for name, step in client.steps(url):
        found = parts.do(f"{client.name}: {name}", step)
        if found is None:
            return
    parts.do(f"{client.name}: found what is served", lambda: answers.check(found, url))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
