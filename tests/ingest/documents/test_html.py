"""Saved HTML pages: visible text in reading order, bullets in every shape, what the page states about itself."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.documents import read_page
from ingest.documents.html.reading import looks_like_html, parse, read_html
from ingest.errors import UnreadableDocument
from tests.ingest.documents.makers import HEADLINES, LONG_A, LONG_B

MENU = "<nav><ul>" + "<li><a href='/'>Menu entry</a></li>" * 20 + "</ul></nav>"
HEAD = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>Invented Digest Vol 9.1 | Site</title>
<style>p { color: red }</style><script>document.write("<p>never</p>")</script></head>"""


def show(markup: str) -> list[tuple[str, bool, int]]:
    return [(b.text, b.bullet, b.gap) for b in read_html(markup).blocks]


def texts(markup: str) -> list[str]:
    return [text for text, _, _ in show(markup)]


def save(body: str) -> str:
    """A page as a browser saves it."""
    return f"""{HEAD}<body class="menu">{MENU}<header><p>Site</p></header>{body}
    <div class="comments"><p>First!</p></div><footer><p>2031 Site</p></footer><script>1 < 2</script></body></html>"""


def test_a_saved_page_gives_its_lists_its_caption_and_its_footer_and_no_menu() -> None:
    items = "".join(f"<li>{h}</li>" for h in HEADLINES)
    details = "".join(f"<li><p>{t}</p></li>\n" for t in (LONG_A, LONG_B))
    figure = "<figure><img alt=x><figcaption>Image Source: Nobody</figcaption></figure>"
    assert show(save(f"<h1>Vol 9.1</h1><p>Headlines:</p>{figure}<ul>{items}</ul><ul>{details}</ul>")) == [
        ("Site", False, 0),
        ("Vol 9.1", False, 1),
        ("Headlines:", False, 1),
        ("Image Source: Nobody", False, 1),
        (HEADLINES[0], True, 1),
        (HEADLINES[1], True, 0),
        (LONG_A, True, 1),
        (LONG_B, True, 0),
        ("2031 Site", False, 1),
    ]


def test_bullets_in_paragraphs_with_breaks_are_items() -> None:
    lines = "<br>\n".join(f"●&nbsp;{h}" for h in HEADLINES)
    assert show(save(f"<p>{lines}</p><p>&nbsp;</p><p>• {LONG_A}</p>"))[1:4] == [
        (HEADLINES[0], True, 1),
        (HEADLINES[1], True, 0),
        (LONG_A, True, 2),
    ]


@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        ("<p>a<b>b</b>c <i> d</i>\n e</p>", [("abc d e", False, 0)]),
        ("<p>a<br><br>b<br>c</p>", [("a", False, 0), ("b", False, 1), ("c", False, 0)]),
        ("<p>a<br></p><p>b</p>", [("a", False, 0), ("b", False, 1)]),
        ("<div>a</div><div>b</div>", [("a", False, 0), ("b", False, 0)]),
        (
            "<p>a<p>b<ul><li>c<li>d</ul>e",
            [("a", False, 0), ("b", False, 1), ("c", True, 1), ("d", True, 0), ("e", False, 1)],
        ),
        ("<ul><li>a<ul><li>b</ul><li>c</ul>", [("a", True, 0), ("b", True, 0), ("c", True, 0)]),
        ("<ul><li></li></ul><p>a</p>", [("a", False, 0)]),
        ("<ul><li>• a</li><li>- b</li></ul>", [("a", True, 0), ("b", True, 0)]),
        ("<pre>a\nb\n\nc</pre>", [("a", False, 0), ("b", False, 0), ("c", False, 1)]),
        ("<table><tr><td>a<td>b<tr><td>c</table>", [("a", False, 0), ("b", False, 0), ("c", False, 0)]),
        ("<p>&lt;b&gt; &amp; &#8217;&hellip;&#0;&#xD800;</p>", [("<b> & ’…\ufffd\ufffd", False, 0)]),
    ],
    ids=[
        "inline",
        "breaks",
        "last break",
        "divs",
        "left open",
        "nested",
        "empty item",
        "twice",
        "pre",
        "cells",
        "entities",
    ],
)
def test_markup_becomes_blocks(markup: str, shown: list[tuple[str, bool, int]]) -> None:
    assert show(f"<html><body>{markup}</body>") == shown


@pytest.mark.parametrize(
    "markup",
    [
        *(
            f"<{tag}>never</{tag}>"
            for tag in "nav form script style template noscript svg button textarea iframe".split()
        ),
        "<select><option>never</select>",
        "<!-- never -->",
        "<div hidden>never</div>",
        '<div style="color:red; DISPLAY : none">never<p>never</p></div>',
        '<div aria-hidden="true">never</div>',
        '<div role="navigation">never</div>',
        '<ul class="nav-menu x"><li>never</li></ul>',
        '<div id="comments">never</div>',
    ],
)
def test_what_a_page_does_not_show_as_text_is_left_out(markup: str) -> None:
    assert texts(f"<html><body><p>Some shown text</p>{markup}<p>More</p></body></html>") == ["Some shown text", "More"]


def test_text_for_screen_readers_does_not_break_a_line() -> None:
    assert texts('<html><p>one <span class="screen-reader-text">never</span> two</p>') == ["one two"]


def test_a_form_around_the_whole_page_is_read() -> None:
    assert texts(f"<html><body><form><p>{LONG_A}</p></form></body></html>") == [LONG_A]


