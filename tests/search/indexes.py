"""An index on disk to copy and change, and ways to look at it."""

import shutil
from pathlib import Path

from search import Limits, SearchQuery
from search.backends.whoosh import WhooshBackend
from search.backends.whoosh.generations import POINTER
from tests.search.archive import development, seed_synonyms

DOCUMENTS = [development("1.1-d1", title="first rover"), development("1.1-d2", title="second rover")]


def opened(folder: Path, archive_id: str = "ours") -> WhooshBackend:
    return WhooshBackend(folder, archive_id, seed_synonyms(), Limits())


def copied(original: Path, to: Path) -> Path:
    return Path(shutil.copytree(original, to))


def generation(index: Path) -> Path:
    """The folder of the generation in force."""
    return index / (index / POINTER).read_text().strip()


def total(backend: WhooshBackend, q: str = "rover") -> int:
    return backend.snapshot().search(SearchQuery(q=q)).total
