"""Apps over the small archive, with a log kept in memory for a store."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import orjson
from fastapi import FastAPI

from api.main import create_app
from api.services.archive import Change, Version
from api.settings import Settings
from search import SearchBackend, open_backend
from tests.http.documents import TOLD, UPDATED_AT, VERSION, documents


class FakeArchive:
    """The store of record as a list of changes."""

    def __init__(self) -> None:
        self.rows = [
            Change(seq=seq, at=UPDATED_AT + timedelta(seconds=seq), op="created", kind=kind, id=id, revision=1)
            for seq, (kind, id) in enumerate(self._created(), start=1)
        ]
        self.withdrawn_ids = {("development", "3.7-d9")}

    @staticmethod
    def _created() -> Iterator[tuple[str, str]]:
        for number in range(1, VERSION - len(TOLD)):
            yield "headline", f"1.1-h{number}"
        for row in TOLD:
            yield "development", f"{row.issue}-d{row.number}"
        yield "development", "3.7-d2"

    def changes(self, *, since: int, until: int, kinds: Sequence[str], limit: int) -> Sequence[Change]:
        return [r for r in self.rows if since < r.seq <= until and (not kinds or r.kind in kinds)][:limit]

    def count_changes(self, *, since: int, until: int, kinds: Sequence[str]) -> int:
        return len(self.changes(since=since, until=until, kinds=kinds, limit=10**9))

    def changed_at(self, seq: int) -> datetime | None:
        return next((row.at for row in self.rows if row.seq == seq), None)

    def behind_since(self, seq: int) -> datetime | None:
        return next((row.at for row in self.rows if row.seq > seq), None)

    def history(self, kind: str, id: str) -> Sequence[Change]:
        found = [row for row in self.rows if (row.kind, row.id) == (kind, id)]
        return [
            Change(
                seq=row.seq,
                at=row.at,
                op="created" if number == 1 else "updated",
                kind=kind,
                id=id,
                revision=number,
                changed=() if number == 1 else ("title",),
                note=None if number == 1 else "A better title.",
            )
            for number, row in enumerate(found, start=1)
        ]

    def revision(self, kind: str, id: str, revision: int) -> bytes | None:
        rendered = next((d.rendered for d in documents() if (d.kind, d.id) == (kind, id)), None)
        if rendered is None or revision > len(self.history(kind, id)):
            return None
        return orjson.dumps(orjson.loads(rendered) | {"revision": revision})

    def evidence(self, keys: Sequence[Version]) -> Mapping[Version, Sequence[Mapping[str, Any]]]:
        said = {"raw": "rover", "start": 2, "end": 7, "where": "text", "rule": "test", "confidence": 1.0}
        return {(id, number): [{"fact": "/title", **said}] for id, number in keys if id != "3.7-d1"}

    def source_texts(self, keys: Sequence[Version]) -> Mapping[Version, str]:
        return {(id, number): f"An invented paragraph {number}." for id, number in keys}

    def withdrawn(self, kind: str, id: str) -> bool:
        return (kind, id) in self.withdrawn_ids


SYNONYMS = [{"id": "c2", "kind": "acronym", "en": ["command and control", "C2"], "ja": ["指揮統制"], "case": ["C2"]}]


def make_backend(version: int = VERSION) -> SearchBackend:
    """A memory engine with the small archive in it."""
    backend = open_backend("memory:", folder=Path("unused"), archive_id="test", synonyms=SYNONYMS)
    backend.rebuild(documents(), version)
    return backend


def make_app(backend: SearchBackend | None = None, archive: FakeArchive | None = None, **options: object) -> FastAPI:
    """An app over the small archive; options are settings."""
    settings = Settings(_env_file=None, rate_limit="off", log_level="error").model_copy(update=options)
    return create_app(settings, backend or make_backend(), archive=archive or FakeArchive())
