"""Each kind of evidence decides where the others are silent: labels, blank lines, bullets, places, shared words."""

from ingest.layouts import read_layout
from ingest.layouts.pairing import pair
from tests.ingest.layouts.pages import HEADLINES, PARAGRAPHS, TITLE, Shape, page, write

UNFINISHED = "Two mayors of port towns met in Kochi and signed a paper on ferries that their councils had put off for years while the harbors silted up and the boats went elsewhere"
LETTER = "Dear readers, this is a letter from the house. It has nothing to do with the news of the week. " * 5


def test_a_details_label_makes_a_paragraph_of_a_short_text_without_full_stop() -> None:
    short = UNFINISHED[:125]
    layout = read_layout(page(write(Shape(details="Details\n", border="\n"), paragraphs=[short, *PARAGRAPHS[1:]])))
    assert (layout.headlines, layout.paragraphs[0].text) == (HEADLINES, short)


def test_blank_lines_make_a_paragraph_of_a_text_without_full_stop() -> None:
    layout = read_layout(page(write(Shape(), paragraphs=[UNFINISHED, *PARAGRAPHS[1:]])))
    assert (layout.headlines, layout.paragraphs[0].text) == (HEADLINES, UNFINISHED)


def test_a_text_without_bullet_below_bulleted_paragraphs_is_no_paragraph() -> None:
    layout = read_layout(page(write(Shape(below=f"\n\n{LETTER}"))))
    assert [p.text for p in layout.paragraphs] == list(PARAGRAPHS)
    assert layout.left_out == (LETTER.strip(),)


def test_a_paragraph_that_lost_its_bullet_is_kept() -> None:
    for place in (0, 2, 4):
        text = write(Shape()).replace(f"  • {PARAGRAPHS[place]}", PARAGRAPHS[place])
        assert [p.text for p in read_layout(page(text)).paragraphs] == list(PARAGRAPHS)


def test_a_second_paragraph_of_one_bullet_is_put_to_the_first() -> None:
    text = write(Shape()).replace("\n  • " + PARAGRAPHS[2], f"\n{LETTER}\n  • {PARAGRAPHS[2]}")
    layout = read_layout(page(text))
    assert layout.paragraphs[1].text == f"{PARAGRAPHS[1]} {LETTER.strip()}"
    assert len(layout.paragraphs) == 5


def test_a_heading_between_paragraphs_is_dropped() -> None:
    text = write(Shape()).replace("  • " + PARAGRAPHS[2], f"Business and trade between friends\n  • {PARAGRAPHS[2]}")
    assert [p.text for p in read_layout(page(text)).paragraphs] == list(PARAGRAPHS)


def test_a_numbered_title_below_a_page_without_number_is_of_another_issue() -> None:
    around = Shape(above="US-Japan Alliance Digest\n\n", below="\n\nUS-Japan Alliance Digest Vol 2.12\n")
    assert read_layout(page(write(around))).title == "US-Japan Alliance Digest"
    assert read_layout(page(write(Shape(above="", below=f"\n\nDownload {TITLE}")))).title == TITLE


def test_without_shared_words_the_place_pairs_and_with_them_the_words() -> None:
    assert pair(["red boats", "blue hills", "old songs"], ["cold wind", "warm rain"]) == (1, 2)
    assert pair(["red boats", "blue hills", "old songs"], ["a song is old", "x"]) == (3, None)
    assert pair(["red boats"], ["cold wind", "a boat is red", "rain"]) == (None, 1, None)
    assert pair([], ["cold wind"]) == (None,)
    assert pair(["red boats"], []) == ()
