"""Kinds of document: told by how the bytes begin, never by a name."""

import re
from typing import Final, Literal

from ingest.errors import UnreadableDocument

Kind = Literal["pdf", "zip", "text"]

READ: Final = "What is read: plain text, a saved HTML page, a PDF with text, a Word document (.docx)."
PDF_WITHIN: Final = 1024  # bytes of junk that readers of PDF pass over (ISO 32000-1, annex H.3.4.1)
PDF_MAGIC: Final = re.compile(rb"%PDF-\d")
ZIP_MAGIC: Final = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
OLE_MAGIC: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOCKED_WORD: Final = "EncryptedPackage".encode("utf-16-le")  # the stream in which Office keeps a file with a password

# How documents begin that are not read, with what they are.
REFUSED: Final = (
    (OLE_MAGIC, "an Office file of before 2007 (save it as .docx)"),
    (b"{\\rtf", "RTF (save it as .docx)"),
    (b"%!PS", "PostScript (save it as PDF)"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"II*\0", "an image"),
    (b"MM\0*", "an image"),
    (b"RIFF", "an image, a sound or a film"),
    (b"BM", "an image"),
    (b"\x1f\x8b", "a packed file (unpack it)"),
    (b"BZh9", "a packed file (unpack it)"),
    (b"7z\xbc\xaf", "a packed file (unpack it)"),
    (b"Rar!", "a packed file (unpack it)"),
    (b"\xfd7zXZ", "a packed file (unpack it)"),
    (b"(\xb5/\xfd", "a packed file (unpack it)"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"bplist00", "a web archive (save the page as HTML)"),
    (b"From: <Saved by ", "a page saved as one MHTML file (save it as HTML)"),
)


def tell_kind(content: bytes) -> Kind:
    """The kind of a document that is not empty; raises `unknown_type`, or `encrypted` for a Word file with a password."""
    if PDF_MAGIC.search(content[: PDF_WITHIN + len(b"%PDF-1")]):
        return "pdf"
    if content.startswith(ZIP_MAGIC):
        return "zip"
    if content.startswith(OLE_MAGIC) and LOCKED_WORD in content:
        raise UnreadableDocument("encrypted", "The document has a password; save it without one.")
    for mark, what in REFUSED:
        # A mark of nothing but letters may begin a text, too; what it stands for has zeros soon after.
        if content.startswith(mark) and (not mark.isalpha() or b"\0" in content[:64]):
            raise refuse(f"The document is {what}.")
    return "text"


def refuse(why: str) -> UnreadableDocument:
    """The error for a document of a kind that is not read."""
    return UnreadableDocument("unknown_type", f"{why} {READ}")
