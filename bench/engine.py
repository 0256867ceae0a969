"""How fast the engine answers beside tantivy, SQLite FTS5 and plain Whoosh: `make bench-engine`.

Each engine sits in a process of its own and times itself around each query; the engines take turns class by class, so that
they share whatever the machine does, and none is timed as it wakes up for a single question.
Warm: two passes unmeasured, then `--rounds` measured ones. Cold: every engine is opened anew before a round (its files are
in the page cache), answers one unrelated question, and then meets every word for the first time. A question counts with
its median over the rounds, a class with the median over its questions, all classes with the geometric mean of the ratios.
"""

import shutil
import sys
from argparse import Namespace
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from bench import running
from bench.corpus import Corpus
from bench.engines.process import ENGINES, OURS, EngineProcess
from bench.engines.process import running as processes
from bench.queries import BY_DATE, Question, costliest, questions
from bench.rows import read_rows, write_rows
from bench.survey import Survey, tally

WARMING = 2
COLD_ROUNDS = 3
FIRST = Question(kind="opening", sort=BY_DATE)
"""Asked of an engine that was just opened, so that opening (see `bench.index`) is no part of what follows."""
TOLERATED: Mapping[str, str] = {}
"""Class → why its totals may differ between engines; empty, since all are given the same terms."""
Times = dict[str, dict[Question, list[dict[str, Any]]]]


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, print, save; 1 when engines disagree on what is found."""
    parser = running.options(__doc__ or "", (2_000, 21_000), rounds=5)
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=list(ENGINES))
    given = parser.parse_args(argv)
    disagreed = False
    for corpus in running.corpora(given):
        with running.folder_for(given, corpus) as folder:
            result = measure(corpus, given, folder)
        running.save(given, "engine", corpus, result)
        print(summary(corpus, result), flush=True)
        disagreed |= bool(result["disagreements"])
    return int(disagreed)


def measure(corpus: Corpus, given: Namespace, folder: Path) -> dict[str, Any]:
    """Everything that is said of one corpus."""
    rows = folder / "rows.jsonl"
    if not rows.exists():
        write_rows(corpus.documents(), rows)
    survey = Survey(tally(read_rows(rows), corpus.size))
    asked = questions(survey)
    with processes([OURS, *(name for name in given.engines if name != OURS)], folder) as engines:
        for engine in engines.values():
            ready(engine, corpus, folder, rows)
        warm = _rounds(engines, asked, WARMING, given.rounds)
        cold = _cold_rounds(engines, asked)
        versions = {name: version for engine in engines.values() for name, version in engine.do("versions").items()}
        dear = _costliest(engines[OURS], costliest(survey))
    return {
        "rounds": given.rounds,
        "versions": versions,
        "questions": {kind: sum(q.kind == kind for q in asked) for kind in dict.fromkeys(q.kind for q in asked)},
        "warm": {engine: _classes(times) for engine, times in warm.items()},
        "cold": {engine: _classes(times) for engine, times in cold.items()},
        "ratios": _ratios(warm, cold),
        "costliest": dear,
        "disagreements": _disagreements(warm),
    }


def ready(engine: EngineProcess, corpus: Corpus, folder: Path, rows: Path) -> dict[str, Any]:
    """Open an engine's index, built first where it was not; what building took."""
    mark = folder / f"{engine.name}.built"
    built: dict[str, Any] = {}
    if not mark.exists():
        print(f"building {engine.name} ({corpus.name})", file=sys.stderr, flush=True)
        shutil.rmtree(folder / engine.name, ignore_errors=True)
        (folder / engine.name).mkdir(parents=True, exist_ok=True, mode=0o700)
        built = engine.do("build", size=corpus.size, file=corpus.file and str(corpus.file.resolve()), rows=str(rows))
        mark.touch()
    engine.do("open")
    return built


def _rounds(engines: Mapping[str, EngineProcess], asked: list[Question], warming: int, rounds: int) -> Times:
    times: Times = {name: defaultdict(list) for name in engines}
    classes = [[q for q in asked if q.kind == kind] for kind in dict.fromkeys(q.kind for q in asked)]
    for at in range(warming + rounds):
        for several in classes:
            for name, engine in _turned(engines, at):
                answers = ask(engine, several)
                if at >= warming:
                    for question, answer in zip(several, answers, strict=True):
                        times[name][question].append(answer)
    return times


def ask(engine: EngineProcess, several: Sequence[Question]) -> list[dict[str, Any]]:
    """What an engine answers to questions, with what each took."""
    answers: list[dict[str, Any]] = engine.do("ask", questions=[q.to_json() for q in several])["answers"]
    return answers


