"""The report: results become tables and a chart in `docs/performance.md`, between its markers: `python -m bench.report`."""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from bench.charts import bars
from bench.engines.process import OURS, ROOT
from bench.http import ratios
from bench.running import RESULTS, cell

PAGE = ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- results: begin -->", "<!-- results: end -->"
NAMES = {"alliance": "this engine", "tantivy": "tantivy", "fts5": "SQLite FTS5", "whoosh": "plain Whoosh"}
INDEX_ROWS = {
    "build_s": "build, s",
    "developments_per_s": "developments a second",
    "add_ms": "add an issue, ms (median)",
    "add_ms_most": "add an issue, ms (slowest)",
    "add_busy_ms": "the same with queries running, ms",
    "add_busy_ms_most": "the same, slowest, ms",
    "open_ms": "open and first answer, ms",
    "process_ms": "fresh process to its first answer, ms",
    "megabytes": "on disk, MB",
    "private_megabytes": "private memory, MB",
}
Result = Mapping[str, Any]


def main() -> None:
    """Rewrite the page's tables and the charts from `bench/results`."""
    results = sorted(map(_read, RESULTS.glob("*.json")), key=lambda found: (found["bench"], found["developments"]))
    PAGE.write_text(placed(PAGE.read_text(encoding="utf-8"), render(results)), encoding="utf-8")
    for result in results:
        if result["bench"] == "engine":
            (PAGE.parent / chart_name(result)).write_text(chart(result), encoding="utf-8")


def placed(page: str, tables: str) -> str:
    """The page with its tables replaced. Raises ValueError where it has no markers."""
    head, _, rest = page.partition(BEGIN)
    _, marked, tail = rest.partition(END)
    if not marked:
        raise ValueError(f"the page has no {BEGIN} and {END}")
    return f"{head}{BEGIN}\n\n{tables}\n\n{END}{tail}"


def render(results: Iterable[Result]) -> str:
    """All tables as Markdown."""
    writers = {"engine": _engine, "index": _index, "http": _http, "reading": _reading, "pages": _pages}
    listed = list(results)
    parts = [part for result in listed for part in (_title(result), *writers[result["bench"]](result))]
    return "\n\n".join([*parts, *_growth([result for result in listed if result["bench"] == "engine"])])


def chart(result: Result) -> str:
    """CPU time by class and engine."""
    series = {NAMES[name]: {kind: t["cpu"] for kind, t in times.items()} for name, times in result["warm"].items()}
    title = f"CPU time of a query, {result['developments']:,} developments, warm (logarithmic)"
    return bars(title, "ms", series)


def chart_name(result: Result) -> str:
    """File beside the page."""
    return f"performance-{result['corpus']}.svg"


def _title(result: Result) -> str:
    titles = {
        "engine": "The engine",
        "index": "The index",
        "http": "Through HTTP",
        "reading": "Reading",
        "pages": "Pages",
    }
    what = titles[result["bench"]]
    machine = result["machine"]
    said = ", ".join(f"{name} {version}" for name, version in result["versions"].items() if name != OURS)
    where = f"{machine['processors']} processors ({machine['model']}), {machine['system']}; {said}."
    return f"### {what}, {result['developments']:,} developments\n\n{where}"


def _engine(result: Result) -> list[str]:
    warm, cold, ours = result["warm"], result["cold"], result["warm"][OURS]
    peers = [name for name in warm if name != OURS]
    head = ["CPU ms, warm", *(NAMES[name] for name in warm), *(f"/ {NAMES[name]}" for name in peers), "cold"]
    rows = [
        [
            kind,
            *(warm[name][kind]["cpu"] for name in warm),
            *(ours[kind]["cpu"] / warm[name][kind]["cpu"] for name in peers),
            cold[OURS][kind]["cpu"],
        ]
        for kind in ours
    ]
    means = ["this engine's time over", "warm, mean", "warm, worst class", "cold / peer warm", "cold / peer reopened"]
    dear = [[name, found["cold"], found["warm"], found["total"]] for name, found in result["costliest"].items()]
    return [
        f"{result['rounds']} rounds. “cold” is this engine opened anew, at the first touch of the words.",
        f"![CPU time by class]({chart_name(result)})",
        markdown(head, rows),
        markdown(means, [[NAMES[peer], *found.values()] for peer, found in result["ratios"].items()]),
        markdown(["the costliest questions, ms by the clock", "cold", "warm", "hits"], dear),
        *(f"**Engines disagree**: {line}" for line in result["disagreements"]),
    ]


def _growth(results: Sequence[Result]) -> list[str]:
    """How much longer the median class takes in the largest archive than in the smallest; nothing of one archive."""
    if len(results) < 2:
        return []
    small, large = results[0], results[-1]
    times = large["developments"] / small["developments"]
    rows = [
        [NAMES[name], _middle(large, name) / _middle(small, name)] for name in large["warm"] if name in small["warm"]
    ]
    title = f"### Growth from {small['developments']:,} to {large['developments']:,} developments ({times:,.0f} ×)"
    return [title, markdown(["", "median class, ×"], rows)]


def _middle(result: Result, engine: str) -> float:
    return float(median(taken["cpu"] for taken in result["warm"][engine].values()))


def _index(result: Result) -> list[str]:
    engines = result["engines"]
    rows = [[label, *(found.get(key, "") for found in engines.values())] for key, label in INDEX_ROWS.items()]
    return [f"Documents made {result['gathered']}.", markdown(["", *(NAMES[name] for name in engines)], rows)]


def _http(result: Result) -> list[str]:
    kinds = result["kinds"]
    datasette, bare = ratios(kinds, "Datasette search"), ratios(kinds, "bare route")
    head = ["", "median, ms", "95 of 100, ms", "a second", "× Datasette's search", "× bare route"]
    rows = [[name, *figures.values(), datasette[name], bare[name]] for name, figures in kinds.items()]
    return [f"{result['rounds']} rounds, one connection.", markdown(head, rows)]


def _reading(result: Result) -> list[str]:
    rows = [
        [field, *(found[key] for key in ("precision", "recall", "f1"))] for field, found in result["fields"].items()
    ]
    times = ", ".join(f"{kind} {cell(took)} ms" for kind, took in result["median_ms"].items())
    said = f"{result['pages']} labelled pages, {result['rounds']} rounds; a page, median: {times}."
    return [said, markdown(["", "precision", "recall", "F1"], rows)]


def _pages(result: Result) -> list[str]:
    rows = [
        [
            f"{archive}: {kind.removeprefix('page, ')}",
            found["median_ms"],
            found["p95_ms"],
            found["median_ms"] / kinds[kind.replace("page", "API")]["median_ms"],
        ]
        for archive, kinds in result["archives"].items()
        for kind, found in kinds.items()
        if kind.startswith("page")
    ]
    said = f"{result['rounds']} rounds; the search page made anew and compressed, beside the API's answer to the same question."
    return [said, markdown(["", "median, ms", "95 of 100, ms", "× the API's answer"], rows)]


def markdown(head: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """A table, numbers to the right."""
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *([cell(value) for value in row] for row in rows)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _read(path: Path) -> Result:
    found: Result = json.loads(path.read_text(encoding="utf-8"))
    return found


if __name__ == "__main__":
    main()
