"""Word documents: the parts of the ZIP, unpacked within bounds, and the page they make."""

from collections.abc import Iterator
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError  # noqa: N812

from lxml import etree

from ingest.documents.characters import clean
from ingest.documents.kinds import refuse
from ingest.documents.limits import MAX_PART_BYTES, MAX_PARTS, Deadline, too_large
from ingest.documents.page import Page
from ingest.documents.word_body import BodyTarget
from ingest.documents.word_parts import PartTarget, StyleTarget, TitleTarget
from ingest.errors import UnreadableDocument

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
BODIES: Final = ("word/document.xml", "word/document2.xml")  # the second is what Word on the web writes
STYLES: Final = "word/styles.xml"
PROPERTIES: Final = "docProps/core.xml"
STEP: Final = 65_536
LONGEST_TAG: Final = 500_000  # bytes with the text after it; the parser holds a tag whole, with all its attributes
LOCKED: Final = 0x1  # the flag of a ZIP entry with a password
FAULTS: Final = (
    BadZipFile,
    ZlibError,
    NotImplementedError,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,
    etree.LxmlError,
)


def read_word(content: bytes) -> Page:
    """The page of a Word document; raises `unknown_type` for other ZIP files, `encrypted`, `damaged`, `no_text` and bounds."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            return _read_parts(_find_parts(archive), archive)
    except FAULTS as fault:
        raise UnreadableDocument("damaged", "The Word document is damaged; save it again.") from fault


def _find_parts(archive: ZipFile) -> dict[str, ZipInfo]:
    parts = {entry.filename: entry for entry in archive.infolist()}
    if not any(body in parts for body in BODIES):
        raise refuse("The document is a ZIP file, but no Word document.")
    if len(parts) > MAX_PARTS:
        raise too_large(f"more than {MAX_PARTS:,} files in it")
    return parts


def _read_parts(parts: dict[str, ZipInfo], archive: ZipFile) -> Page:
    deadline = Deadline()
    styles, properties = StyleTarget(), TitleTarget()
    for name, target in ((STYLES, styles), (PROPERTIES, properties)):
        if name in parts:
            _feed(target, _unpack(archive, parts[name], MAX_PART_BYTES // 10), deadline)
    body = BodyTarget(styles.list_styles())
    entry = next(parts[name] for name in BODIES if name in parts)
    _feed(body, _unpack(archive, entry, MAX_PART_BYTES), deadline)
    blocks = body.blocks()
    if not blocks:
        raise UnreadableDocument("no_text", "The Word document holds no text.")
    return Page(media_type=MEDIA_TYPE, blocks=blocks, title=clean(properties.title) or None)


def _unpack(archive: ZipFile, entry: ZipInfo, limit: int) -> Iterator[bytes]:
    """A part in steps. The size it states is not believed, and packings that need memory of their own are refused."""
    if entry.flag_bits & LOCKED:
        raise UnreadableDocument("encrypted", "The document has a password; save it without one.")
    if entry.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
        raise UnreadableDocument("damaged", "The Word document is packed as Word does not pack; save it again.")
    unpacked = 0
    with archive.open(entry) as part:
        while step := part.read(STEP):
            unpacked += len(step)
            if unpacked > limit:
                raise too_large(f"a part of more than {limit:,} bytes when unpacked")
            yield step


def _feed(target: PartTarget, steps: Iterator[bytes], deadline: Deadline) -> None:
    """Parse a part. Entities are never resolved, and nothing is loaded."""
    parser = etree.XMLParser(target=target, resolve_entities=False, no_network=True, load_dtd=False, remove_pis=True)
    since_tag = 0
    for step in steps:
        since_tag = len(step) - step.rfind(b"<") if b"<" in step else since_tag + len(step)
        if since_tag > LONGEST_TAG:
            raise too_large("an XML tag that is longer than any of Word's")
        parser.feed(step)
        deadline.check()
    parser.close()
