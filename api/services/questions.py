"""Question: what was asked of a list, ready to be answered."""

from dataclasses import dataclass

from api.cursors import Place
from api.services.addresses import Address
from search import DEVELOPMENT, HEADLINE, ISSUE, RECORD_KINDS, SearchQuery


@dataclass(frozen=True, slots=True)
class Normalization:
    """A value that was read as another one."""

    parameter: str
    given: str
    taken: str


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of the API: its path, the kinds of record in it, and how its description begins and ends.

    `order` is given for lists that are not sorted by a parameter; vocabularies say it, facets have none.
    """

    path: str
    kinds: tuple[str, ...]
    noun: str
    order: str | None = None


ISSUES = Listing("/v1/issues", (ISSUE,), "Issues with developments")
HEADLINES = Listing("/v1/headlines", (HEADLINE,), "Headlines of developments")
DEVELOPMENTS = Listing("/v1/developments", (DEVELOPMENT,), "Developments")
SEARCH = Listing("/v1/search", RECORD_KINDS, "Records")
AGGREGATE = Listing("/v1/aggregate", (DEVELOPMENT,), "Developments", "")
FACETS_ALONE = Listing("/v1/facets", (DEVELOPMENT,), "Developments", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question to one list.

    `address` is the list's canonical address without the cursor; `binding` is what its cursors belong
    to; `place` is where an earlier page ended; `fields` are the keys wanted of each item, all when empty.
    `repeated` names the parameters that may be given more than once.
    """

    address: Address
    query: SearchQuery
    binding: bytes
    place: Place | None = None
    cursor: str | None = None
    fields: tuple[str, ...] = ()
    extras: tuple[str, ...] = ()
    """What each development carries beside its own keys (`DevelopmentExtra`), from the store of record."""
    normalized: tuple[Normalization, ...] = ()
    repeated: frozenset[str] = frozenset()
    noun: str = "Developments"
    """What the list is of, as the description begins."""
    order: str | None = None
    """The order as the description says it, where it is not the query's sort."""

    @property
    def self_url(self) -> str:
        """The address of this very page."""
        return self.address.with_(cursor=(self.cursor,)).url if self.cursor else self.address.url

    @property
    def params(self) -> dict[str, str | list[str]]:
        """The canonical parameters, as `meta.query.params` shows them."""
        return {name: list(values) if name in self.repeated else values[0] for name, values in self.address.params}
