"""Where the documents of a run come from: the generator, or a file in the load format through the archive itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

import orjson

from api.database import make_engine, migrate, read_session
from api.indexing import all_entry_documents, all_issue_documents
from api.money import read_rates
from api.seeding import load
from api.settings import SEED_DATA, Settings
from bench.corpus.documents import entry_documents, issue_documents
from bench.corpus.writing import extra_issue, issues
from search import DEVELOPMENT, Document


@dataclass(frozen=True, slots=True)
class Corpus:
    """`size` generated developments, or what stands in `file` (JSON Lines, one issue a line)."""

    size: int
    file: Path | None = None

    @property
    def name(self) -> str:
        """What results and caches are called after."""
        return self.file.stem if self.file else str(self.size)

    def documents(self) -> Iterator[Document]:
        """Everything that an index of the archive holds, in bounded memory."""
        if self.file:
            return _loaded(self.file)
        return chain(entry_documents(), (made for form in issues(self.size) for made in issue_documents(form)))

    def write(self, path: Path) -> Path:
        """A file in the load format: the one given, or one that is written to `path`."""
        if self.file:
            return self.file
        with path.open("wb") as stream:
            stream.writelines(orjson.dumps(form) + b"\n" for form in issues(self.size))
        return path


def added_documents(number: int) -> list[Document]:
    """The documents of one more issue of five developments."""
    return list(issue_documents(extra_issue(number)))


def developments(documents: Iterator[Document]) -> Iterator[Document]:
    """What the peers hold."""
    return (document for document in documents if document.kind == DEVELOPMENT)


def _loaded(file: Path) -> Iterator[Document]:
    rates = read_rates(SEED_DATA / "exchange_rates.yaml")
    with TemporaryDirectory() as folder:
        engine = make_engine(Settings(data_dir=Path(folder)))
        migrate(engine)
        load(engine, [file])
        with read_session(engine) as session:
            yield from all_entry_documents(session)
            yield from all_issue_documents(session, rates)
        engine.dispose()