def test_a_menu_that_is_never_closed_does_not_take_the_page_with_it() -> None:
    assert texts(f"<html><body><nav><div>Menu</nav><p>{LONG_A}</p></body></html>") == ["Menu", LONG_A]


@pytest.mark.parametrize("tag", ["main", "article", "div role=main"])
def test_the_one_landmark_with_most_of_the_text_is_the_page_and_its_title_stays(tag: str) -> None:
    body = f"<h1>Vol 9.1</h1><p>Beside</p><{tag}><p>{LONG_A}</p></{tag.split(maxsplit=1)[0]}>"
    assert texts(save(body)) == ["Vol 9.1", LONG_A]


def test_two_articles_are_both_read() -> None:
    assert texts(save(f"<article>{LONG_A}</article><article>{LONG_B}</article>")) == [
        "Site",
        LONG_A,
        LONG_B,
        "2031 Site",
    ]


@pytest.mark.parametrize(
    ("head", "address"),
    [
        (
            '<link rel="canonical" href="https://example.org/9-1/"><meta property="og:url" content="https://x.org/">',
            "https://example.org/9-1/",
        ),
        ('<meta property="og:url" content="http://example.org/a?b=1">', "http://example.org/a?b=1"),
        ("<!-- saved from url=(0024)https://example.org/9-1/ -->", "https://example.org/9-1/"),
        ('<link rel="canonical" href="/9-1/">', None),
        ('<link rel="canonical" href="ftp://example.org/9-1/">', None),
        ('<link rel="canonical" href="javascript:alert(1)">', None),
        ('<link rel="canonical" href="https://[bad/">', None),
        ('<link rel="canonical" href="https://example.org/a b">', None),
    ],
)
def test_the_address_is_what_the_page_states(head: str, address: str | None) -> None:
    assert read_html(f"<html><head>{head}</head><body>x</body>").address == address


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<title>\n Invented  Digest&nbsp;</title>", "Invented Digest"),
        ('<meta property="og:title" content="Invented Digest">', "Invented Digest"),
        ("<svg><title>Icon</title></svg>", "Icon"),
        ("<title></title>", None),
        ("<title>" + "x" * 5000 + "</title>", None),
    ],
    ids=["title", "og", "only an icon", "empty", "too long"],
)
def test_the_title_is_what_the_page_states(head: str, title: str | None) -> None:
    assert read_html(f"<html><head>{head}</head><body>x</body>").title == title


@pytest.mark.parametrize(
    ("markup", "day"),
    [
        ('<meta property="article:published_time" content="2031-03-17T23:00:00+09:00">', date(2031, 3, 17)),
        (
            '<script type="application/ld+json">{"@graph":[{"datePublished": "2031-03-17T01:02:03Z"}]}</script>',
            date(2031, 3, 17),
        ),
        ('<time datetime="2031-03-17">March 17</time>', date(2031, 3, 17)),
        ('<time datetime="2031-03-17"></time><meta itemprop="datePublished" content="2031-03-18">', date(2031, 3, 18)),
        ('<time datetime="17 March"></time>', None),
        ('<script>var x = {"datePublished": "bad-date"}</script>', None),
    ],
)
def test_the_day_of_publication_is_what_the_page_states(markup: str, day: date | None) -> None:
    assert read_html(f"<html><body><p>x</p>{markup}</body>").published_on == day


@pytest.mark.parametrize(
    ("text", "is_html"),
    [
        ("<!doctype HTML><p>x", True),
        ('\n<?xml version="1.0"?><!-- c -->\n<html>', True),
        ("<p>a</p><p>b</p>", True),
        ("<li>a<li>b<br>", True),
        ("Write <p> for a paragraph", False),
        ("a < b and c > d", False),
        ("<reply@example.org> wrote:", False),
        ("<!-- -->" * 5000, False),
    ],
)
def test_html_is_told_by_its_tags(text: str, is_html: bool) -> None:
    assert looks_like_html(text) is is_html


def test_a_declared_charset_is_believed_where_it_fits() -> None:
    page = '<html><meta charset="{}"><p>“café” 東京</p>'
    assert read_page(page.format("shift_jis").replace("é", "e").encode("cp932")).blocks[0].text == "“cafe” 東京"
    assert read_page(page.format("utf-16").encode()).blocks[0].text == "“café” 東京"
    assert read_page(page.format("punycode").encode()).blocks[0].text == "“café” 東京"
    assert read_page(page.format("utf-8").replace("東京", "").encode("cp1252")).blocks[0].text == "“café”"


def test_a_page_without_text_says_so() -> None:
    with pytest.raises(UnreadableDocument) as refused:
        read_html("<html><body><script>load()</script><div id=app></div></body></html>")
    assert refused.value.code == "no_text"


TAGS = st.sampled_from(
    "<p> </p> <ul> <li> </ul> <div> </div> <br> <b> </b> <article> </article> <nav> </nav> <script> </script> <table> <td> "
    "</table> <form> </form> <title> </title> <pre> </pre> <!-- --> <svg> </svg> <p/ <a href=' &nbsp; &#x; word • \n".split(
        " "
    )
)


@settings(deadline=None)
@given(st.lists(TAGS | st.text(max_size=5), max_size=60))
def test_any_markup_shows_what_stands_before_it(parts: list[str]) -> None:
    page = read_html(f"<html><p>{LONG_A}</p><p>" + "".join(parts))
    assert page.blocks[0].text == LONG_A


@settings(deadline=None)
@given(st.lists(TAGS, max_size=60))
def test_every_element_that_begins_also_ends(parts: list[str]) -> None:
    target = parse("<html>" + "".join(parts))
    assert target.ended
