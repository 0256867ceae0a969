"""What every benchmark command shares: its options, what it prints of the machine, where results go."""

import json
import os
import platform
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import geometric_mean
from tempfile import TemporaryDirectory
from typing import Any

from bench.corpus import Corpus

RESULTS = Path(__file__).resolve().parent / "results"
SIZES = (2_000, 21_000, 215_000)


def options(about: str, sizes: Sequence[int], rounds: int) -> ArgumentParser:
    """The options of every command."""
    parser = ArgumentParser(description=about)
    parser.add_argument("--size", type=int, action="append", help=f"developments to generate (default {sizes})")
    parser.add_argument("--all-sizes", action="store_true", help=f"all of {SIZES}")
    parser.add_argument("--corpus", type=Path, help="a JSON Lines file in the load format instead")
    parser.add_argument("--rounds", type=int, default=rounds, help=f"measured rounds (default {rounds})")
    parser.add_argument(
        "--cache",
        type=Path,
        help="folder to keep what was built, to be removed when the index format changes (default: a temporary one)",
    )
    parser.add_argument("--json", type=Path, help="where to write the result (default: bench/results)")
    parser.set_defaults(sizes=sizes)
    return parser


def corpora(given: Namespace) -> list[Corpus]:
    """What the options ask for."""
    if given.corpus:
        return [Corpus(_developments(given.corpus), given.corpus)]
    return [Corpus(size) for size in (SIZES if given.all_sizes else given.size or given.sizes)]


def _developments(file: Path) -> int:
    with file.open("rb") as lines:
        return sum(len(json.loads(line)["developments"]) for line in lines if line.strip())


@contextmanager
def folder_for(given: Namespace, corpus: Corpus) -> Iterator[Path]:
    """Where the indexes of a corpus are built."""
    if given.cache is None:
        with TemporaryDirectory() as folder:
            yield Path(folder)
    else:
        folder = (given.cache / corpus.name).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        yield folder


def machine() -> dict[str, Any]:
    """The processors, and nothing that says whose they are."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.exists() else []
    models = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return {
        "processors": os.cpu_count(),
        "model": models[0] if models else platform.machine(),
        "system": platform.system(),
    }


def save(given: Namespace, name: str, corpus: Corpus, result: Mapping[str, Any]) -> None:
    """Write a result where it is looked for."""
    RESULTS.mkdir(exist_ok=True)
    path = given.json or RESULTS / f"{name}-{corpus.name}.json"
    content = {"bench": name, "corpus": corpus.name, "developments": corpus.size, "machine": machine(), **result}
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def mean_ratio(ours: Mapping[str, float], theirs: Mapping[str, float]) -> float:
    """The geometric mean of the ratios over the classes that both have."""
    return geometric_mean([ours[kind] / theirs[kind] for kind in ours if kind in theirs])


def table(head: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """Columns in plain text: the first to the left, numbers to the right."""
    written = [[cell(value) for value in row] for row in (head, *rows)]
    widths = [max(len(row[at]) for row in written) for at in range(len(head))]
    lines = (
        "  ".join(
            text.rjust(width) if at else text.ljust(width)
            for at, (text, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in written
    )
    return "\n".join(line.rstrip() for line in lines)


def cell(value: Any) -> str:
    """A number with three digits that count, anything else as it is."""
    if not isinstance(value, float):
        return f"{value:,}" if isinstance(value, int) else str(value)
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
