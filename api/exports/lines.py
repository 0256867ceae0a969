"""Lines: the whole archive as CSV or JSON Lines, in the same words as the lists."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from api.exports.source import Source
from api.renderers.csv import write_csv
from api.renderers.jsonl import write_jsonl
from api.services.records import COLLECTIONS
from api.services.rows import Rows


def export_csv(source: Source, kind: str, path: Path) -> None:
    """Write all records of a kind as CSV."""
    _write(write_csv, source, kind, path)


def export_jsonl(source: Source, kind: str, path: Path) -> None:
    """Write all records of a kind as JSON Lines."""
    _write(write_jsonl, source, kind, path)


def _write(write: Callable[[Rows], Iterator[bytes]], source: Source, kind: str, path: Path) -> None:
    rows = Rows(
        listing=COLLECTIONS[kind],
        rendered=source.rendered(kind),
        publisher=lambda _issue: None,
        base=source.base,
        on=datetime.now(UTC).date(),
    )
    with path.open("wb") as stream:
        stream.writelines(write(rows))
