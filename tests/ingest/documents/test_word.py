"""Word documents: list styles, typed bullets, tables, soft breaks; hostile files are refused before they grow."""

import io
import zipfile

import docx
import pytest

from ingest.documents import read_page, word
from ingest.errors import UnreadableDocument
from tests.ingest.documents.makers import (
    HEADLINES,
    LONG_A,
    LONG_B,
    WORD_SPACE,
    make_docx,
    make_word,
    make_zip,
    save_docx,
)


def show(content: bytes) -> list[tuple[str, bool, int]]:
    return [(b.text, b.bullet, b.gap) for b in read_page(content).blocks]


def run(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def numbered(text: str, number: int) -> str:
    return run(text, f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>')


def refuse(content: bytes) -> str:
    with pytest.raises(UnreadableDocument) as refused:
        read_page(content)
    return refused.value.code


def test_list_styles_are_items_and_a_plain_paragraph_parts_two_lists() -> None:
    rows = [("Vol 9.1", None), *((h, "List Bullet") for h in HEADLINES), ("Details", None), (LONG_A, "List Bullet")]
    assert show(make_docx(rows)) == [
        ("Vol 9.1", False, 0),
        (HEADLINES[0], True, 1),
        (HEADLINES[1], True, 0),
        ("Details", False, 1),
        (LONG_A, True, 1),
    ]


def test_typed_bullets_are_items_and_empty_paragraphs_are_blank_lines() -> None:
    rows = [(f"•\t{HEADLINES[0]}", None), (f"• {HEADLINES[1]}", None), ("", None), ("", None), (f"- {LONG_A}", None)]
    assert show(make_docx(rows)) == [(HEADLINES[0], True, 0), (HEADLINES[1], True, 0), (LONG_A, True, 2)]


def test_two_numbered_lists_stand_apart_and_number_zero_is_no_list() -> None:
    body = numbered("a", 1) + numbered("b", 1) + numbered("c", 2) + numbered("d", 0)
    assert show(make_word(body)) == [("a", True, 0), ("b", True, 0), ("c", True, 1), ("d", False, 1)]


def test_soft_breaks_break_lines_and_symbols_are_bullets() -> None:
    body = (
        '<w:p><w:r><w:sym w:font="Symbol" w:char="F0B7"/><w:tab/><w:t>one</w:t><w:br/>'
        '<w:t xml:space="preserve"> two US</w:t><w:noBreakHyphen/><w:t>Japan</w:t></w:r></w:p>'
    )
    assert show(make_word(body)) == [("one", True, 0), ("two US-Japan", False, 0)]


@pytest.mark.parametrize(
    "unseen",
    [
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>never</w:t></w:r>",
        "<w:del><w:r><w:delText>never</w:delText></w:r></w:del>",
        "<w:moveFrom><w:r><w:t>never</w:t></w:r></w:moveFrom>",
        "<w:r><w:instrText>never</w:instrText></w:r>",
        '<f:Fallback xmlns:f="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:r><w:t>never</w:t></w:r></f:Fallback>',
    ],
    ids=["hidden", "deleted", "moved", "field", "fallback"],
)
def test_text_that_word_does_not_show_is_left_out(unseen: str) -> None:
    assert show(make_word(f"<w:p>{unseen}<w:r><w:t>shown</w:t></w:r></w:p>")) == [("shown", False, 0)]


def test_cells_of_tables_are_blocks_and_headers_and_footers_are_none() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Running header"
    document.core_properties.title = "Invented  Digest"
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "left", "right"
    document.add_heading("Details", 1)
    page = read_page(save_docx(document))
    assert [(b.text, b.bullet) for b in page.blocks] == [("left", False), ("right", False), ("Details", False)]
    assert page.title == "Invented Digest"
    assert page.published_on is None


def test_a_text_box_inside_a_paragraph_is_read_once() -> None:
    box = "<w:r><w:txbxContent><w:p><w:r><w:t>box</w:t></w:r></w:p></w:txbxContent></w:r>"
    body = f"<w:p>{box}<w:r><w:t>{LONG_B}</w:t></w:r></w:p>"
    assert [text for text, _, _ in show(make_word(body))] == ["box", LONG_B]


BILLION_LAUGHS = (
    '<!DOCTYPE w [<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)) + "]>"
)
READS_A_FILE = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (make_word(run("&a9;"), BILLION_LAUGHS), "damaged"),
        (make_word(run("&x;"), READS_A_FILE), "damaged"),
        (make_word("<w:p>"), "damaged"),
        (make_word(run("text"))[:-40], "damaged"),
        (make_word(run("text")).replace(b"word/document.xml", b"word/documemt.xml"), "unknown_type"),
        (make_zip({"xl/workbook.xml": b"<x/>"}), "unknown_type"),
        (make_zip({"word/document.xml": b""}), "damaged"),
        (make_zip({"word/document.xml": b"x"}, zipfile.ZIP_LZMA), "damaged"),
        (make_zip({f"word/{n}": b"" for n in range(5_001)} | {"word/document.xml": b""}), "too_large"),
        (make_word(run("")), "no_text"),
        (make_word(run(" \xa0 ")), "no_text"),
        (b"PK\x03\x04" + b"\0" * 50, "damaged"),
        (b"PK\x05\x06" + b"\0" * 18, "unknown_type"),
    ],
    ids=[
        *("laughs", "outside entity", "open tag", "cut", "other part", "sheet", "empty part", "lzma", "many parts"),
        *("empty text", "blank text", "broken", "empty zip"),
    ],
)
def test_a_broken_or_hostile_word_file_is_refused(content: bytes, code: str) -> None:
    assert refuse(content) == code


@pytest.mark.parametrize(
    "block",
    [b"a" * 1_000_000, run("a").encode() * 5_000, b"<w:p " + b'w:a="" ' * 100_000],
    ids=["text", "paragraphs", "attributes"],
)
def test_a_zip_bomb_is_refused_while_it_unpacks(block: bytes) -> None:
    whole = make_word("<w:p><w:r><w:t>here" if block[:1] == b"a" else "here")
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        before, after = archive.read("word/document.xml").split(b"here")
    assert refuse(make_zip({"word/document.xml": before + block * 20 + after})) == "too_large"


def test_a_locked_entry_is_encrypted() -> None:
    content = bytearray(make_word(run("text")))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + flags] |= 1
    assert refuse(bytes(content)) == "encrypted"


def test_a_part_is_bounded_by_what_it_unpacks_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word, "MAX_PART_BYTES", 1_000)
    assert refuse(make_word("<w:p/>" * 1_000)) == "too_large"


def test_styles_make_items_by_inheritance_and_numbered_headings_make_none() -> None:
    def style(name: str, properties: str) -> str:
        return f'<w:style w:styleId="{name}">{properties}</w:style>'

    numbering = '<w:pPr><w:numPr><w:numId w:val="3"/></w:numPr>{}</w:pPr>'
    child = style("Child", '<w:basedOn w:val="List"/>')
    heading = style("Heading", numbering.format('<w:outlineLvl w:val="0"/>'))
    styles = f'<w:styles xmlns:w="{WORD_SPACE}">{style("List", numbering.format(""))}{child}{heading}</w:styles>'
    body = "".join(run(name.lower(), f'<w:pStyle w:val="{name}"/>') for name in ("List", "Child", "Heading"))
    document = f'<w:document xmlns:w="{WORD_SPACE}">{body}</w:document>'
    content = make_zip({"word/document.xml": document.encode(), "word/styles.xml": styles.encode()})
    assert show(content) == [("list", True, 0), ("child", True, 0), ("heading", False, 1)]
