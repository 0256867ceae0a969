"""Which engine a URL means."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from search.backend import SearchBackend
from search.backends.memory import MemoryBackend
from search.backends.whoosh import WhooshBackend
from search.language.parser import Limits
from search.synonyms import Synonyms


def open_backend(
    url: str, *, folder: Path, archive_id: str, synonyms: Iterable[Mapping[str, Any]] = (), limits: Limits | None = None
) -> SearchBackend:
    """Return the engine for `whoosh:` (an index in `folder`, of one archive) or `memory:`.

    `synonyms` are the groups of `seed_data/synonyms.yaml`. Raises ValueError for another URL.
    """
    known = Synonyms(synonyms)
    match url:
        case "whoosh:":
            return WhooshBackend(folder, archive_id, known, limits or Limits())
        case "memory:":
            return MemoryBackend(known, limits or Limits())
        case _:
            raise ValueError(f"no engine is called {url!r}; there are whoosh: and memory:")
