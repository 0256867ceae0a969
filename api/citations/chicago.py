"""Chicago: a citation as an entry of a bibliography, as the Chicago Manual of Style (17th edition, 14.175-14.207) has it.

`“Title.” Digest Vol 3.7, April 1–15, 2024. Publisher. Record 3.7-d3, revision 1, Archive. Accessed May 2, 2026. URL.`
"""

import re
from collections.abc import Iterator
from html import escape

from api.citations.csl import Csl

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
ENDS = (".", "?", "!", "…")
QUOTED = re.compile(r'"([^"]*)"')
Run = tuple[str, bool]
"""Characters, and whether they are in italics."""
Day = list[int]


def to_chicago(cited: Csl) -> str:
    """Return the entry as plain text, on one line."""
    return "".join(text for text, _ in _runs(cited))


def to_chicago_html(cited: Csl) -> str:
    """Return the entry as HTML: italics in `i`, the address as a link, all else escaped."""
    return "".join(_marked(text, italic=italic, url=cited.get("URL")) for text, italic in _runs(cited))


def _marked(text: str, *, italic: bool, url: str | None) -> str:
    if url and text == url and url.startswith(("http://", "https://")):
        return f'<a href="{escape(url)}">{escape(url)}</a>'
    return f"<i>{escape(text)}</i>" if italic else escape(text)


def _runs(cited: Csl) -> Iterator[Run]:
    yield from _title(cited)
    yield _issued(cited), False
    if "publisher" in cited:
        yield f" {_ended(_line(cited['publisher']))}", False
    record = f"Record {cited['archive_location']}, revision {cited['version']}, {cited['archive']}."
    yield f" {record} Accessed {_span(cited['accessed']['date-parts'])}.", False
    if "URL" in cited:
        yield " ", False
        yield cited["URL"], False
        yield ".", False


def _title(cited: Csl) -> Iterator[Run]:
    """A part in quotation marks before the whole in italics; a whole in italics alone."""
    title = _line(cited["title"])
    if "container-title" not in cited:
        yield title, True
        return
    inner = QUOTED.sub(r"‘\1’", title.replace("“", "‘").replace("”", "’"))
    yield f"“{_ended(inner)}” ", False
    yield _line(cited["container-title"]), True


def _issued(cited: Csl) -> str:
    """When it was published, behind volume and number unless the title has them in it."""
    days = _span(cited["issued"]["date-parts"])
    volume, number = cited["volume"], cited["issue"]
    title: str = cited.get("container-title") or cited["title"]
    if re.search(rf"(?<![\d.]){volume}\.{number}(?![\d])", title):
        return f", {days}."
    return f" {volume}, no. {number} ({days})."


def _line(text: str) -> str:
    return " ".join(text.split())


def _ended(text: str) -> str:
    return text if text.endswith(ENDS) else f"{text}."


def _span(ends: list[Day]) -> str:
    """Days in words, what both have in common once: `April 1–15, 2024`."""
    (year, month, day), (last_year, last_month, last_day) = ends[0], ends[-1]
    if year != last_year:
        return f"{_day(ends[0])}–{_day(ends[-1])}"
    if month != last_month:
        return f"{MONTHS[month - 1]} {day}–{MONTHS[last_month - 1]} {last_day}, {year}"
    return f"{MONTHS[month - 1]} {day}–{last_day}, {year}" if day != last_day else _day(ends[0])


def _day(day: Day) -> str:
    return f"{MONTHS[day[1] - 1]} {day[2]}, {day[0]}"
