"""Documents: bytes become a page of blocks, whatever kind of document they are, or one clear error."""

from collections.abc import Callable, Mapping
from typing import Final

from ingest.documents.decoding import decode
from ingest.documents.html import looks_like_html, read_html
from ingest.documents.kinds import Kind, refuse, tell_kind
from ingest.documents.page import Block, Page
from ingest.documents.pdf import read_pdf
from ingest.documents.plain_text import read_plain_text
from ingest.documents.word import read_word
from ingest.errors import UnreadableDocument

__all__ = ["Block", "Page", "read_page"]


def _read_text(content: bytes) -> Page:
    text = decode(content)
    if looks_like_html(text):
        return read_html(text)
    if text.lstrip().startswith("<?xml"):
        raise refuse("The document is XML of another kind.")
    return read_plain_text(text)


READERS: Final[Mapping[Kind, Callable[[bytes], Page]]] = {"pdf": read_pdf, "zip": read_word, "text": _read_text}


def read_page(content: bytes, *, max_bytes: int = 10_000_000) -> Page:
    """The page that a document of any kind holds, told by its content alone.

    Ends within five seconds and 300 MB for 10 MB of anything, or raises UnreadableDocument.
    """
    if not content:
        raise UnreadableDocument("empty", "The document is empty.")
    if len(content) > max_bytes:
        raise UnreadableDocument("too_large", f"The document is larger than {max_bytes:,} bytes.")
    return READERS[tell_kind(content)](content)
