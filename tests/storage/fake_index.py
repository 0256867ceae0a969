"""A search backend in a dictionary: it keeps documents and answers no queries."""

from collections.abc import Iterable, Mapping, Sequence

from search import Batch, Document, IndexUnavailable, SearchQuery, SearchResult, Suggestion


class FakeSnapshot:
    def __init__(self, documents: Mapping[tuple[str, str], Document], version: int) -> None:
        self.documents = documents
        self.data_version = version

    def search(self, query: SearchQuery) -> SearchResult:
        raise NotImplementedError

    def suggest(self, q: str, limit: int) -> Sequence[Suggestion]:
        raise NotImplementedError

    def fetch(self, kind: str, ids: Sequence[str]) -> Mapping[str, bytes]:
        return {id: self.documents[kind, id].rendered for id in ids if (kind, id) in self.documents}

    def ids(self, kind: str) -> Sequence[str]:
        found = [document for (of, _), document in self.documents.items() if of == kind]
        return [document.id for document in sorted(found, key=lambda d: (d.order, d.id))]

    def label(self, kind: str, id: str) -> str | None:
        document = self.documents.get((kind, id))
        return document.label if document else None


class FakeBackend:
    """`batches` and `rebuilds` say what was asked of it; `broken` makes the next `apply` fail."""

    def __init__(self) -> None:
        self.documents: dict[tuple[str, str], Document] | None = None
        self.version = -1
        self.batches: list[Batch] = []
        self.rebuilds = 0
        self.broken = False

    def copy(self) -> "FakeBackend":
        made = FakeBackend()
        made.documents, made.version = dict(self.documents or {}), self.version
        return made

    def snapshot(self) -> FakeSnapshot:
        if self.documents is None:
            raise IndexUnavailable("there is no index")
        return FakeSnapshot(dict(self.documents), self.version)

    @property
    def fault(self) -> str | None:
        return "there is none" if self.version < 0 else None

    def refresh(self) -> int:
        return self.version

    def apply(self, batch: Batch) -> None:
        if self.broken:
            self.broken = False
            raise OSError("the disk is full")
        assert self.documents is not None
        keys = [(document.kind, document.id) for document in batch.upserts]
        assert len(keys) == len(set(keys)), "a document stands once in a batch"
        assert not set(keys) & set(batch.removals)
        self.documents |= dict(zip(keys, batch.upserts, strict=True))
        for key in batch.removals:
            self.documents.pop(key, None)
        self.version = batch.version
        self.batches.append(batch)

    def rebuild(self, documents: Iterable[Document], version: int) -> None:
        listed = list(documents)
        self.documents = {(document.kind, document.id): document for document in listed}
        assert len(self.documents) == len(listed)
        self.version = version
        self.rebuilds += 1

    def close(self) -> None:
        self.documents = None
