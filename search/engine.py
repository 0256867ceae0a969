"""Engine: what one generation of an index must be able to do; `reading.py` makes answers of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from search.document import Span
from search.grouping import Grouped, Grouping
from search.lexicon import Lexicon
from search.plan import Plan
from search.query import SearchQuery
from search.results import Hit, SortKey
from search.tallies import FacetTallies
from search.vocabulary import Entry


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run found: the exact total, one page, and the tallies of the facets asked for.

    `left_out` counts headlines without a development that match `q` and the filters that bear on them,
    and are left out by the other filters; it is 0 where headlines are not asked for.
    """

    total: int
    page: tuple[Hit, ...]
    next_key: SortKey | None
    facets: Mapping[str, FacetTallies] = field(default_factory=dict)
    left_out: int = 0


class Engine(Protocol):
    """One generation, for reading."""

    @property
    def data_version(self) -> int:
        """The last sequence number of the changes log that it holds."""

    @property
    def lexicon(self) -> Lexicon:
        """The words of the entries."""

    @property
    def vocabulary(self) -> Sequence[Entry]:
        """The vocabulary entries."""

    @property
    def ms_per_look(self) -> float:
        """About how many milliseconds it takes to look at all documents for one word."""

    def run(self, plan: Plan | None, query: SearchQuery) -> Outcome:
        """Match, filter, sort and tally; `plan` None matches every entry."""

    def group(self, plan: Plan | None, grouping: Grouping) -> Grouped:
        """Add up the developments that match, by group."""

    @property
    def issue_periods(self) -> Sequence[Span]:
        """The publication periods of the issues, ascending."""

    def walk(self, plan: Plan | None, query: SearchQuery) -> Iterator[Hit]:
        """All that `run` would page through from the first, in its order, without score and highlight; no limit, no place."""

    def word_count(self, prefix: str) -> int:
        """How many words of the entries begin with a text."""

    def term_count(self, term: str) -> int:
        """How many entries have a term in one text field, that in which most do."""

    def rendered(self, kind: str, id: str) -> bytes | None:
        """The JSON of a record; None when it is not there."""

    def label(self, kind: str, id: str) -> str | None:
        """The name of a record or vocabulary entry."""

    def names(self, kind: str) -> Mapping[str, str]:
        """The names of the vocabulary entries of a kind, by id."""

    def ids(self, kind: str) -> Sequence[str]:
        """All ids of a kind by volume, number, position, id."""

    def holders(self, field: str, value: str) -> int:
        """How many developments have a value of a keyword field, or an amount with a payer."""
