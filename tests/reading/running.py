"""The reader over labelled pages: its drafts, and how long each page took."""

import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from statistics import median
from typing import Any

import yaml

from ingest import Hints, read, read_vocabulary
from ingest.draft import Draft
from ingest.vocabulary import KnownName, Office, Vocabulary
from tests.reading.labels import LOADER, LabelledPage

SEED_DATA = Path(__file__).resolve().parents[2] / "seed_data"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRead:
    """A page, its draft, and the milliseconds that reading it took (median of the rounds)."""

    page: LabelledPage
    draft: Draft
    milliseconds: float


def read_pages(pages: Iterable[LabelledPage], rounds: int = 1) -> list[PageRead]:
    """Every page read with the archive's vocabulary and, where its labels give one, its address as a hint."""
    return [_read_page(page, vocabulary_of_archive(), rounds) for page in pages]


@cache
def vocabulary_of_archive() -> Vocabulary:
    """The vocabulary as the service has it: the seed files, and for each person the offices that the issues tell."""
    seed = read_vocabulary(SEED_DATA)
    held: dict[str, dict[str, Office]] = {}
    for name, role, period in _roles():
        known = held.setdefault(name, {})
        first = min(period["start"], known[role].first) if role in known else period["start"]
        last = max(period["end"], known[role].last) if role in known else period["end"]
        known[role] = Office(role=role, first=first, last=last)
    return seed.with_names(
        replace(entry, offices=tuple(held[entry.name].values()))
        for entry in seed.names.entries
        if _is_held(entry, held)
    )


def _is_held(entry: KnownName, held: Mapping[str, Any]) -> bool:
    return entry.kind == "person" and entry.name in held


def _roles() -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Name, role and period of every person with a role in the issues."""
    for path in sorted((SEED_DATA / "issues").glob("*.yaml")):
        issue = yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)  # noqa: S506 - a safe loader either way
        people = (person for row in issue["developments"] for person in row.get("people", ()))
        yield from ((person["name"], person["role"], issue["period"]) for person in people if person.get("role"))


def _read_page(page: LabelledPage, vocabulary: Vocabulary, rounds: int) -> PageRead:
    content, hints, drafts, taken = page.path.read_bytes(), Hints(url=page.url), [], []
    for _ in range(rounds):
        started = time.perf_counter()
        drafts.append(read(content, vocabulary, hints))
        taken.append((time.perf_counter() - started) * 1000)
    return PageRead(page=page, draft=drafts[-1], milliseconds=median(taken))