def _cold_rounds(engines: Mapping[str, EngineProcess], asked: list[Question]) -> Times:
    times: Times = {name: defaultdict(list) for name in engines}
    for _ in range(COLD_ROUNDS):
        for engine in engines.values():
            engine.do("open")
            ask(engine, [FIRST])
        for name, answers in _rounds(engines, asked, 0, 1).items():
            for question, answer in answers.items():
                times[name][question] += answer
    return times


def _turned(engines: Mapping[str, EngineProcess], at: int) -> list[tuple[str, EngineProcess]]:
    """The engines in another order each round."""
    listed = list(engines.items())
    return listed[at % len(listed) :] + listed[: at % len(listed)]


def _classes(times: Mapping[Question, list[dict[str, Any]]]) -> dict[str, dict[str, float]]:
    """Class → medians in milliseconds, of CPU time and by the clock."""
    found: dict[str, dict[str, float]] = {}
    for kind in dict.fromkeys(question.kind for question in times):
        of_kind = [answers for question, answers in times.items() if question.kind == kind]
        found[kind] = {
            clock: round(1000 * median(median(a[clock] for a in answers) for answers in of_kind), 4)
            for clock in ("cpu", "wall")
        }
    return found


def _cpu(times: Times, engine: str) -> dict[str, float]:
    return {kind: taken["cpu"] for kind, taken in _classes(times[engine]).items()}


def _ratios(warm: Times, cold: Times) -> dict[str, dict[str, float]]:
    """Peer → our CPU time over the peer's: all warm, the worst class, ours cold over the peer warm, and all cold."""
    ours, ours_cold = _cpu(warm, OURS), _cpu(cold, OURS)
    found = {}
    for peer in warm:
        if peer != OURS:
            theirs = _cpu(warm, peer)
            found[peer] = {
                "warm": running.mean_ratio(ours, theirs),
                "worst class": max(ours[kind] / theirs[kind] for kind in ours),
                "cold / peer warm": running.mean_ratio(ours_cold, theirs),
                "cold / peer reopened": running.mean_ratio(ours_cold, _cpu(cold, peer)),
            }
    return found


def _disagreements(times: Times) -> list[str]:
    found = []
    for question in times[OURS]:
        answers = {name: answered[question][0] for name, answered in times.items()}
        said = {name: (a["total"], a["facets"]) for name, a in answers.items()}
        if question.kind not in TOLERATED and any(value != said[OURS] for value in said.values()):
            found.append(f"{question.kind} {' '.join(question.words)}: {said}")
    return found


def _costliest(engine: EngineProcess, dear: Mapping[str, Question]) -> dict[str, dict[str, float]]:
    """Milliseconds by the clock of the dearest questions: the first time, and the median after that."""
    found = {}
    for name, question in dear.items():
        engine.do("open", wide=True)
        ask(engine, [FIRST])
        taken = ask(engine, [question] * 6)
        walls = [1000 * answer["wall"] for answer in taken]
        found[name] = {"cold": round(walls[0], 3), "warm": round(median(walls[1:]), 3), "total": taken[0]["total"]}
    return found


def summary(corpus: Corpus, result: Mapping[str, Any]) -> str:
    """What is printed."""
    warm, cold = result["warm"], result["cold"]
    rows = [
        [
            kind,
            *(warm[name][kind]["cpu"] for name in warm),
            *(warm[OURS][kind]["cpu"] / warm[p][kind]["cpu"] for p in result["ratios"]),
            cold[OURS][kind]["cpu"],
        ]
        for kind in warm[OURS]
    ]
    head = ["class (CPU ms)", *warm, *(f"/ {peer}" for peer in result["ratios"]), f"{OURS} cold"]
    ratios = [[peer, *found.values()] for peer, found in result["ratios"].items()]
    dear = [[name, taken["cold"], taken["warm"], taken["total"]] for name, taken in result["costliest"].items()]
    parts = [
        f"\n{corpus.size:,} developments ({corpus.name}); {running.machine()}; {result['versions']}",
        running.table(head, rows),
        running.table(["ours over", "warm", "worst class", "cold / peer warm", "cold / peer reopened"], ratios),
        running.table(["costliest (ms)", "cold", "warm", "hits"], dear),
        *(f"DISAGREEMENT {line}" for line in result["disagreements"]),
    ]
    return "\n\n".join(parts)


if __name__ == "__main__":
    sys.exit(main())
