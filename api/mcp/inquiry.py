"""Inquiries: what one call of a tool is answered from, by the services that answer the API."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from api.dependencies import Resources
from api.params import Vocabulary, ask
from api.params.models import Filtering
from api.services.questions import Listing, Question
from search import Snapshot

SCHEME = "alliance://"


@dataclass(frozen=True, slots=True)
class Inquiry:
    """One call: what the process holds, the generation that answers, and what stands before a relative address."""

    resources: Resources
    snapshot: Snapshot
    base: str

    @property
    def vocabulary(self) -> Vocabulary:
        """The values that exist in this generation."""
        return self.resources.vocabularies.of(self.snapshot)

    def ask(self, params: Filtering, listing: Listing) -> Question:
        """Return the question that the parameters put. Raises CursorInvalid, CursorExpired."""
        return ask(params, listing, self.vocabulary)

    def whole(self, address: str) -> str:
        """Return an address of this service with its host, where that is known."""
        return f"{self.base}{address}"

    def linked(self, links: Mapping[str, Any]) -> dict[str, Any]:
        """Return links with their hosts; those to other sites are whole already."""
        return {name: self.whole(to) if to and to.startswith("/") else to for name, to in links.items()}

    def pointed(self, row: Mapping[str, Any] | None) -> dict[str, Any] | None:
        """Return an object whose `url` has its host; None stays None."""
        if row is None:
            return None
        return {**row, "url": self.whole(row["url"]) if row["url"] else None}


def resource(kind: str, id: str) -> str:
    """Return the address under which a record is read as a resource: `alliance://developments/3.7-d3`."""
    return f"{SCHEME}{kind}s/{id}"
