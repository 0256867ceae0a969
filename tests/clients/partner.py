"""Clients as a partner makes them: the commands of `docs/clients.md`, run in a folder that has the contract and a program."""

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tests.clients.environment import HERE, PARTNERS, ROOT, Failed, npx, python, run, typescript

CONTRACT = ROOT / "openapi.yaml"
EXAMPLE_URL = "http://127.0.0.1:8000"
"""Where the documents have the service; a run puts its own server's address there."""


@dataclass(frozen=True, slots=True)
class Client:
    """One generated client; the last command runs the program, which prints JSON."""

    name: str
    folder: Callable[[], Path]
    generate: str
    check: str
    program: str

    @property
    def commands(self) -> tuple[str, str, str]:
        """What a partner types."""
        return self.generate, self.check, self.program

    def steps(self, url: str) -> Iterator[tuple[str, Callable[[], Any]]]:
        """Yield what is done, by name, in order; the last step returns what the program printed."""
        yield "generate", lambda: _without_warnings(self._run(self.generate, url))
        yield "check types", lambda: self._run(self.check, url)
        yield "run", lambda: json.loads(self._run(self.program, url))

    def _run(self, command: str, url: str) -> str:
        folder = self.folder()
        shutil.copy(CONTRACT, folder)
        first, _, rest = command.replace(EXAMPLE_URL, url).partition(" ")
        return npx(rest, folder) if first == "npx" else run([first, *rest.split()], folder)


@cache
def python_folder() -> Path:
    """Return a folder with the Python program, its environment made."""
    python()
    folder = PARTNERS / "python"
    shutil.copytree(HERE / "python", folder, dirs_exist_ok=True)
    return folder


def _without_warnings(printed: str) -> str:
    """Return what a generator printed. Raises Failed when it left something of the contract out."""
    if "warning" in printed.lower() or "\N{WARNING SIGN}" in printed:
        raise Failed(printed)
    return printed


CLIENTS = (
    Client(
        "openapi-python-client",
        python_folder,
        "openapi-python-client generate --path openapi.yaml --config generator.yaml --meta none"
        " --output-path alliance_digest --overwrite",
        "mypy --strict alliance_digest program.py",
        f"python program.py {EXAMPLE_URL}",
    ),
    Client(
        "openapi-typescript and openapi-fetch",
        lambda: typescript() / "openapi-fetch",
        "npx openapi-typescript openapi.yaml --output generated/schema.ts",
        "npx tsc",
        f"node dist/program.js {EXAMPLE_URL}",
    ),
    Client(
        "hey-api",
        lambda: typescript() / "hey-api",
        "npx openapi-ts --input openapi.yaml --output generated --no-log-file",
        "npx tsc",
        f"node dist/program.js {EXAMPLE_URL}",
    ),
)
