"""How well the reader reads the labelled pages, field by field, and how fast: `make bench-reading`."""

import json
import platform
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from bench.running import RESULTS, machine, table
from tests.reading.labels import PAGES, labelled_pages
from tests.reading.running import PageRead, read_pages
from tests.reading.scoring import Miss, Score, Scored, score

ROUNDS = 5
HEAD = ("field", "precision", "recall", "F1", "expected", "found", "right")


def main() -> None:
    """Print a table of the fields, the time of a page and, if asked, every miss; keep the result."""
    given = _options().parse_args()
    pages = labelled_pages(given.pages)
    if not pages:
        raise SystemExit(f"no label files in {given.pages}")
    found = read_pages(pages, given.rounds)
    scored = score([(one.page, one.draft) for one in found])
    print(report(found, scored, misses=given.misses))
    _save(given, result(found, scored, given.rounds))


def report(found: Sequence[PageRead], scored: Scored, *, misses: bool = False) -> str:
    """The tables in plain text."""
    paragraphs = sum(len(one.page.paragraphs) for one in found)
    rows = [(field, *_figures(one).values()) for field, one in scored.scores.items() if one.expected or one.found]
    times = ", ".join(f"{kind} {took:.1f} ms" for kind, took in _times(found).items())
    parts = [f"{len(found)} pages, {paragraphs} paragraphs", table(HEAD, rows), f"a page, median: {times}"]
    if misses:
        listed = [_line(miss) for miss in scored.misses]
        parts.append("\n".join([f"{len(listed)} misses", *listed]))
    return "\n\n".join(parts)


def result(found: Sequence[PageRead], scored: Scored, rounds: int) -> dict[str, Any]:
    """What is kept: figures by field, milliseconds by kind of page, the misses counted."""
    return {
        "developments": sum(len(one.page.paragraphs) for one in found),
        "pages": len(found),
        "rounds": rounds,
        "versions": {"alliance": "this tree", "Python": platform.python_version()},
        "fields": {field: _figures(one) for field, one in scored.scores.items() if one.expected or one.found},
        "median_ms": _times(found),
        "misses": len(scored.misses),
    }


def _options() -> ArgumentParser:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument(
        "--pages", type=Path, default=PAGES, help="folder of pages, each with its labels in a .yaml beside it"
    )
    parser.add_argument("--misses", action="store_true", help="list every miss by page and paragraph")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help=f"readings of each page (default {ROUNDS})")
    parser.add_argument(
        "--json", type=Path, help="where to write the result (default for the project's own pages: bench/results)"
    )
    return parser


def _save(given: Namespace, content: Mapping[str, Any]) -> None:
    """Other pages than the project's own leave no result unless a file is named."""
    path = given.json or (RESULTS / "reading.json" if given.pages == PAGES else None)
    if path:
        kept = {"bench": "reading", "corpus": "labelled", "machine": machine(), **content}
        path.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _figures(found: Score) -> dict[str, float]:
    rates = {"precision": found.precision, "recall": found.recall, "f1": found.f1}
    counts = {"expected": found.expected, "found": found.found, "right": found.right}
    return {**{name: round(rate, 4) for name, rate in rates.items()}, **counts}


def _times(found: Sequence[PageRead]) -> dict[str, float]:
    kinds = sorted({one.page.path.suffix for one in found}, reverse=True)
    times = {kind: [one.milliseconds for one in found if one.page.path.suffix == kind] for kind in kinds}
    return {kind.removeprefix("."): round(median(took), 3) for kind, took in times.items()}


def _line(miss: Miss) -> str:
    where = miss.page if miss.paragraph is None else f"{miss.page} ¶{miss.paragraph}"
    return f"{miss.field:14} {where}: expected {_said(miss.expected)}, found {_said(miss.found)}"


def _said(words: str | None) -> str:
    return "nothing" if words is None else f"“{words}”"


if __name__ == "__main__":
    main()
