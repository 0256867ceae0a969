"""Bounds on what one document may cost, and the errors that say which one was reached."""

from time import monotonic
from typing import Final

from ingest.errors import UnreadableDocument

MAX_TEXT: Final = 2_000_000  # characters of text; a page of the digest has about 5,000
MAX_BLOCKS: Final = 20_000
MAX_RAW_TEXT: Final = 2 * MAX_TEXT  # characters of a plain text with all its white space
MAX_LINES: Final = 100_000  # of plain text or of a PDF, blank ones included
MAX_TAGS: Final = 300_000  # elements of an HTML page; a saved page has some thousands
MAX_DEPTH: Final = 120_000  # open elements; each unmatched end tag costs the parser a walk over all of them
MAX_PARTS: Final = 5_000  # files inside a Word document
MAX_PART_BYTES: Final = 32_000_000  # the unpacked text of a Word document; its other parts a tenth
MAX_PDF_PAGES: Final = 200
MAX_SECONDS: Final = 4.0  # wall clock, leaving a second of the five promised for starting and ending


def too_large(what: str) -> UnreadableDocument:
    """The error for a document that exceeds a bound; `what` names the bound."""
    return UnreadableDocument("too_large", f"The document has {what}; bring the page of one issue alone.")


def too_slow() -> UnreadableDocument:
    """The error for a document that takes longer than a document may."""
    return UnreadableDocument("too_slow", "Reading the document takes too long; bring it as plain text.")


class Deadline:
    """The moment at which reading must have ended."""

    __slots__ = ("_ends_at",)

    def __init__(self, seconds: float = MAX_SECONDS) -> None:
        self._ends_at = monotonic() + seconds

    def check(self) -> None:
        """Raise `too_slow` when the moment has passed."""
        if monotonic() > self._ends_at:
            raise too_slow()
