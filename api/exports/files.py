"""Files: the exports that there are, one row each."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from api.errors import NotInstalled
from api.exports.lines import export_csv, export_jsonl
from api.exports.source import Source
from api.exports.sqlite import export_sqlite
from search import DEVELOPMENT, ISSUE

Write = Callable[[Source, str, Path], None]
"""Writes what a kind's file holds of a source to a path."""


@dataclass(frozen=True, slots=True)
class Export:
    """One export: the records it is of, its format, and how it is written; `needs` is the package that it takes."""

    noun: str
    kind: str
    format: str
    media_type: str
    write: Write
    needs: str | None = None

    @property
    def file_name(self) -> str:
        """The last part of its address."""
        return f"{self.noun}.{self.format}"

    @property
    def can_be_made(self) -> bool:
        """Whether the package that it takes is there."""
        return self.needs is None or find_spec(self.needs) is not None

    def check(self) -> None:
        """Raise NotInstalled when the package that it takes is not there."""
        if not self.can_be_made:
            raise NotInstalled(
                f"{self.file_name} needs {self.needs}: pip install 'alliance-digest[{self.format}]', then ask again."
            )


def export_parquet(source: Source, kind: str, path: Path) -> None:
    """Write all records of a kind as Parquet; its library is large and loaded when the first file is made."""
    import_module("api.exports.parquet").write_parquet(source, kind, path)


FORMATS: tuple[tuple[str, str, Write, str | None], ...] = (
    ("jsonl", "application/x-ndjson", export_jsonl, None),
    ("csv", "text/csv", export_csv, None),
    ("sqlite", "application/vnd.sqlite3", export_sqlite, None),
    ("parquet", "application/vnd.apache.parquet", export_parquet, "pyarrow"),
)
EXPORTS = tuple(
    Export(noun, kind, format, media_type, write, needs)
    for noun, kind in (("issues", ISSUE), ("developments", DEVELOPMENT))
    for format, media_type, write, needs in FORMATS
)
