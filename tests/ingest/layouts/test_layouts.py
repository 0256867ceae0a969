"""A digest in any of its shapes comes apart into the same headlines and paragraphs."""

import re

import pytest

from ingest import UnreadableDocument
from ingest.layouts import read_layout
from tests.ingest.layouts.pages import (
    ABOUT,
    FOOTER,
    HEADLINES,
    MENU,
    PARAGRAPHS,
    PLAIN,
    SHAPES,
    TITLE,
    Shape,
    page,
    write,
)


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES.keys())
def test_every_shape_gives_its_headlines_and_paragraphs(shape: Shape) -> None:
    layout = read_layout(page(write(shape)))
    assert layout.headlines == HEADLINES
    assert [(p.headline, p.text) for p in layout.paragraphs] == list(enumerate(PARAGRAPHS, start=1))


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES.keys())
def test_every_shape_also_holds_four_headlines(shape: Shape) -> None:
    layout = read_layout(page(write(shape, HEADLINES[:4], PARAGRAPHS[:4])))
    assert (layout.headlines, [p.text for p in layout.paragraphs]) == (HEADLINES[:4], list(PARAGRAPHS[:4]))


MUTATIONS = {
    "no blank lines": lambda text: re.sub(r"\n\s*\n+", "\n", text),
    "no label": lambda text: re.sub(r"(?m)^(?:[\w ]*Headlines|Details):?\n", "", text),
    "other bullets": lambda text: re.sub(r"(?m)^\s*[•●-]\s", "▪ ", text),
    "menu above": lambda text: MENU + TITLE + "\n\n" + text,
    "blank lines everywhere": lambda text: text.replace("\n", "\n\n"),
    "windows line ends": lambda text: text.replace("\n", "\r\n"),
    "image line below the headlines": lambda text: text.replace("\n\n\n", "\n\nImage Source: X\n\n", 1),
    "title and page number above the paragraphs": lambda text: text.replace(
        PARAGRAPHS[0], f"\n{TITLE}\n2\n{PARAGRAPHS[0]}"
    ).replace("• \n", ""),
}


@pytest.mark.parametrize("change", MUTATIONS.values(), ids=MUTATIONS.keys())
@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES.keys())
def test_a_changed_page_reads_the_same(shape: Shape, change: object) -> None:
    layout = read_layout(page(change(write(shape))))  # type: ignore[operator]
    assert layout.headlines == HEADLINES
    assert [p.text for p in layout.paragraphs] == list(PARAGRAPHS)


TITLES = {
    "US-Japan Alliance Digest Vol 3.7": "US-Japan Alliance Digest Vol 3.7",
    "US-Japan Alliance Digest Vol 1. 22": "US-Japan Alliance Digest Vol 1.22",
    "US-Japan Alliance Digest -Vol 1.9-": "US-Japan Alliance Digest Vol 1.9",
    "U.S.-Japan Alliance Digest, Volume 2, Number 4": "U.S.-Japan Alliance Digest Vol 2.4",
    "US-Japan Alliance Digest Vol. 2 No. 4 | Sasakawa USA": "US-Japan Alliance Digest Vol 2.4",
    "US-Japan Alliance Digest": "US-Japan Alliance Digest",
}


@pytest.mark.parametrize(("written", "title"), TITLES.items(), ids=TITLES.keys())
def test_a_title_is_given_in_one_form(written: str, title: str) -> None:
    assert read_layout(page(write(Shape(above=written + "\n\n", below="")))).title == title


def test_titles_of_other_issues_on_the_page_are_not_taken() -> None:
    around = Shape(
        above="Latest: US-Japan Alliance Digest Vol 4.2\n\n" + TITLE + "\n\n",
        below="\n\nUS-Japan Alliance Digest Vol 2.12\nUS-Japan Alliance Digest Vol 2.14\n",
    )
    assert read_layout(page(write(around))).title == TITLE


def test_the_document_title_and_the_description_name_a_page_that_has_no_title() -> None:
    assert read_layout(page(write(PLAIN), title=f"{TITLE} - Sasakawa USA")).title == TITLE
    described = Shape(above="", label="Headlines", image="", below=f"\n\n{ABOUT}")
    assert read_layout(page(write(described))).title == "US-Japan Alliance Digest"
    assert read_layout(page(write(Shape(above="", label="Headlines\n", below="")))).title is None


OCCASIONS = {
    "Headlines": None,
    "Headlines:": None,
    "HEADLINES": None,
    "Top Headlines": None,
    "Happy New Year Headlines:": "Happy New Year",
    "Galloway-Hoshino Summit Headlines:": "Galloway-Hoshino Summit",
}


@pytest.mark.parametrize(("label", "occasion"), OCCASIONS.items(), ids=OCCASIONS.keys())
def test_the_words_before_headlines_are_the_occasion(label: str, occasion: str | None) -> None:
    assert read_layout(page(write(Shape(label=label + "\n")))).occasion == occasion


def test_the_publisher_is_named_only_where_the_page_names_it() -> None:
    assert read_layout(page(write(Shape()))).publisher == "Sasakawa USA"
    unnamed = Shape(above=TITLE + "\n\n", below="")
    told = (PARAGRAPHS[0] + " Sasakawa USA paid for the flags.", *PARAGRAPHS[1:])
    assert read_layout(page(write(unnamed, paragraphs=told))).publisher is None


