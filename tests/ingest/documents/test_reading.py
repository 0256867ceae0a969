"""Reading any document: told apart by content, and nothing but a page or one clear error, whatever the bytes."""

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from ingest.documents import Page, read_page
from ingest.errors import UnreadableDocument
from tests.ingest.documents.makers import LONG_A, make_docx, make_word

CODES = frozenset("empty too_large unknown_type encrypted damaged no_text too_slow".split())


def outcome(content: bytes, **bounds: int) -> str:
    """The media type of the page, or the code of the error."""
    try:
        page = read_page(content, **bounds)
    except UnreadableDocument as error:
        refused = error
    else:
        assert isinstance(page, Page)
        assert page.blocks
        return page.media_type
    assert refused.message
    assert refused.code in CODES
    return refused.code


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "empty"),
        (b" \n\t ", "no_text"),
        (b"<p>a</p><p>b</p>", "text/html"),
        (LONG_A.encode(), "text/plain"),
        (b"MZ is a word, BM another, RIFF a third", "text/plain"),
        (make_docx([("a", None)]), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, "unknown_type"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (b"{\\rtf1 Hello}", "unknown_type"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "unknown_type"),
        (b"\xff\xd8\xff\xe0 JFIF", "unknown_type"),
        (b"MZ\x90\0\x03\0\0\0", "unknown_type"),
        (b"\x1f\x8b\x08\0", "unknown_type"),
        (b'<?xml version="1.0"?><rss><item/></rss>', "unknown_type"),
        (b"From: <Saved by Blink>\nSnapshot-Content-Location: x", "unknown_type"),
        (b"\0" * 1000, "unknown_type"),
        (b"text\0\0\0\0\0\0\0\0", "unknown_type"),
        (bytes(range(256)) * 20, "unknown_type"),
        (b"a" * 10_000_000, "too_large"),
        (b"ab\n" * 150_000, "too_large"),
        (b"a\n\n" * 30_000, "too_large"),
        (b"<html><pre>" + b"a\n" * 30_000, "too_large"),
        (b"<html>" + b"<div>" * 100_000 + b"deep", "text/html"),
        (b"<html>" + b"<b>" * 400_000, "too_large"),
    ],
    ids=lambda v: None if isinstance(v, bytes) else v,
)
def test_a_document_is_told_by_its_content(content: bytes, told: str) -> None:
    assert outcome(content) == told


def test_the_caller_bounds_the_bytes() -> None:
    assert outcome(b"12345", max_bytes=4) == "too_large"
    assert outcome(b"1234", max_bytes=4) == "text/plain"


def test_a_document_of_another_kind_is_told_what_is_read() -> None:
    with pytest.raises(UnreadableDocument, match=r"image.*HTML.*PDF.*\.docx"):
        read_page(b"\x89PNG\r\n\x1a\n")


def test_ends_of_many_open_elements_are_ended_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.documents.limits.Deadline.__init__.__defaults__", (0.05,))
    assert outcome(b"<html>" + b"<div>" * 50_000 + b"</span>" * 100_000) == "too_slow"


STARTS = (b"", b"PK\x03\x04", b"<html>", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\xff\xfe\0\0", b"<?xml ", b"<!--")


@given(st.sampled_from(STARTS), st.binary(max_size=400))
@example(b"", b"\x1b")
@settings(deadline=None)
def test_any_bytes_give_a_page_or_a_clear_error(start: bytes, rest: bytes) -> None:
    assume(b"%PDF" not in rest)  # each would start a process
    assert outcome(start + rest)


@settings(deadline=None)
@given(st.integers(0, 10_000), st.binary(min_size=1, max_size=3))
def test_a_damaged_word_file_gives_a_page_or_a_clear_error(place: int, put: bytes) -> None:
    content = bytearray(SMALL)
    place %= len(content)
    content[place : place + len(put)] = put
    assert outcome(bytes(content))


SMALL = make_word("<w:p><w:r><w:t>text</w:t></w:r></w:p>" * 5)
