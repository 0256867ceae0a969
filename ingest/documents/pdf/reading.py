"""PDF: starts the child that reads it, ends it in time, and says plainly what went wrong."""

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

from ingest.documents.characters import clean
from ingest.documents.limits import MAX_LINES, MAX_PDF_PAGES, MAX_SECONDS, MAX_TEXT, too_large, too_slow
from ingest.documents.page import Page
from ingest.documents.pdf.layout import lay_out
from ingest.documents.pdf.lines import Line, Sheet
from ingest.errors import UnreadableDocument

CHILD: Final = Path(__file__).with_name("extraction.py")
MEMORY: Final = 256_000_000  # bytes of address space, of which Python and PDFium take about 30 MB
CPU_SECONDS: Final = 4
OUT_OF_TIME: Final = frozenset({-signal.SIGXCPU, -signal.SIGKILL})
BOUNDS: Final = (CPU_SECONDS, MEMORY, MAX_PDF_PAGES, MAX_TEXT, MAX_LINES)
# -I keeps the environment and the working directory out of it, and -X utf8 the locale.
COMMAND: Final = (sys.executable, "-I", "-X", "utf8", str(CHILD), *map(str, BOUNDS))
DAMAGED: Final = "The PDF is damaged, or asks for more than a PDF should; save it again or bring it as text."


def read_pdf(content: bytes) -> Page:
    """The page of a PDF; raises `encrypted`, `damaged`, `no_text`, `too_large` and `too_slow`."""
    answer = _extract(content)
    sheets = [Sheet(p["height"], [Line(*line) for line in p["lines"]]) for p in answer["pages"]]
    blocks = lay_out(sheets)
    if not blocks:
        raise UnreadableDocument("no_text", "The PDF holds no text, only pictures of it; bring the page as text.")
    return Page(media_type="application/pdf", blocks=blocks, title=clean(answer["title"]) or None)


def _extract(content: bytes) -> dict[str, Any]:
    """What the child answers; it is killed when its time is over."""
    try:
        ended = subprocess.run(COMMAND, input=content, capture_output=True, timeout=MAX_SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as fault:
        raise too_slow() from fault
    if ended.returncode in OUT_OF_TIME:
        raise too_slow()
    if ended.returncode:
        raise UnreadableDocument("damaged", DAMAGED)
    answer: dict[str, Any] = json.loads(ended.stdout)
    if "refused" in answer:
        raise _refuse(answer["refused"])
    return answer


def _refuse(reason: str) -> UnreadableDocument:
    match reason:
        case "password":
            return UnreadableDocument("encrypted", "The PDF has a password; save it without one.")
        case "pages":
            return too_large(f"more than {MAX_PDF_PAGES:,} pages")
        case "text":
            return too_large(f"more than {MAX_TEXT:,} characters or {MAX_LINES:,} lines of text")
        case "memory":
            return too_large("contents that take more memory than a document may")
    return UnreadableDocument("damaged", DAMAGED)
