"""The child process that reads a PDF: bytes on standard input, lines with their places as JSON on standard output.

It runs as a file of its own, not as a module of the package, so that it starts with nothing but PDFium, and limits
its own memory and time first: a PDF is read by a C++ library that nothing else could interrupt.
"""

import ctypes
import json
import resource
import sys
from collections.abc import Iterator
from typing import Any, Final

import pypdfium2
import pypdfium2.raw as pdfium

PASSWORD_NEEDED: Final = pdfium.FPDF_ERR_PASSWORD
LINE_ENDS: Final = frozenset({10, 13})
FOLDED_HYPHEN: Final = 2  # what PDFium gives for a hyphen at the end of a line whose word goes on
UNSEEN_AT_ENDS: Final = frozenset({0, 32, 160})


class _Refused(Exception):
    """The document cannot be read; the one argument is the word for why."""


def _limit(seconds: int, memory: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def _split(codes: list[int]) -> Iterator[tuple[int, int]]:
    """Where each line starts and ends (exclusive), without white space around it; a folded hyphen ends its line."""
    start = 0
    for index, code in enumerate([*codes, 10]):
        if code in LINE_ENDS or code == FOLDED_HYPHEN:
            first, last = start, index - (code in LINE_ENDS)
            while first <= last and codes[first] in UNSEEN_AT_ENDS:
                first += 1
            while last >= first and codes[last] in UNSEEN_AT_ENDS:
                last -= 1
            if first <= last:
                yield first, last + 1
            start = index + 1


def _measure(text: Any, start: int, end: int) -> list[float]:
    """Left, bottom and top of the first character, right of the last, and the first one's size, in points."""
    first, last = pdfium.FS_RECTF(), pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(text, start, ctypes.byref(first))
    pdfium.FPDFText_GetLooseCharBox(text, end - 1, ctypes.byref(last))
    return [round(x, 1) for x in (first.left, first.bottom, first.top, last.right, first.top - first.bottom)]


def _read_lines(page: Any) -> Iterator[list[Any]]:
    """The lines of a page as `[text, left, bottom, top, right, size]`."""
    text = page.get_textpage()
    codes = [pdfium.FPDFText_GetUnicode(text, i) for i in range(text.count_chars())]
    for start, end in _split(codes):
        yield ["".join(map(chr, codes[start:end])), *_measure(text, start, end)]
    text.close()


def _read(content: bytes, max_pages: int, max_text: int, max_lines: int) -> dict[str, Any]:
    document = pypdfium2.PdfDocument(content)
    if len(document) > max_pages:
        raise _Refused("pages")
    pages = []
    for number in range(len(document)):
        page = document[number]
        lines = []
        for line in _read_lines(page):
            lines.append(line)
            max_text -= len(line[0])
            max_lines -= 1
            if max_text < 0 or max_lines < 0:
                raise _Refused("text")
        pages.append({"height": page.get_height(), "lines": lines})
        page.close()
    return {"title": document.get_metadata_value("Title"), "pages": pages}


def _answer(content: bytes, *bounds: int) -> dict[str, Any]:
    try:
        return _read(content, *bounds)
    except _Refused as refused:
        return {"refused": str(refused)}
    except MemoryError:
        return {"refused": "memory"}
    except pypdfium2.PdfiumError as fault:
        return {"refused": "password" if fault.err_code == PASSWORD_NEEDED else "damage"}


def _main() -> None:
    seconds, memory, *bounds = map(int, sys.argv[1:])
    _limit(seconds, memory)
    answer = _answer(sys.stdin.buffer.read(), *bounds)
    sys.stdout.buffer.write(json.dumps(answer).encode("ascii"))


if __name__ == "__main__":
    _main()