def test_a_paragraph_that_is_about_the_digest_itself_is_kept() -> None:
    story = (
        "Sasakawa USA’s “NEXT Alliance Initiative” compiled a bi-weekly summary of cookies sold at its fair on July 9. To "
        "receive a copy, guests signed a list; the privacy policy of the fair was read out, and the web design of its "
        "pages won a prize. Copies of the digest, 2031 in all, were given away before noon."
    )
    layout = read_layout(page(write(Shape(), paragraphs=(*PARAGRAPHS[:3], story, PARAGRAPHS[4]))))
    assert layout.paragraphs[3].text == story
    assert len(layout.paragraphs) == 5


def test_a_long_headline_and_a_short_paragraph_keep_their_places() -> None:
    long = "Ministers of both countries and their guests from the islands agree in Suva to share radar, ports and pilots for storms and for rescue at sea"
    short = "Nagano’s forum on forest fires closed on July 13. A pact was signed."
    headlines, paragraphs = (*HEADLINES[:2], long, *HEADLINES[3:]), (*PARAGRAPHS[:4], short)
    for name, shape in SHAPES.items():
        layout = read_layout(page(write(shape, headlines, paragraphs)))
        assert (layout.headlines, tuple(p.text for p in layout.paragraphs)) == (headlines, paragraphs), name


@pytest.mark.parametrize("shown", [1, 2, 3, 4])
def test_a_page_cut_off_keeps_its_headlines_and_pairs_what_is_there(shown: int) -> None:
    cut = [*PARAGRAPHS[: shown - 1], PARAGRAPHS[shown - 1][:250]]
    layout = read_layout(page(write(Shape(below=""), paragraphs=cut)))
    assert layout.headlines == HEADLINES
    assert [(p.headline, p.text) for p in layout.paragraphs] == list(enumerate(cut, start=1))


def test_a_paragraph_cut_after_a_few_words_is_a_paragraph_all_the_same() -> None:
    layout = read_layout(page(write(Shape(below=""), paragraphs=[*PARAGRAPHS[:2], PARAGRAPHS[2][:45]])))
    assert [p.text for p in layout.paragraphs] == [*PARAGRAPHS[:2], PARAGRAPHS[2][:45].strip()]


def test_a_missing_paragraph_leaves_its_headline_alone() -> None:
    for missing in range(5):
        kept = [number for number in range(1, 6) if number != missing + 1]
        layout = read_layout(page(write(Shape(), paragraphs=[PARAGRAPHS[number - 1] for number in kept])))
        assert [p.headline for p in layout.paragraphs] == kept


def test_a_paragraph_too_many_is_kept_without_a_headline() -> None:
    other = "A zoo in Ohio lent two otters to its partner in Kochi. " * 6
    layout = read_layout(page(write(Shape(), paragraphs=[*PARAGRAPHS[:2], other.strip(), *PARAGRAPHS[2:]])))
    assert [p.headline for p in layout.paragraphs] == [1, 2, None, 3, 4, 5]


def test_headlines_alone_and_paragraphs_alone_are_read_under_a_title() -> None:
    assert read_layout(page(write(Shape(below=""), paragraphs=()))).headlines == HEADLINES
    alone = read_layout(page(write(Shape(below=""), headlines=())))
    assert [(p.headline, p.text) for p in alone.paragraphs] == [(None, text) for text in PARAGRAPHS]


def test_a_paragraph_that_stands_twice_is_kept_once_and_told() -> None:
    layout = read_layout(page(write(Shape(), paragraphs=[*PARAGRAPHS, PARAGRAPHS[1]])))
    assert [p.headline for p in layout.paragraphs] == [1, 2, 3, 4, 5]
    assert layout.repeated == (PARAGRAPHS[1],)


def test_of_two_digests_the_first_is_read_and_the_second_told() -> None:
    second = write(Shape(), [f"{text} once again" for text in HEADLINES], [f"Once more: {text}" for text in PARAGRAPHS])
    layout = read_layout(page(write(Shape()) + "\n\n" + second))
    assert (layout.headlines, len(layout.paragraphs), layout.more_digests) == (HEADLINES, 5, True)
    assert not read_layout(page(write(Shape()) + "\n\n" + write(Shape()))).more_digests


def test_a_long_text_outside_is_told_and_the_imprint_is_not() -> None:
    letter = "Dear readers, this is a letter from the house. It has nothing to do with the news of the week. " * 5
    layout = read_layout(page(write(Shape(below=f"\n\n{FOOTER}\n\n{letter}"))))
    assert layout.left_out == (letter.strip(),)
    assert (layout.footer_years, len(layout.paragraphs)) == ((2031,), 5)


def test_wrapped_headlines_and_broken_paragraphs_are_joined() -> None:
    text = write(Shape(above=TITLE + "\n", bullet="")).replace("weather station near", "weather\nstation near")
    layout = read_layout(page(text.replace("forecasters in both", "forecasters\nin both")))
    assert (layout.headlines[0], layout.paragraphs[0].text) == (HEADLINES[0], PARAGRAPHS[0])


NO_DIGESTS = {
    "one word": "Hello",
    "a letter": f"Dear friends\n\n{PARAGRAPHS[0]}\n\n{PARAGRAPHS[1]}\n\nYours\nA friend",
    "a list": "\n".join(f"- item {n} of a list of things to buy" for n in range(9)),
    "a menu": MENU,
    "an article": f"Storm warning for the coast of Shikoku\n\nBy Jane Doe\n\n{PARAGRAPHS[1]}\n\n{PARAGRAPHS[3]}",
    "prose": "\n\n".join(PARAGRAPHS),
}


@pytest.mark.parametrize("text", NO_DIGESTS.values(), ids=NO_DIGESTS.keys())
def test_a_document_that_is_no_digest_is_refused(text: str) -> None:
    with pytest.raises(UnreadableDocument) as refused:
        read_layout(page(text))
    assert refused.value.code == "not_a_digest"
