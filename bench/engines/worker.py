"""The process of one engine: reads requests as lines of JSON, answers with lines of JSON, times itself.

Runs in the project's environment for `alliance` and in the peers' for the rest, so it imports nothing that only one has.
Time is taken around the engine's own work: what crosses the pipe is neither read nor written meanwhile.
"""

import json
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

MODULES = {"alliance": "alliance", "tantivy": "tantivy_index", "fts5": "fts5", "whoosh": "plain_whoosh"}
Request = Mapping[str, Any]


@dataclass(slots=True)
class Answer:
    """What every engine must give: the exact total, the page's documents (id, title, summary or all as one), facet counts."""

    total: int
    page: list[Any]
    facets: Mapping[str, Mapping[str, int]]


class Engine(Protocol):
    """An engine over one folder."""

    def versions(self) -> dict[str, str]:
        """Name → version of the libraries that do the work."""

    def gather(self, source: Request) -> Any:
        """What `build` or `add` takes, read beforehand where it fits in memory; not timed."""

    def build(self, gathered: Any) -> None:
        """Write an index of everything."""

    def open(self, *, wide: bool = False) -> None:
        """Open what was built, anew; `wide` lifts limits on prefixes."""

    def prepare(self, question: Request) -> Any:
        """Return what `ask` takes: the question as it came through the pipe, with what a user has from the page before."""

    def ask(self, question: Any) -> Answer:
        """Answer a question."""

    def add(self, gathered: Any) -> str:
        """Add documents, make them searchable; return the id of one."""

    def holds(self, id: str) -> bool:
        """Whether a search finds a document by its id."""


class Worker:
    """Carries out requests on one engine."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def do(self, request: Request) -> dict[str, Any]:
        """Carry out one request: the method of its name."""
        carry_out: Callable[[Request], dict[str, Any]] = getattr(self, f"_{request['do']}")
        return carry_out(request)

    def _versions(self, request: Request) -> dict[str, Any]:  # noqa: ARG002 - one signature for all
        return self.engine.versions()

    def _build(self, request: Request) -> dict[str, Any]:
        gathered = self.engine.gather(request)
        return timed(lambda: self.engine.build(gathered))[1]

    def _open(self, request: Request) -> dict[str, Any]:
        return timed(lambda: self.engine.open(wide=bool(request.get("wide"))))[1]

    def _ask(self, request: Request) -> dict[str, Any]:
        """Answer questions one after the other, each timed by itself."""
        prepared = [self.engine.prepare(question) for question in request["questions"]]
        return {"answers": [self._answer(question) for question in prepared]}

    def _answer(self, question: Any) -> dict[str, Any]:
        answer, taken = timed(lambda: self.engine.ask(question))
        counted = {name: sum(counts.values()) for name, counts in answer.facets.items()}
        return {**taken, "total": answer.total, "shown": len(answer.page), "facets": counted}

    def _add(self, request: Request) -> dict[str, Any]:
        gathered = self.engine.gather(request)
        id, taken = timed(lambda: self.engine.add(gathered))
        if not self.engine.holds(id):
            raise RuntimeError(f"{id} was added and is not found")
        return taken

    def _memory(self, request: Request) -> dict[str, Any]:  # noqa: ARG002 - one signature for all
        return {"bytes": private_bytes()}


def timed(work: Callable[[], Any]) -> tuple[Any, dict[str, Any]]:
    """What the work gives, and the seconds that it took by the clock and of the processors."""
    cpu, wall = time.process_time(), time.perf_counter()
    given = work()
    return given, {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}


def private_bytes() -> int:
    """Memory of this process that is its own and no file's (RssAnon); 0 where the system does not say."""
    status = Path("/proc/self/status")
    lines = status.read_text(encoding="ascii").splitlines() if status.exists() else []
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("RssAnon")), 0)


def main(name: str, folder: str) -> None:
    """Serve requests until the pipe is closed."""
    Path(folder).mkdir(parents=True, exist_ok=True, mode=0o700)
    worker = Worker(import_module(f"bench.engines.{MODULES[name]}").open_engine(Path(folder)))
    for line in sys.stdin:
        sys.stdout.write(json.dumps(worker.do(json.loads(line))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
