"""Source: the generation that an export is made from, and what a file says about itself."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

import orjson

from api.services.status import ATTRIBUTION, LICENCE
from search import SearchQuery, Snapshot, Sort


@dataclass(frozen=True, slots=True)
class Source:
    """One generation; `base` is what stands before relative addresses, empty where no public address is set."""

    snapshot: Snapshot
    base: str

    def rendered(self, kind: str) -> Iterator[bytes]:
        """The JSON of all records of a kind, the earliest published first."""
        return map(attrgetter("rendered"), self.snapshot.walk(SearchQuery(kinds=(kind,), sort=Sort.PUBLISHED_ASC)))

    def records(self, kind: str) -> Iterator[dict[str, Any]]:
        """All records of a kind, the earliest published first."""
        return map(orjson.loads, self.rendered(kind))

    def entries(self, kind: str) -> Iterator[dict[str, Any]]:
        """All entries of a vocabulary, by id."""
        for id in self.snapshot.ids(kind):
            yield orjson.loads(self.snapshot.fetch(kind, [id])[id])

    @property
    def about(self) -> Mapping[str, str]:
        """What a file carries about itself."""
        return {
            "title": "US-Japan Alliance Digest archive",
            "data_version": str(self.snapshot.data_version),
            "licence": LICENCE["name"],
            "licence_url": LICENCE["url"],
            "attribution": ATTRIBUTION,
        }
