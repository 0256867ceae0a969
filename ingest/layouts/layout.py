"""A layout: a page taken apart into title, occasion, headlines and paragraphs."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.documents.page import Page
from ingest.errors import UnreadableDocument
from ingest.layouts.line_kinds import LineKind
from ingest.layouts.lines import Line, ends_whole, join, read_lines
from ingest.layouts.pairing import pair
from ingest.layouts.splitting import Part, find_part
from ingest.layouts.titles import choose_title, find_occasion, find_publisher

SURE_HEADLINES, SURE_PARAGRAPHS = 3, 2
SUBHEADING = -3.0
"""Evidence of being prose below which a line without bullet among bulleted paragraphs is a heading between them."""
LONG = 300
"""Characters from which on a text outside of the digest is worth a warning."""
YEAR = re.compile(r"^(?:©|\(c\)|copyright)?\W*((?:19|20)\d\d)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph and the number of its headline from 1, None where it has none."""

    text: str
    headline: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A page taken apart; the last four say what was left out: repeats, long texts, an imprint's years, a second digest."""

    title: str | None
    occasion: str | None
    publisher: str | None
    headlines: tuple[str, ...]
    paragraphs: tuple[Paragraph, ...]
    repeated: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    footer_years: tuple[int, ...] = ()
    more_digests: bool = False


def read_layout(page: Page) -> Layout:
    """Take a page apart; `UnreadableDocument("not_a_digest")` where it holds no list of headlines and no paragraphs."""
    lines = read_lines(page.blocks)
    part = _first_part(lines, page.title)
    if part is None:
        raise UnreadableDocument(
            "not_a_digest",
            "No list of headlines followed by paragraphs was found. Bring the page of one issue of the digest.",
        )
    texts, repeated = _without_repeats(_paragraphs(lines, part))
    headlines = tuple(lines[place].text for place in part.headlines)
    first, last = part.places[0], part.places[-1] + 1
    outside = [*lines[:first], *lines[last:]]
    return Layout(
        title=choose_title(lines, first, last, page.title),
        occasion=find_occasion(reversed(lines[:first])),
        publisher=find_publisher([page.title or "", *(line.text for line in outside)]),
        headlines=headlines,
        paragraphs=tuple(
            Paragraph(text=text, headline=number) for text, number in zip(texts, pair(headlines, texts), strict=True)
        ),
        repeated=repeated,
        left_out=tuple(_left_out(outside, texts)),
        footer_years=tuple(sorted({int(found[1]) for line in lines[last:] if (found := YEAR.match(line.text))})),
        more_digests=_another(lines, last, headlines),
    )


def _first_part(lines: Sequence[Line], page_title: str | None) -> Part | None:
    """The digest of the page; of several, the one that stands first."""
    named = _says_digest(lines, page_title)
    part = find_part(lines)
    while part is not None and part.places and _is_digest(part, named=named):
        earlier = find_part(lines[: part.places[0]])
        if earlier is None or not _is_whole(earlier):
            return part
        part = earlier
    return None


def _says_digest(lines: Sequence[Line], page_title: str | None) -> bool:
    called = page_title is not None and "digest" in page_title.lower()
    return called or any(line.kind in (LineKind.TITLE, LineKind.ABOUT) for line in lines)


def _is_digest(part: Part, *, named: bool) -> bool:
    """Whether a page with such a part is a digest: by its name or labels, else by a regular build."""
    headlines, paragraphs = len(part.headlines), len(part.paragraphs)
    if named or part.labelled:
        return part.score > 0 and (paragraphs > 1 or headlines > 1) and headlines + paragraphs >= SURE_HEADLINES
    return headlines >= SURE_HEADLINES and paragraphs >= SURE_PARAGRAPHS and abs(headlines - paragraphs) <= 1


def _is_whole(part: Part) -> bool:
    return len(part.headlines) >= SURE_HEADLINES and len(part.paragraphs) >= SURE_PARAGRAPHS


def _another(lines: Sequence[Line], last: int, headlines: tuple[str, ...]) -> bool:
    """Whether a second digest follows, and not the same one once more (for narrow screens, say)."""
    other = find_part(lines, last)
    if other is None or not _is_whole(other):
        return False
    return any(lines[place].text not in headlines for place in other.headlines)


def _paragraphs(lines: Sequence[Line], part: Part) -> Iterator[str]:
    """The paragraphs of a part; second paragraphs of one bullet are put to it where there are more than headlines."""
    above = {lines[place].text for place in part.headlines}
    inside = [place for place in part.paragraphs if lines[place].text not in above]
    bulleted = sum(lines[place].bullet for place in inside) * 2 > len(inside)
    places = [p for p in inside if lines[p].prose > SUBHEADING or lines[p].bullet or not bulleted]
    places += _cut_rest(lines, part)
    gather = len(places) > len(part.headlines) > 0 and bulleted and lines[places[0]].bullet
    current: Line | None = None
    for place in places:
        if gather and current is not None and not lines[place].bullet:
            current = join(current, lines[place])
            continue
        if current is not None:
            yield current.text
        current = lines[place]
    if current is not None:
        yield current.text


def _cut_rest(lines: Sequence[Line], part: Part) -> list[int]:
    """The place of a paragraph that is cut so early that it looks like a headline: the last line of all."""
    last = len(lines) - 1
    if not part.paragraphs or part.paragraphs[-1] != last - 1 or len(part.paragraphs) >= len(part.headlines):
        return []
    rest = lines[last]
    cut = rest.kind in (LineKind.CONTENT, LineKind.NOISE) and not ends_whole(rest.text)
    return [last] if cut and rest.bullet and lines[last - 1].bullet else []


def _without_repeats(texts: Iterator[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    kept: dict[str, None] = {}
    repeated = []
    for text in texts:
        if text in kept:
            repeated.append(text)
        kept[text] = None
    return tuple(kept), tuple(repeated)


def _left_out(outside: Sequence[Line], kept: Sequence[str]) -> Iterator[str]:
    for line in outside:
        if line.kind is LineKind.CONTENT and len(line.text) >= LONG and line.prose > 0 and line.text not in kept:
            yield line.text
