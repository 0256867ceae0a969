"""ArrayTermsReader: what Whoosh asks of terms: which there are, how frequent they are, and where they stand."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from whoosh.codec.base import EmptyCursor, FieldCursor, TermsReader
from whoosh.reading import TermInfo, TermNotFound

from search.backends.whoosh.codec.fields import IndexedField
from search.backends.whoosh.codec.postings import Postings, PostingsMatcher

Term = tuple[str, bytes]
"""Name of a field in the schema, text."""


class ArrayTermsReader(TermsReader):  # type: ignore[misc]
    """Reads the terms of a segment's fields, which are given in the order of their names."""

    def __init__(self, fields: Mapping[str, IndexedField]) -> None:
        self._fields = fields

    def __contains__(self, term: Term) -> bool:
        return self._find(*term) is not None

    def indexed_field_names(self) -> Iterable[str]:
        """Return the names of the fields that can have terms."""
        return self._fields.keys()

    def cursor(self, fieldname: str, fieldobj: Any) -> FieldCursor:
        """Return a cursor over the terms of a field; `fieldobj` says how they are bytes."""
        field = self._fields.get(fieldname)
        return EmptyCursor() if field is None else TermCursor(field, fieldobj)

    def terms(self) -> Iterator[Term]:
        """Return every term, field after field."""
        return self.terms_from("", b"")

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[Term]:
        """Return the terms that are not before one, those of later fields included."""
        return ((name, field.text(number)) for name, field, number in self._walk(fieldname, prefix))

    def items(self) -> Iterator[tuple[Term, TermInfo]]:
        """Return every term with its statistics."""
        return self.items_from("", b"")

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[Term, TermInfo]]:
        """Return the terms that are not before one, with their statistics."""
        for name, field, number in self._walk(fieldname, prefix):
            yield (name, field.text(number)), field.postings(number).info()

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        """Return the statistics of a term. Raises TermNotFound."""
        return self._postings(fieldname, text).info()

    def frequency(self, fieldname: str, text: bytes) -> float:
        """Return how often a term stands in its field; 0 where there is none."""
        number = self._find(fieldname, text)
        return 0 if number is None else float(self._fields[fieldname].postings(number).counts.sum())

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        """Return how many documents have a term, deleted ones included; 0 where there is none."""
        number = self._find(fieldname, text)
        return 0 if number is None else self._fields[fieldname].doc_frequency(number)

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> PostingsMatcher:
        """Return a matcher over a term's documents; Whoosh leaves out the deleted ones. Raises TermNotFound."""
        return self._postings(fieldname, text).matcher((fieldname, text), format_, scorer)

    def _find(self, fieldname: str, text: bytes) -> int | None:
        field = self._fields.get(fieldname)
        return None if field is None else field.find(text)

    def _postings(self, fieldname: str, text: bytes) -> Postings:
        number = self._find(fieldname, text)
        if number is None:
            raise TermNotFound(f"No term {fieldname}:{text!r}")
        return self._fields[fieldname].postings(number)

    def _walk(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, IndexedField, int]]:
        for name, field in self._fields.items():
            if name >= fieldname:
                for number in field.numbers_from(prefix if name == fieldname else b""):
                    yield name, field, number


class TermCursor(FieldCursor):  # type: ignore[misc]
    """A place among the terms of a field, in order; after the last one it is not valid."""

    def __init__(self, field: IndexedField, fieldobj: Any) -> None:
        self._field, self._fieldobj, self._at = field, fieldobj, 0

    def first(self) -> str | None:
        """Go to the first term and return it."""
        return self._go(0)

    def find(self, string: str | bytes) -> str | None:
        """Go to the first term that is not before a text and return it."""
        return self._go(self._field.place_of(self._fieldobj.to_bytes(string)))

    def next(self) -> str | None:
        """Go to the next term and return it."""
        return self._go(self._at + 1)

    def text(self) -> str | None:
        """Return the term; None after the last one."""
        if not self.is_valid():
            return None
        return str(self._fieldobj.from_bytes(self._field.text(self._number)))

    term = text

    def term_info(self) -> TermInfo | None:
        """Return the term's statistics; None after the last one."""
        return self._field.postings(self._number).info() if self.is_valid() else None

    def is_valid(self) -> bool:
        """Whether there is a term here."""
        return self._at < len(self._field.numbers)

    @property
    def _number(self) -> int:
        return int(self._field.numbers[self._at])

    def _go(self, at: int) -> str | None:
        self._at = at
        return self.text()
