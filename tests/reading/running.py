"""The reader over labelled pages: its drafts, and how long each page took."""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from ingest import Hints, read, read_vocabulary
from ingest.draft import Draft
from tests.reading.labels import LabelledPage

SEED_DATA = Path(__file__).resolve().parents[2] / "seed_data"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRead:
    """A page, its draft, and the milliseconds that reading it took (median of the rounds)."""

    page: LabelledPage
    draft: Draft
    milliseconds: float


def read_pages(pages: Iterable[LabelledPage], rounds: int = 1) -> list[PageRead]:
    """Every page read with the vocabulary of the seed data and, where its labels give one, its address as a hint."""
    vocabulary = read_vocabulary(SEED_DATA)
    return [_read_page(page, vocabulary, rounds) for page in pages]


def _read_page(page: LabelledPage, vocabulary: Any, rounds: int) -> PageRead:
    content, hints, drafts, taken = page.path.read_bytes(), Hints(url=page.url), [], []
    for _ in range(rounds):
        started = time.perf_counter()
        drafts.append(read(content, vocabulary, hints))
        taken.append((time.perf_counter() - started) * 1000)
    return PageRead(page=page, draft=drafts[-1], milliseconds=median(taken))
