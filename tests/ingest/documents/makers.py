"""Documents made in code: pages of the digest's shapes with invented facts, and files that are broken or hostile."""

import io
import zipfile
import zlib
from collections.abc import Iterable, Sequence

import docx
from fpdf import FPDF

WORD_SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LONG_A = (
    "Minister Alba and Secretary Brook met in Capital City on March 4 and agreed to build two space-based radars. "
    "They also named a group of US-Japan experts that will report on costs, crews and harbours before the summer ends."
)
LONG_B = (
    "The coast guards of both nations trained near the northern islands from March 6 to 9 with four ships and one "
    "tanker. Observers from a third country watched the drill, which is to be held again in a year at another place."
)
HEADLINES = ("Ministers agree on two radars in orbit", "Coast guards train near northern islands")


def make_pdf(
    paragraphs: Sequence[str], *, running: bool = False, password: str | None = None, copies: int = 1
) -> bytes:
    """A PDF of `paragraphs`, those that begin with a bullet as hanging items; `running` gives headers and page numbers."""

    class _Pdf(FPDF):
        def header(self) -> None:
            if running:
                self.set_font("helvetica", size=8)
                self.cell(0, 8, "Invented Digest Vol 9.1", new_x="LMARGIN", new_y="NEXT")

        def footer(self) -> None:
            if running:
                self.set_y(-15)
                self.set_font("helvetica", size=8)
                self.cell(0, 8, f"Page {self.page_no()} of {copies}")

    pdf = _Pdf()
    if password is not None:
        pdf.set_encryption(owner_password="owner", user_password=password)  # noqa: S106
    pdf.set_title("Invented Digest")
    for _ in range(copies):
        pdf.add_page()
        pdf.set_font("helvetica", size=12)
        for text in paragraphs:
            if not text:
                pdf.ln(8)
                continue
            if text[0] == "•":
                pdf.cell(7, text=chr(149))
            pdf.multi_cell(0, text=text.lstrip("• "), new_x="LMARGIN", new_y="NEXT")
    return bytes(pdf.output())


def make_pdf_of(stream: bytes, *, pages: int = 1) -> bytes:
    """A PDF whose pages all show one compressed content stream."""
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[" + b"3 0 R " * pages + b"]/Count %d>>" % pages,
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n" % len(stream) + stream + b"\nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    written = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(written))
        written += b"%d 0 obj" % number + body + b"endobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(written)
    return written + b"xref\n0 6\n0000000000 65535 f \n" + table + end


def pack(block: bytes, times: int) -> bytes:
    """`block` repeated and compressed without ever being whole in memory."""
    packer = zlib.compressobj(9)
    return b"".join([*(packer.compress(block) for _ in range(times)), packer.flush()])


def make_docx(paragraphs: Iterable[tuple[str, str | None]]) -> bytes:
    """A Word document of (text, style) rows, as python-docx writes it."""
    document = docx.Document()
    for text, style in paragraphs:
        document.add_paragraph(text, style=style)
    return save_docx(document)


def save_docx(document: "docx.document.Document") -> bytes:
    """The bytes of a python-docx document."""
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def make_zip(parts: dict[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP file of `parts`."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", packing) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return written.getvalue()


def make_word(body: str, declaration: str = "") -> bytes:
    """The smallest Word document, with `body` as its WordprocessingML."""
    xml = f'<?xml version="1.0"?>{declaration}<w:document xmlns:w="{WORD_SPACE}"><w:body>{body}</w:body></w:document>'
    return make_zip({"word/document.xml": xml.encode()})
