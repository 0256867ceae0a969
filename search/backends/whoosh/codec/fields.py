"""Indexed fields: which strings of a segment's dictionaries are terms of a field of the schema, and where they stand."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from search.backends.whoosh.codec.postings import Places, Postings
from search.backends.whoosh.schema import text_field
from search.backends.whoosh.storage.arrays import Array, Arrays
from search.backends.whoosh.storage.strings import Dictionary
from search.backends.whoosh.writing.texts import FIELD_COUNT
from search.backends.whoosh.writing.values import section
from search.fields import KEYWORD_FIELDS, TEXT_FIELDS


def indexed_fields(arrays: Arrays) -> Mapping[str, "IndexedField"]:
    """Return the fields of a segment by their names in the schema, in the order of the names."""
    terms = Dictionary(arrays, "term")
    texts = {text_field(name): TextField(arrays, terms, place) for place, name in enumerate(TEXT_FIELDS)}
    keywords = {name: KeywordField(arrays, section(name)) for name in KEYWORD_FIELDS}
    return dict(sorted((texts | keywords).items()))


class Groups:
    """Items end to end in groups, of which every `step`-th from `first` on is one of ours."""

    def __init__(self, ends: Array, first: int = 0, step: int = 1) -> None:
        self._ends, self._first, self._step = ends, first, step

    def __getitem__(self, number: int) -> slice:
        at = number * self._step + self._first
        return slice(int(self._ends[at - 1]) if at else 0, int(self._ends[at]))

    def filled(self) -> NDArray[np.int64]:
        """Return the numbers of the groups that hold items."""
        return np.flatnonzero(np.diff(self._ends, prepend=0)[self._first :: self._step])


class IndexedField(ABC):
    """The terms of a field by their number in a dictionary; a string that stands in no document is no term."""

    def __init__(self, terms: Dictionary, groups: Groups) -> None:
        self._terms, self._groups = terms, groups

    @cached_property
    def numbers(self) -> NDArray[np.int64]:
        """The numbers of the terms in the order of their bytes."""
        return self._groups.filled()

    def find(self, text: bytes) -> int | None:
        """Return the number of a term; None when there is none."""
        number = self._terms.find(text)
        return None if number is None or not self.doc_frequency(number) else number

    def place_of(self, text: bytes) -> int:
        """Return the place in `numbers` of the first term that is not before a text."""
        return int(np.searchsorted(self.numbers, self._terms.starting(text)[0]))

    def numbers_from(self, text: bytes) -> Iterator[int]:
        """Return the numbers of the terms that are not before a text."""
        return map(int, self.numbers[self.place_of(text) :])

    def text(self, number: int) -> bytes:
        """Return a term."""
        return self._terms[number]

    def doc_frequency(self, number: int) -> int:
        """Return how many documents have a term."""
        held = self._groups[number]
        return int(held.stop - held.start)

    @abstractmethod
    def postings(self, number: int) -> Postings:
        """Return where a term stands."""


class KeywordField(IndexedField):
    """Exact values: a document has each at most once."""

    def __init__(self, arrays: Arrays, name: str) -> None:
        super().__init__(Dictionary(arrays, name), Groups(arrays[f"{name}_documents"]))
        self._documents = arrays[f"{name}_document"]

    def postings(self, number: int) -> Postings:
        """Return where a value stands; the field has no length."""
        documents = self._documents[self._groups[number]]
        return Postings(documents, np.ones_like(documents), np.zeros_like(documents))


class TextField(IndexedField):
    """Words in their order."""

    def __init__(self, arrays: Arrays, terms: Dictionary, place: int) -> None:
        super().__init__(terms, Groups(arrays["posting_ends"], place, FIELD_COUNT))
        self._places = Groups(arrays["position_ends"], place, FIELD_COUNT)
        self._documents, self._counts = arrays["posting_document"], arrays["posting_count"]
        self._positions = arrays["position"]
        self._begins = arrays["cell_start"].reshape(FIELD_COUNT, -1)[place]
        self._lengths = arrays["length"].reshape(FIELD_COUNT, -1)[place]

    def postings(self, number: int) -> Postings:
        """Return where a term stands."""
        held = self._groups[number]
        documents = self._documents[held]
        places = Places(self._positions[self._places[number]], self._begins[documents])
        return Postings(documents, self._counts[held], self._lengths[documents], places)
