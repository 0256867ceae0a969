"""Bytes to characters: byte order marks, a declared charset, UTF-8, UTF-16 by its zeros, Windows-1252."""

import codecs
import re
from typing import Final

from ingest.documents.characters import UNSEEN
from ingest.documents.kinds import refuse

# UTF-32 little-endian begins as UTF-16 little-endian does, so it comes first.
MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Charsets that an HTML page may declare, as browsers take them (https://encoding.spec.whatwg.org/#names-and-labels).
# A page that says in ASCII that it is UTF-16 is not; other codecs of Python, such as punycode, are none of a page's.
DECLARED: Final = {
    **dict.fromkeys(("utf-8", "utf8", "unicode-1-1-utf-8", "utf-16", "utf-16le", "utf-16be"), "utf-8"),
    **dict.fromkeys(("iso-8859-1", "iso8859-1", "latin1", "us-ascii", "ascii", "windows-1252", "cp1252"), "cp1252"),
    **{f"windows-125{n}": f"cp125{n}" for n in (0, 1, 3, 4, 5, 6, 7, 8)},
    **{f"iso-8859-{n}": f"iso8859-{n}" for n in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)},
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis", "windows-31j"), "cp932"),
    **dict.fromkeys(("euc-jp", "x-euc-jp"), "euc_jp"),
    **dict.fromkeys(("euc-kr", "ks_c_5601-1987"), "cp949"),
    **dict.fromkeys(("gb2312", "gbk", "gb18030"), "gb18030"),
    "iso-2022-jp": "iso2022_jp",
    "big5": "big5hkscs",
    "koi8-r": "koi8_r",
}
CHARSET: Final = re.compile(
    rb"""<(?:meta\b[^>]*?charset|\?xml\b[^>]*?encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE
)
PRESCAN: Final = 1024  # bytes in which a page must declare its charset, as HTML has it
SAMPLE: Final = 4096
ZEROS: Final = 0.3  # share of zero bytes on one side from which a sample is UTF-16; Latin text has nearly 1
FEW: Final = 4
BINARY: Final = 0.02  # share of control characters from which it is no text


def decode(content: bytes) -> str:
    """The characters of a text; raises `unknown_type` for what is no text."""
    text = _decode_as_marked(content) or _decode_as_declared(content) or _decode_by_trial(content)
    sample = text[:SAMPLE]
    unseen = sum(1 for c in sample if c < " " and UNSEEN.match(c))
    if unseen > max(FEW, BINARY * len(sample)) or "\0\0" in sample:
        raise refuse("The document is no text.")
    return text


def _decode_as_marked(content: bytes) -> str | None:
    for mark, codec in MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(codec, "replace")
    return None


def _decode_as_declared(content: bytes) -> str | None:
    found = CHARSET.search(content[:PRESCAN])
    codec = DECLARED.get(found[1].decode("ascii").lower()) if found else None
    if codec is None:
        return None
    try:
        return content.decode(codec)
    except UnicodeDecodeError:
        return None


def _decode_by_trial(content: bytes) -> str:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        text = None
    if (wide := _find_utf16(content)) is not None:
        return content.decode(wide, "replace")
    return text if text is not None else _decode_with_faults(content)


def _decode_with_faults(content: bytes) -> str:
    """UTF-8 that is cut or damaged in a few places is still UTF-8; else every byte is a character."""
    lenient = content.decode("utf-8", "replace")
    faults = lenient.count("\ufffd")
    sound = len(lenient) - len(lenient.encode("ascii", "ignore")) - faults
    return lenient if sound > faults else content.decode("cp1252", "replace")


def _find_utf16(content: bytes) -> str | None:
    even, odd = content[0:SAMPLE:2], content[1:SAMPLE:2]
    if not odd:
        return None
    zeros = even.count(0) / len(even), odd.count(0) / len(odd)
    if max(zeros) < ZEROS or min(zeros) > ZEROS / 10:
        return None
    return "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"
