"""Whatever a page holds: it is read or refused, and no long paragraph of a digest is lost."""

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from ingest import UnreadableDocument
from ingest.documents.page import Block, Page
from ingest.layouts import Layout, read_layout
from tests.ingest.layouts.pages import FOOTER, HEADLINES, PARAGRAPHS, TITLE, Shape, page, write

QUICK = settings(phases=[Phase.generate], max_examples=40, deadline=None, derandomize=True)
WORDS = "cranes boats rice wind harbor mayor 12 July-5 Kochi Reno “glass” U.S. $3.1 billion Dr. Ito".split()
PROSE = st.lists(st.sampled_from(WORDS), min_size=60, max_size=160).map(
    lambda words: " ".join(words).capitalize() + "."
)
LINES = st.lists(st.sampled_from(WORDS), min_size=5, max_size=11).map(
    lambda words: " ".join(words).rstrip(".").capitalize()
)
ANY_TEXT = st.one_of(st.text(max_size=80), PROSE, LINES, st.sampled_from([TITLE, "Headlines:", "Details", *HEADLINES]))
BLOCKS = st.builds(Block, text=ANY_TEXT, bullet=st.booleans(), gap=st.integers(0, 3))
SHAPES = st.builds(
    Shape,
    label=st.sampled_from(["", "Headlines:\n", "Spring Headlines\n"]),
    image=st.sampled_from(["", "Image Source: X\n", "\nx\n"]),
    details=st.sampled_from(["", "Details\n", "Details:\n\n"]),
    bullet=st.sampled_from(["", "  • ", "- ", "● "]),
    between=st.sampled_from(["\n", "\n\n"]),
    border=st.sampled_from(["\n", "\n\n", "\n\n\n"]),
    below=st.sampled_from(["", f"\n\n{FOOTER}"]),
)


@QUICK
@given(st.lists(BLOCKS, max_size=30), st.one_of(st.none(), st.text(max_size=40)))
def test_any_blocks_are_read_or_refused(blocks: list[Block], title: str | None) -> None:
    layout = read_or_refuse(Page(media_type="text/plain", blocks=tuple(blocks), title=title))
    numbers = [p.headline for p in layout.paragraphs if p.headline is not None] if layout else []
    assert numbers == sorted(set(numbers))
    assert all(layout and 1 <= number <= len(layout.headlines) for number in numbers)


def read_or_refuse(found: Page) -> Layout | None:
    try:
        return read_layout(found)
    except UnreadableDocument:
        return None


@QUICK
@given(
    SHAPES, st.lists(PROSE, min_size=3, max_size=9, unique=True), st.lists(LINES, min_size=3, max_size=6, unique=True)
)
def test_every_long_paragraph_of_a_digest_is_kept(shape: Shape, paragraphs: list[str], headlines: list[str]) -> None:
    layout = read_layout(page(write(shape, headlines, paragraphs)))
    kept = " ".join(p.text for p in layout.paragraphs)
    assert all(" ".join(text.split()) in kept for text in paragraphs)


@QUICK
@given(SHAPES, st.permutations(range(5)))
def test_the_order_of_a_page_is_kept(shape: Shape, order: list[int]) -> None:
    headlines, paragraphs = [HEADLINES[n] for n in order], [PARAGRAPHS[n] for n in order]
    layout = read_layout(page(write(shape, headlines, paragraphs)))
    assert (list(layout.headlines), [p.text for p in layout.paragraphs]) == (headlines, paragraphs)
