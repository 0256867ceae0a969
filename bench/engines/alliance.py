"""Our own engine through its front door, opened as the service opens it, without synonyms (no peer has them)."""
# ruff: noqa: D102 - `bench.engines.worker.Engine` says what each method is for

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from platform import python_version
from threading import Event, Thread
from typing import Any

import numpy as np

from bench.corpus.sources import Corpus, added_documents
from bench.engines.worker import Answer
from bench.queries import Question, from_json, to_search_query
from search import DEVELOPMENT, Batch, Document, Limits, SearchBackend, SearchQuery, SortKey, open_backend

LISTED_MAX = 30_000
"""Developments up to which documents are made before the clock starts."""
WIDE = Limits(prefix_letters=1, prefix_words=1_000_000)


def open_engine(folder: Path) -> "Alliance":
    """The engine over a folder."""
    return Alliance(folder)


class Alliance:
    """Implements `bench.engines.worker.Engine`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._keys: dict[Question, SortKey | None] = {}

    def versions(self) -> dict[str, str]:
        return {"alliance": "this tree", "numpy": np.__version__, "Python": python_version()}

    def gather(self, source: Mapping[str, Any]) -> tuple[Iterable[Document], bool]:
        if "number" in source:
            return added_documents(source["number"]), bool(source.get("busy"))
        corpus = Corpus(source["size"], Path(source["file"]) if source.get("file") else None)
        documents = corpus.documents()
        return (list(documents) if corpus.size <= LISTED_MAX else documents), False

    def build(self, gathered: tuple[Iterable[Document], bool]) -> None:
        backend = self._backend(Limits())
        backend.rebuild(gathered[0], version=1)
        backend.close()

    def open(self, *, wide: bool = False) -> None:
        self.backend = self._backend(WIDE if wide else Limits())
        if self.backend.refresh() < 0:
            raise RuntimeError(self.backend.fault or "there is no index")

    def prepare(self, sent: Mapping[str, Any]) -> tuple[Question, SortKey | None]:
        question = from_json(sent)
        if question.offset and question not in self._keys:
            skipped = replace(question, offset=0, limit=question.offset)
            self._keys[question] = self.backend.snapshot().search(to_search_query(skipped)).next_key
        return question, self._keys.get(question)

    def ask(self, prepared: tuple[Question, SortKey | None]) -> Answer:
        result = self.backend.snapshot().search(to_search_query(*prepared))
        facets = {name: {b.value: b.count for b in facet.buckets} for name, facet in result.facets.items()}
        return Answer(result.total, [(hit.id, hit.rendered, hit.highlight) for hit in result.hits], facets)

    def add(self, gathered: tuple[list[Document], bool]) -> str:
        documents, busy = gathered
        stop = Event()
        reader = Thread(target=self._read, args=(stop,))
        if busy:
            reader.start()
        try:
            self.backend.apply(Batch(documents, (), self.backend.snapshot().data_version + 1))
        finally:
            stop.set()
        return next(document.id for document in documents if document.kind == DEVELOPMENT)

    def holds(self, id: str) -> bool:
        return id in self.backend.snapshot().fetch(DEVELOPMENT, [id])

    def _read(self, stop: Event) -> None:
        """Ask for the newest developments and for a word, over and over."""
        while not stop.is_set():
            for query in (SearchQuery(), SearchQuery(q="security", facets=("topic",))):
                self.backend.snapshot().search(query)

    def _backend(self, limits: Limits) -> SearchBackend:
        return open_backend("whoosh:", folder=self.folder / "index", archive_id="bench", limits=limits)
