"""The vocabulary of the archive, read once for all tests, and its issues as passages with their hand labels."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import yaml

from ingest.extract.passages import Passage
from ingest.vocabulary import read_vocabulary

SEED_DATA = Path(__file__).resolve().parents[3] / "seed_data"
VOCABULARY = read_vocabulary(SEED_DATA)


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A development of the archive: our own text, and what an editor said of it."""

    id: str
    passage: Passage
    countries: tuple[str, ...]
    topics: tuple[str, ...]
    names: dict[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Score:
    """Right, wrong and missing answers."""

    right: int = 0
    wrong: int = 0
    missing: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(self.right + other.right, self.wrong + other.wrong, self.missing + other.missing)

    @property
    def f1(self) -> float:
        return 2 * self.right / (2 * self.right + self.wrong + self.missing)

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong)


def compared(found: set[str], wanted: set[str]) -> Score:
    return Score(len(found & wanted), len(found - wanted), len(wanted - found))


@cache
def labelled_issues() -> tuple[tuple[date, tuple[Labelled, ...]], ...]:
    """Each issue's first day and developments."""
    files = sorted((SEED_DATA / "issues").glob("vol-*.yaml"))
    issues = (yaml.load(file.read_text("utf-8"), yaml.CSafeLoader) for file in files)
    return tuple((issue["period"]["start"], tuple(_labelled(issue))) for issue in issues)


def _labelled(issue: dict) -> list[Labelled]:
    return [
        Labelled(
            id=f"{issue['volume']}.{issue['number']}-{row['headline']}",
            passage=Passage(
                text=f"{row['title']}. {' '.join(row['summary'].split())}",
                headline=issue["headlines"][row["headline"] - 1],
            ),
            countries=tuple(row["countries"]),
            topics=tuple(row["topics"]),
            names={
                "organization": _slugs("organization", row.get("organizations", [])),
                "person": _slugs("person", [person["name"] for person in row.get("people", [])]),
                "initiative": _slugs("initiative", row.get("initiatives", [])),
            },
        )
        for row in issue["developments"]
    ]


def _slugs(kind: str, names: list[str]) -> frozenset[str]:
    return frozenset(_slug_by_name()[kind, name.lower()] for name in names)


@cache
def _slug_by_name() -> dict[tuple[str, str], str]:
    return {
        (entry.kind, name.lower()): entry.slug
        for entry in VOCABULARY.names.entries
        for name in (entry.name, *entry.aliases)
    }
