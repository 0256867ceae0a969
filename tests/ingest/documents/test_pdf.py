"""PDF: paragraphs, hanging items, running headers; the child that reads it is bounded in time and memory."""

import threading
import zlib

import pytest

from ingest.documents import Page, read_page
from ingest.documents.pdf import reading
from ingest.documents.pdf.hyphens import Hyphens
from ingest.documents.pdf.layout import lay_out
from ingest.documents.pdf.lines import Line, Sheet
from ingest.errors import UnreadableDocument
from tests.ingest.documents.makers import HEADLINES, LONG_A, LONG_B, make_pdf, make_pdf_of, pack

ISSUE = ("Headlines:", *(f"• {h}" for h in HEADLINES), "", *(f"• {t}" for t in (LONG_A, LONG_B)))
HELLO = b"BT /F1 12 Tf 72 700 Td (hello) Tj ET\n"


def show(content: bytes) -> list[tuple[str, bool, int]]:
    return [(b.text, b.bullet, b.gap) for b in read_page(content).blocks]


def refuse(content: bytes) -> str:
    with pytest.raises(UnreadableDocument) as refused:
        read_page(content)
    return refused.value.code


def test_wrapped_lines_are_joined_and_two_lists_stand_apart() -> None:
    page = read_page(make_pdf(ISSUE))
    assert page.title == "Invented Digest"
    assert [(b.text, b.bullet, b.gap) for b in page.blocks] == [
        ("Headlines:", False, 0),
        (HEADLINES[0], True, 1),
        (HEADLINES[1], True, 0),
        (LONG_A, True, 1),
        (LONG_B, True, 0),
    ]


def test_a_pdf_with_an_owners_password_only_and_junk_before_it_is_read_in_a_thread() -> None:
    content = b"junk\n" * 200 + make_pdf(("Hello there",), password="")
    pages: list[Page] = []
    reader = threading.Thread(target=lambda: pages.append(read_page(content)))
    reader.start()
    reader.join()
    assert [b.text for b in pages[0].blocks] == ["Hello there"]


def test_headers_footers_and_page_numbers_go_but_the_first_header_stays() -> None:
    shown = show(make_pdf(("", "", "", "", LONG_A), running=True, copies=2))
    assert [text for text, _, _ in shown] == ["Invented Digest Vol 9.1", LONG_A, LONG_A]


def test_a_pdf_that_needs_a_password_is_encrypted() -> None:
    assert refuse(make_pdf(("Hello",), password="secret")) == "encrypted"  # noqa: S106


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (make_pdf(("Hello",))[:400], "damaged"),
        (make_pdf_of(zlib.compress(b"0 0 m")), "no_text"),
        (make_pdf_of(zlib.compress(HELLO), pages=201), "too_large"),
        (make_pdf_of(pack(b" " * 1_000_000, 300)), "damaged"),
    ],
    ids=["cut", "scan", "pages", "bomb"],
)
def test_a_pdf_that_cannot_be_read_says_why(content: bytes, code: str) -> None:
    assert refuse(content) == code


def test_a_child_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_SECONDS", 0.01)
    assert refuse(make_pdf_of(zlib.compress(HELLO))) == "too_slow"


def test_a_child_that_uses_up_its_processor_time_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "COMMAND", (*reading.COMMAND[:5], "0", *reading.COMMAND[6:]))
    assert refuse(make_pdf_of(pack(HELLO, 30_000))) == "too_slow"


def lines(*rows: tuple[str, float, float]) -> list[Line]:
    """Lines of 10 points with five points a character, given by text, left edge and height above the sheet's foot."""
    return [Line(text, left, bottom, bottom + 10, left + 5 * len(text), 10) for text, left, bottom in rows]


def lay(*rows: tuple[str, float, float]) -> list[tuple[str, bool, int]]:
    return [(b.text, b.bullet, b.gap) for b in lay_out([Sheet(800, lines(*rows))])]


