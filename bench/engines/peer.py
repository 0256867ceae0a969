"""What the peers share: the rows that they are given and the weights of the fields."""
# ruff: noqa: D102 - `bench.engines.worker.Engine` says what each method is for

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

FIELDS = {
    "title": 0.9, "summary": 1.0, "headline": 0.7, "purpose": 0.5,
    "organization": 0.6, "person": 0.6, "initiative": 0.6,
}  # fmt: skip
"""Text fields and their weights: those of `search/fields.py` (a test holds them equal)."""
FACET_LIMIT = 20
LISTED_MAX = 30_000
"""Rows up to which they are read before the clock starts."""


class Peer:
    """The part of `bench.engines.worker.Engine` that is the same for all peers."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def gather(self, source: Mapping[str, Any]) -> Any:
        if "added" in source:
            return source["added"]
        rows = read(Path(source["rows"]))
        return list(rows) if source["size"] <= LISTED_MAX else rows

    def prepare(self, question: Mapping[str, Any]) -> Mapping[str, Any]:
        """The question as it is: a deep page is asked for by its offset."""
        return question


def read(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a file."""
    with path.open("rb") as stream:
        for line in stream:
            yield json.loads(line)
