"""Plain text in the three shapes that pages come in, folded or not, in any encoding."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.documents import read_page
from ingest.documents.characters import break_lines, clean, take_bullet
from ingest.documents.plain_text import read_lines
from tests.ingest.documents.makers import HEADLINES, LONG_A, LONG_B

PUBLICATION = "\n".join(
    ("Invented Digest Vol 9.1", "", "Image Source: Nobody", "", *(f"  • {h}" for h in HEADLINES), "", "")
    + tuple(f"  • {text}" for text in (LONG_A, LONG_B))
)
PLAIN = "\n".join(("Headlines", *(f"- {h}" for h in HEADLINES), "Details", *(f"- {t}" for t in (LONG_A, LONG_B))))
BLOG = "\n\n".join(f"● {text}" for text in (*HEADLINES, LONG_A, LONG_B))


def shape(content: bytes) -> list[tuple[str, bool, int]]:
    return [(b.text, b.bullet, b.gap) for b in read_page(content).blocks]


def test_a_publication_page_has_two_lists_with_two_blank_lines_between() -> None:
    assert shape(PUBLICATION.encode()) == [
        ("Invented Digest Vol 9.1", False, 0),
        ("Image Source: Nobody", False, 1),
        (HEADLINES[0], True, 1),
        (HEADLINES[1], True, 0),
        (LONG_A, True, 2),
        (LONG_B, True, 0),
    ]


def test_a_plain_extraction_has_bullets_and_labels_without_gaps() -> None:
    assert [(bullet, gap) for _, bullet, gap in shape(PLAIN.encode())] == [
        (False, 0),
        (True, 0),
        (True, 0),
        (False, 0),
        (True, 0),
        (True, 0),
    ]


def test_a_blog_page_has_a_blank_line_before_each_item() -> None:
    assert [(bullet, gap) for _, bullet, gap in shape(BLOG.encode())] == [(True, 0), (True, 1), (True, 1), (True, 1)]


@pytest.mark.parametrize("width", [66, 72, 80, 100])
@pytest.mark.parametrize("indent", ["", "    "], ids=["flush", "hanging"])
def test_folded_paragraphs_are_joined(width: int, indent: str) -> None:
    paragraphs = [f"  • {LONG_A}", f"  • {LONG_B}", LONG_B]
    folded = "\n".join(textwrap.fill(p, width, subsequent_indent=indent) for p in paragraphs[:2])
    folded += "\n\n" + textwrap.fill(paragraphs[2], width)
    assert shape(folded.encode()) == [(LONG_A, True, 0), (LONG_B, True, 0), (LONG_B, False, 1)]


def test_one_folded_paragraph_is_joined_where_its_sentence_runs_on() -> None:
    assert shape(textwrap.fill(LONG_A, 90).encode()) == [(LONG_A, False, 0)]


@pytest.mark.parametrize(
    "lines",
    [
        (LONG_A, LONG_B, "A line that is short", LONG_A),
        HEADLINES,
        (
            "Ministers meet in the capital and name a group",
            "Ships leave the harbour",
            "Prices of rice go up by a tenth again",
        ),
        ("Invented Digest Vol 9.1", "Headlines:", "Image Source: Nobody"),
        ("Ministers of the two nations agree on radars and on ships", "Coast guards train near the northern islands"),
        tuple("Ministers meet again" + " and again" * n for n in (4, 4, 4, 4, 9, 2, 7, 1, 8, 2, 9, 3)),
    ],
    ids=["long", "two short", "ragged", "labels", "two long", "few agree"],
)
def test_a_page_with_a_line_a_paragraph_keeps_its_lines(lines: tuple[str, ...]) -> None:
    assert [text for text, _, _ in shape("\n".join(lines).encode())] == list(lines)


@pytest.mark.parametrize(
    "mark", ["• ", "●", "▪ ", "◦ ", "‣ ", "· ", "- ", "– ", "* ", "\t•\xa0", "\uf0b7 ", "• • ", "•\n"]
)
def test_every_bullet_is_taken_off(mark: str) -> None:
    assert shape(f"{mark}{HEADLINES[0]}".encode()) == [(HEADLINES[0], True, 0)]


@pytest.mark.parametrize("text", ["-5 degrees", "*note", "–", "3 - 2 = 1", "US-Japan"])
def test_what_is_no_bullet_stays(text: str) -> None:
    assert [(t, b) for t, b, _ in shape(f"Title\n\n{text} x".encode())][1] == (
        f"{text} x" if text != "–" else "x",
        text == "–",
    )


def test_a_row_of_bullets_is_a_rule_and_no_text() -> None:
    assert shape(b"One\n* * *\nTwo") == [("One", False, 0), ("Two", False, 1)]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("a\xa0b\u3000c\td", "a b c d"),
        ("co\xadop\u200berate\ufeff", "cooperate"),
        ("x\x00y\x07z", "xyz"),
        ("\u202ea\u2069b", "ab"),
        ("lone \ud800 half", "lone half"),
    ],
    ids=["spaces", "unseen", "controls", "directions", "surrogate"],
)
def test_unseen_characters_go_and_spaces_become_one(written: str, read: str) -> None:
    assert clean(written) == read


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"], ids=ascii)
def test_every_line_end_ends_a_line(end: str) -> None:
    assert [text for text, _, _ in shape(f"Title{end}{LONG_A}{end}{LONG_B}".encode())] == ["Title", LONG_A, LONG_B]


def test_a_form_feed_at_a_lines_start_is_no_blank_line() -> None:
    assert shape(b"- one\n\x0c- two") == [("one", True, 0), ("two", True, 0)]


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"],
)
def test_text_is_read_in_every_encoding(encoding: str) -> None:
    text = "• Ministers’ “joint” plan – signed…"
    assert shape(f"{text}\n\nDone".encode(encoding))[0] == (text[2:], True, 0)


def test_utf8_that_is_cut_in_a_character_is_still_utf8() -> None:
    assert shape("“Joint” plan’".encode()[:-1])[0][0] == "“Joint” plan\ufffd"


@given(
    st.text(st.characters(codec="utf-16", exclude_categories=()), max_size=300) | st.text("a -•\n\t.\xa0", max_size=200)
)
def test_blocks_of_any_text_are_clean_and_hold_its_letters(text: str) -> None:
    blocks = read_lines(break_lines(text))
    assert all(b.text and b.text == clean(b.text) and b.gap >= 0 and not take_bullet(b.text)[0] for b in blocks)
    assert [c for b in blocks for c in b.text if c.isalnum()] == [c for c in text if c.isalnum()]
