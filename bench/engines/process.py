"""Engines from outside: a process each, asked one after the other, and the environment that the peers run in."""

import hashlib
import json
import subprocess
import sys
import venv
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from bench.engines.worker import MODULES

ROOT = Path(__file__).resolve().parents[2]
PEERS_HOME = ROOT / ".venv-bench"
REQUIREMENTS = ROOT / "bench" / "requirements.txt"
OURS = "alliance"
ENGINES = tuple(MODULES)


class EngineProcess:
    """One engine in a process of its own."""

    def __init__(self, name: str, folder: Path) -> None:
        python = sys.executable if name == OURS else str(peers_python())
        command = [python, "-m", "bench.engines.worker", name, str(folder)]
        self.name = name
        self._process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603

    def do(self, what: str, **request: Any) -> dict[str, Any]:
        """Have a request carried out. Raises RuntimeError when the process has died of it."""
        pipe, answers = self._process.stdin, self._process.stdout
        if pipe is None or answers is None:
            raise RuntimeError("no pipe")
        pipe.write(json.dumps({"do": what, **request}).encode() + b"\n")
        pipe.flush()
        line = answers.readline()
        if not line:
            raise RuntimeError(f"{self.name} has died of {what}")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._process.stdin:
            self._process.stdin.close()
        self._process.wait(timeout=30)


@contextmanager
def running(names: Sequence[str], folder: Path) -> Iterator[dict[str, EngineProcess]]:
    """Processes of several engines, each over a folder of its own inside `folder`."""
    with ExitStack() as stack:
        yield {name: stack.enter_context(EngineProcess(name, folder / name)) for name in names}


def peers_python() -> Path:
    """The Python of `.venv-bench`, which is made, or made anew after a change of the requirements, when first asked for."""
    python, mark = PEERS_HOME / "bin" / "python", PEERS_HOME / "requirements.sha256"
    wanted = hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()
    if not mark.exists() or mark.read_text(encoding="ascii") != wanted:
        print("installing the peers into .venv-bench", file=sys.stderr)
        venv.create(PEERS_HOME, with_pip=True, clear=True)
        (PEERS_HOME / ".gitignore").write_text("*\n", encoding="ascii")
        subprocess.run([python, "-m", "pip", "install", "--quiet", "-r", REQUIREMENTS], check=True)  # noqa: S603
        mark.write_text(wanted, encoding="ascii")
    return python