@pytest.mark.parametrize("bullet", ["•", "o", "▪", "\uf0b7", "\uf0a7", "-", "–"])
@pytest.mark.parametrize("apart", [False, True], ids=["one line", "two pieces"])
def test_the_bullets_of_pdfs_are_taken_off(bullet: str, apart: bool) -> None:
    first = (
        [(bullet, 72.0, 500.0), ("Ministers agree", 110.0, 500.0)]
        if apart
        else [(f"{bullet} Ministers agree", 72.0, 500.0)]
    )
    assert lay(*first, ("Ships leave", 72, 470)) == [("Ministers agree", True, 0), ("Ships leave", False, 1)]


def test_a_bullet_on_a_line_of_its_own_belongs_to_the_next() -> None:
    assert lay(("•", 72, 500), ("Ministers agree", 90, 488)) == [("Ministers agree", True, 0)]


@pytest.mark.parametrize(
    ("rows", "texts"),
    [
        (
            [("Words that fill the line", 72, 500), ("whole. Then more", 72, 488)],
            ["Words that fill the line whole. Then more"],
        ),
        (
            [("Short.", 72, 500), ("Another paragraph that is longer", 72, 488)],
            ["Short.", "Another paragraph that is longer"],
        ),
        (
            [("Words that fill the line", 72, 500), ("Far below them in a row", 72, 450)],
            ["Words that fill the line", "Far below them in a row"],
        ),
        (
            [("Left column goes on to", 72, 100), ("the right column.", 320, 700)],
            ["Left column goes on to the right column."],
        ),
        (
            [("The left column ends.", 72, 100), ("The right one begins", 320, 700)],
            ["The left column ends.", "The right one begins"],
        ),
        (
            [("The ministers of the two flew to", 72, 500), ("Capital City. Then more", 72, 488)],
            ["The ministers of the two flew to Capital City. Then more"],
        ),
        (
            [
                ("• Words that fill the line to", 72, 500),
                ("its end and on to the next one", 90, 488),
                ("Outside of it and long", 72, 476),
            ],
            ["Words that fill the line to its end and on to the next one", "Outside of it and long"],
        ),
    ],
    ids=["joined", "short line", "space", "next column", "new column", "capital", "outdent"],
)
def test_lines_are_joined_by_where_they_stand(rows: list[tuple[str, float, float]], texts: list[str]) -> None:
    assert [text for text, _, _ in lay(*rows)] == texts


@pytest.mark.parametrize("height", [600, 100], ids=["above", "below"])
def test_a_paragraph_goes_on_over_the_end_of_a_page(height: float) -> None:
    sheets = [
        Sheet(800, lines((text, 72, at)))
        for text, at in (("Words that fill the whole line", 200), ("and end here.", height))
    ]
    assert [b.text for b in lay_out(sheets)] == ["Words that fill the whole line and end here."]


def test_what_stands_lower_is_not_beside() -> None:
    assert [text for text, _, _ in lay(("Title", 72, 500), ("Another title", 100, 470))] == ["Title", "Another title"]


def test_a_heading_of_another_size_stands_alone() -> None:
    heading = Line("Details of all the news here", 72, 512, 530, 300, 18)
    assert [b.text for b in lay_out([Sheet(800, [heading, *lines(("in smaller words", 72, 500))])])] == [
        heading.text,
        "in smaller words",
    ]


@pytest.mark.parametrize(
    ("split", "joined"),
    [
        (("a group of US-", "Japan experts"), "a group of US-Japan experts"),
        (("new space\x02", "based radars"), "new space-based radars"),
        (("a non-", "nuclear plan"), "a non-nuclear plan"),
        (("the coopera\x02", "tion goes on"), "the cooperation goes on"),
        (("a non\x02", "able plan"), "a non-able plan"),
        (("a state\u00ad", "ment"), "a statement"),
        (("a space\x02", "station in orbit"), "a space-station in orbit"),
        (("more for the indus\x02", "trial base"), "more for the industrial base"),
        (("the trade –", "or none"), "the trade – or none"),
        (("from 2031-", "32 on"), "from 2031-32 on"),
        (("a cut wo\x02",), "a cut wo-"),
    ],
)
def test_a_hyphen_at_a_lines_end_stays_unless_the_word_was_cut(split: tuple[str, ...], joined: str) -> None:
    assert Hyphens([*split, "an industrial plan"]).join(split) == joined
