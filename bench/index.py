"""What an index costs: building, adding one issue, opening, disk and memory, beside the peers: `make bench-index`.

Documents are made (or rows read) before the clock starts where they fit in memory (see `gathered`). An issue of five
developments is added on top, in steps that the engine's users would take, and then found by its id; ours also while
another thread asks questions without pause. Opening is timed inside a fresh process, imports apart, up to its first answer.
Memory is RssAnon of a process that opened the index and answered every question twice, less that of one over an archive
without an issue.
"""

import shutil
import subprocess
import sys
from argparse import Namespace
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from bench import running
from bench.corpus import Corpus
from bench.corpus.sources import added_documents
from bench.engine import FIRST, ask, ready
from bench.engines.alliance import LISTED_MAX
from bench.engines.process import ENGINES, OURS, ROOT, EngineProcess
from bench.engines.process import running as processes
from bench.queries import Question, questions
from bench.rows import read_rows, row_of, write_rows
from bench.survey import Survey, tally
from search import DEVELOPMENT

NOTHING = Corpus(0)
OPENING = """
import pathlib, sys, search
backend = search.open_backend("whoosh:", folder=pathlib.Path(sys.argv[1]), archive_id="bench")
backend.refresh()
assert backend.snapshot().search(search.SearchQuery()).total
"""
"""A fresh process that opens our index and answers, with no more than that takes."""


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, print, save."""
    parser = running.options(__doc__ or "", (21_000,), rounds=5)
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=list(ENGINES))
    given = parser.parse_args(argv)
    for corpus in running.corpora(given):
        with running.folder_for(given, corpus) as folder:
            result = measure(corpus, given, folder)
        running.save(given, "index", corpus, result)
        print(summary(corpus, result), flush=True)
    return 0


def measure(corpus: Corpus, given: Namespace, folder: Path) -> dict[str, Any]:
    """Everything that is said of one corpus."""
    rows, none = folder / "rows.jsonl", folder / "none.jsonl"
    shutil.rmtree(folder / "index", ignore_errors=True)
    if not rows.exists():
        write_rows(corpus.documents(), rows)
    none.touch()
    asked = questions(Survey(tally(read_rows(rows), corpus.size)))
    engines = {name: _engine(name, corpus, given, folder, asked) for name in given.engines}
    return {
        "rounds": given.rounds,
        "gathered": "before the clock started" if corpus.size <= LISTED_MAX else "while building: their making counts",
        "versions": _versions(given.engines, folder),
        "engines": engines,
    }


def _versions(names: Sequence[str], folder: Path) -> dict[str, str]:
    with processes(names, folder / "index") as engines:
        return {name: version for engine in engines.values() for name, version in engine.do("versions").items()}


def _engine(name: str, corpus: Corpus, given: Namespace, folder: Path, asked: list[Question]) -> dict[str, Any]:
    fresh = folder / "index" / name
    with EngineProcess(name, fresh) as engine:
        built = ready(engine, corpus, fresh.parent, folder / "rows.jsonl")
    found: dict[str, Any] = {"megabytes": round(_disk(fresh) / 1e6, 1)}
    if built:
        found |= {"build_s": round(built["wall"], 2), "developments_per_s": round(corpus.size / built["wall"], 1)}
    found |= _opened(name, fresh, given.rounds)
    found["private_megabytes"] = _memory(name, fresh, folder, asked)
    return found | _added(name, fresh, given.rounds)


def _opened(name: str, folder: Path, rounds: int) -> dict[str, float]:
    opening, whole = [], []
    for _ in range(rounds):
        started = perf_counter()
        with EngineProcess(name, folder) as engine:
            opened, (answered,) = engine.do("open"), ask(engine, [FIRST])
            process = perf_counter() - started
        opening.append(opened["wall"] + answered["wall"])
        whole.append(_process(folder / "index") if name == OURS else process)
    return {"open_ms": round(1000 * median(opening), 2), "process_ms": round(1000 * median(whole), 1)}


def _process(index: Path) -> float:
    """Seconds from the start to the end of a process that opens our index and answers."""
    started = perf_counter()
    subprocess.run([sys.executable, "-c", OPENING, str(index)], cwd=ROOT, check=True)  # noqa: S603
    return perf_counter() - started


def _memory(name: str, full: Path, folder: Path, asked: list[Question]) -> float:
    """Megabytes over those of an archive without an issue."""
    bare = folder / "none" / name
    with EngineProcess(name, bare) as engine:
        if not (bare.parent / f"{name}.built").exists():
            ready(engine, NOTHING, bare.parent, folder / "none.jsonl")
    return round((_private(name, full, asked) - _private(name, bare, asked)) / 1e6, 1)


def _private(name: str, folder: Path, asked: list[Question]) -> int:
    with EngineProcess(name, folder) as engine:
        engine.do("open")
        ask(engine, [*asked, *asked])
        return int(engine.do("memory")["bytes"])


def _added(name: str, folder: Path, rounds: int) -> dict[str, float]:
    found: dict[str, float] = {}
    first = 1
    with EngineProcess(name, folder) as engine:
        engine.do("open")
        ask(engine, [FIRST])
        for key, busy in (("add_ms", False), ("add_busy_ms", True)):
            if busy and name != OURS:
                break
            taken = [_add(engine, number, busy=busy) for number in range(first, first + rounds)]
            first += rounds
            found[key], found[f"{key}_most"] = round(1000 * median(taken), 1), round(1000 * max(taken), 1)
    return found


def _add(engine: EngineProcess, number: int, *, busy: bool) -> float:
    documents = added_documents(number)
    rows = [row_of(document) for document in documents if document.kind == DEVELOPMENT]
    given: Mapping[str, Any] = {"number": number, "busy": busy} if engine.name == OURS else {"added": rows}
    return float(engine.do("add", **given)["wall"])


def _disk(folder: Path) -> int:
    """Bytes in a folder, a file with several names counted once."""
    stats = [path.stat() for path in folder.rglob("*") if path.is_file()]
    return sum({stat.st_ino: stat.st_size for stat in stats}.values())


def summary(corpus: Corpus, result: Mapping[str, Any]) -> str:
    """What is printed."""
    engines = result["engines"]
    keys = dict.fromkeys(key for found in engines.values() for key in found)
    rows = [[key, *(found.get(key, "") for found in engines.values())] for key in keys]
    head = f"\n{corpus.size:,} developments ({corpus.name}); {running.machine()}; {result['versions']}; documents made {result['gathered']}"
    return f"{head}\n\n{running.table(['', *engines], rows)}"


if __name__ == "__main__":
    sys.exit(main())
