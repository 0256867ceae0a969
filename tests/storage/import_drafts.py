"""Drafts as the reading room gives them, made by hand, and small documents that the reading room reads."""

from dataclasses import replace
from datetime import date
from typing import Any

from ingest import (
    Days,
    Draft,
    DraftDevelopment,
    DraftWarning,
    Evidence,
    FoundAmount,
    FoundCountry,
    FoundDate,
    FoundName,
    FoundTopic,
    Hints,
    Numbering,
)

TEXT = "On April 9 both sides agreed in Kure to build a tug for more than $2.9 billion, Director Ida Quill said."


def seen(raw: str, text: str = TEXT) -> Evidence:
    """Evidence for words of the text."""
    start = text.index(raw)
    return Evidence(rule="test", confidence=0.9, raw=raw, start=start, end=start + len(raw))


TUG = DraftDevelopment(
    headline=1,
    title="A tug",
    summary="A tug is built.",
    source_text=TEXT,
    topics=(FoundTopic(slug="space", evidence=(seen("tug"),)),),
    countries=(
        FoundCountry(code="JP", evidence=(seen("Kure"),)),
        FoundCountry(code="US", evidence=(Evidence(rule="implied", confidence=0.5),), implied=True),
    ),
    dates=(FoundDate(start=date(2030, 4, 9), end=date(2030, 4, 9), precision="day", evidence=seen("April 9")),),
    amounts=(
        FoundAmount(
            currency="USD",
            low=2_900_000_000,
            high=None,
            qualifier="more than",
            evidence=seen("more than $2.9 billion"),
            purpose="the tug",
        ),
    ),
    names=(
        FoundName(kind="organization", name="NASA", slug="nasa", evidence=(seen("both sides"),)),
        FoundName(kind="person", name="Ida Quill", role="Director", evidence=(seen("Ida Quill"),)),
    ),
)
DRILL = DraftDevelopment(
    headline=2, title="A drill", summary="A drill is held.", source_text="A drill was held in Kure."
)


def draft(volume: int | None = 9, number: int | None = 7, **keys: Any) -> Draft:
    """An issue as it was read: two headlines, each with its development."""
    made = Draft(
        media_type="text/html",
        title="Digest",
        numbering=Numbering(volume=volume, number=number),
        period=Days(start=date(2030, 4, 1), end=date(2030, 4, 15)) if (volume, number) == (9, 7) else None,
        occasion=None,
        publisher="A publisher",
        source_url="https://example.org/digest",
        headlines=("A tug is to be built", "A drill in Kure"),
        developments=(TUG, DRILL),
        warnings=(
            DraftWarning(code="unknown_name", message="The person is not known.", at="/developments/0/names/1"),
            DraftWarning(code="no_date", message="No date was found.", at="/developments/1/dates"),
            DraftWarning(code="summaries_composed", message="Summaries were composed.", at="/developments"),
        ),
    )
    return replace(made, **keys)


def hinted(made: Draft, hints: Hints) -> Draft:
    """The draft with what was said about the document, as a reader takes it."""
    if hints.volume is None or hints.number is None:
        return made
    return replace(made, numbering=Numbering(volume=hints.volume, number=hints.number), period=None)


PAGE = """<!doctype html><html><head><title>Alliance Digest Vol {volume}.{number}</title></head><body>
<h1>Alliance Digest Vol {volume}.{number}</h1><p>Headlines</p><ul>
<li>Japan and the US start to build a lunar tug</li><li>US and Japan hold a cyber drill in Kure</li></ul><p>Details</p><ul>
<li>On April 9 the US and Japan agreed in Kure to build a lunar tug for more than $2.9 billion. The tug will carry samples
between two stations, both sides said after the meeting, and a joint office will open in Tsukuba. Japan will pay for the engines
while the United States provides launches and training for the crews. Both governments see the work as a first step to regular
traffic beyond the Moon, and a second meeting of the same officials is to settle who will own the data that the tug brings home.</li>
<li>The US and Japan held a cyber drill in Kure on April 3-5 with 400 people. Teams from both countries protected a port against
an attack on cranes and pumps, and lost one of the four pumps for an hour on the second day. The drill will be held again with more
teams, and a study of the lessons will be published, an official told reporters in Kure after the closing ceremony on the pier. The
mayor thanked the crews and said that the city would lend the pier again to whoever wants to train there.</li></ul></body></html>"""


def page(volume: int = 9, number: int = 7) -> bytes:
    """A small issue as a page."""
    return PAGE.format(volume=volume, number=number).encode()
