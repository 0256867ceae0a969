"""Run every check of schemathesis against a server of its own with the seed data: `make contract`."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

BIN = Path(sys.executable).parent
EXAMPLES = os.environ.get("CONTRACT_EXAMPLES", "40")
"""Random examples an operation, beside the written and the boundary ones."""
WITH_KEY = ("Editing", "Imports")
"""Tags of the operations that need one."""
OTHER_FORMS = ("Files", "Feeds", "Exports")
"""Tags of the operations that give lists in other forms."""


def main() -> int:
    """Return the exit code of schemathesis."""
    with TemporaryDirectory() as folder, serving(Path(folder), ALLIANCE_KEY_FAILURE_LIMIT="off") as url:
        key = made_key(Path(folder), "contract")
        # Operations that need no key are asked without one: their answers to a key are nobody else's.
        dressed = [*("--header", f"Authorization: Bearer {key}"), *chosen("--include-tag", *WITH_KEY)]
        read = run(url, *chosen("--exclude-tag", *WITH_KEY, *OTHER_FORMS))
        # Other forms of the lists read their parameters as the lists do, so the boundaries of each are not tried again.
        forms = run(url, *chosen("--include-tag", *OTHER_FORMS), "--phases", "examples,fuzzing", "--max-examples", "5")
        return max(run(url, *dressed), read, forms)


def chosen(option: str, *tags: str) -> list[str]:
    """Return the options that pick operations by their tags, or leave them out."""
    return [part for tag in tags for part in (option, tag)]


def run(url: str, *options: str) -> int:
    """Ask some of the operations; return the exit code of schemathesis.

    One worker: Hypothesis's cache of lambdas, which all workers share, fails with a KeyError now and then when two use it.
    """
    command = [
        BIN / "schemathesis", "run", f"{url}/openapi.json", "--checks", "all", "--max-examples", EXAMPLES,
        "--workers", "1", "--generation-deterministic", "--no-color", *options,
    ]  # fmt: skip
    return subprocess.run(command, check=False).returncode


def made_key(folder: Path, name: str) -> str:
    """Make an admin's key in the archive that is served from a folder."""
    command = [BIN / "alliance", "keys", "create", "--name", name, "--role", "admin"]
    environment = {**os.environ, "ALLIANCE_DATA_DIR": str(folder / "data")}
    return subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout.strip()


@contextmanager
def serving(folder: Path, **settings: str) -> Iterator[str]:
    """Serve the seed data on a free port until the block ends; yield the base URL."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        **os.environ,
        "ALLIANCE_DATA_DIR": str(folder / "data"),
        "ALLIANCE_RATE_LIMIT": "off",
        "ALLIANCE_LOG_LEVEL": "warning",
        **settings,
    }
    server = subprocess.Popen([BIN / "alliance", "serve", "--port", str(port)], env=environment)
    try:
        wait_until_ready(f"http://127.0.0.1:{port}")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=20)


def wait_until_ready(url: str, seconds: float = 60) -> None:
    """Return when /readyz answers 200. Raises TimeoutError."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"{url}/readyz", timeout=2):  # noqa: S310 - our own server
                return
        except OSError:
            time.sleep(0.05)
    raise TimeoutError(f"{url} is not ready after {seconds} s")


if __name__ == "__main__":
    sys.exit(main())
