"""Sources: what a file holds, piece by piece, with the line on which each key stands."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from api.seeding.json_reading import read_json
from api.seeding.mistakes import Mistake
from api.seeding.yaml_reading import Location, line_of, read_yaml

PIECE_MAX_BYTES = 20_000_000
"""Bytes allowed in a YAML file or a line of JSON Lines."""
YAML_SUFFIXES = (".yaml", ".yml")
SUFFIXES = (*YAML_SUFFIXES, ".jsonl")


@dataclass(frozen=True, slots=True)
class Source:
    """A YAML document or a line of JSON Lines; `data` is None where `problems` say why it cannot be read."""

    path: Path
    line: int
    data: Any = None
    node: yaml.Node | None = None
    problems: list[str] = field(default_factory=list)

    def tell(self, mistake: Mistake) -> str:
        """A mistake as `file:line: key: message`."""
        return self.problem(mistake.location, mistake.text)

    def problem(self, location: Location, message: str) -> str:
        """`file:line: key: message`."""
        line = self.line if self.node is None else line_of(self.node, location)
        return f"{self.path}:{line}: {key_path(location) or 'document'}: {message}"


def key_path(location: Location) -> str:
    """A location as it is written: `developments[2].amounts[0].currency`."""
    text = ""
    for step in location:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text


def read_sources(path: Path) -> Iterator[Source]:
    """The pieces of a file, one at a time; a file that cannot be read is one piece with problems."""
    try:
        if path.suffix in YAML_SUFFIXES:
            yield _yaml(path)
        elif path.suffix == ".jsonl":
            yield from _lines(path)
        else:
            yield _faulty(path, 1, f"file: no such format; known are {', '.join(SUFFIXES)}")
    except OSError as error:
        yield _faulty(path, 1, f"file: {error.strerror or 'cannot be read'}")


def _yaml(path: Path) -> Source:
    if path.stat().st_size > PIECE_MAX_BYTES:
        return _faulty(path, 1, f"file: larger than {PIECE_MAX_BYTES} bytes")
    read = read_yaml(path.read_bytes())
    problems = [f"{path}:{fault.line}: {key_path(fault.location) or 'yaml'}: {fault.message}" for fault in read.faults]
    return Source(path, 1, read.data, read.node, problems)


def _lines(path: Path) -> Iterator[Source]:
    with path.open("rb") as stream:
        number = 0
        while line := stream.readline(PIECE_MAX_BYTES + 1):
            number += 1
            if len(line) > PIECE_MAX_BYTES:
                yield _faulty(path, number, f"line: longer than {PIECE_MAX_BYTES} bytes")
                return
            if line.strip():
                yield _line(path, number, line)


def _line(path: Path, number: int, line: bytes) -> Source:
    try:
        data = read_json(line)
    except ValueError as error:
        return _faulty(path, number, f"json: {error}")
    return Source(path, number, data)


def _faulty(path: Path, line: int, message: str) -> Source:
    return Source(path, line, problems=[f"{path}:{line}: {message}"])
