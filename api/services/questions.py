"""Question: what was asked of a list, ready to be answered."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from api.cursors import Place
from api.page_addresses import LISTS, NOT_ON_PAGES
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


class Form(NamedTuple):
    """Another form in which a list answers: its name among the links, its suffix, and the parameters that it does not take."""

    name: str
    suffix: str
    without: frozenset[str]


@dataclass(frozen=True, kw_only=True)
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
    forms: tuple[Form, ...] = ()
    """The other forms of this list that its links name."""

    @property
    def other_forms(self) -> dict[str, str]:
        """Where the same question is answered in other forms, by their name."""
        address = self.address
        return {form.name: f"{address.path}{form.suffix}{address.query_without(form.without)}" for form in self.forms}

    @property
    def page_url(self) -> str | None:
        """Where people look at the same question; None where there is no such page."""
        page = LISTS.get(self.address.path)
        return page and f"{page}{self.address.query_without(NOT_ON_PAGES)}"

    @cached_property
    def self_url(self) -> str:
        """The address of this very page."""
        return self.address.with_(cursor=(self.cursor,)).url if self.cursor else self.address.url

    @property
    def params(self) -> dict[str, str | list[str]]:
        """The canonical parameters, as `meta.query.params` shows them."""
        return {name: list(values) if name in self.repeated else values[0] for name, values in self.address.params}
