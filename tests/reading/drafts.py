"""The draft that a reader without a mistake would make of a labelled page, for the tests of the scoring."""

import re
from html import unescape

from ingest.draft import (
    Draft,
    DraftDevelopment,
    Evidence,
    FoundAmount,
    FoundCountry,
    FoundDate,
    FoundName,
    FoundTopic,
    Numbering,
)
from tests.reading.aligning import flat
from tests.reading.labels import LabelledAmount, LabelledPage, LabelledParagraph

SURE = Evidence(rule="label", confidence=1.0)


def page_text(page: LabelledPage) -> str:
    """The page's text with single spaces; tags, scripts and entities of HTML resolved."""
    text = page.path.read_text(encoding="utf-8")
    if page.path.suffix == ".txt":
        return flat(text)
    bare = re.sub(r"(?s)<(script|style)\b.*?</\1>|<[^>]+>", "", text)
    return flat(unescape(bare))


def paragraph_text(label: LabelledParagraph, text: str) -> str:
    """The paragraph of a page's text between its first and last words. Raises ValueError where either is not there."""
    start = text.index(label.first)
    return text[start : text.index(label.last, start) + len(label.last)]


def perfect_draft(page: LabelledPage) -> Draft:
    """All that the labels ask for, and nothing else."""
    text = page_text(page)
    return Draft(
        media_type="text/plain",
        title=None,
        numbering=Numbering(volume=page.volume, number=page.number, proposed=page.proposed),
        period=None,
        occasion=page.occasion,
        publisher=None,
        source_url=page.url,
        headlines=page.headlines,
        developments=tuple(_development(label, text) for label in page.paragraphs),
    )


def _development(label: LabelledParagraph, text: str) -> DraftDevelopment:
    return DraftDevelopment(
        headline=label.headline,
        title="",
        summary="",
        source_text=paragraph_text(label, text),
        topics=tuple(FoundTopic(slug=slug, evidence=()) for slug in sorted(label.topics)),
        countries=tuple(FoundCountry(code=code, evidence=()) for code in sorted(label.countries)),
        dates=tuple(
            FoundDate(start=d.start, end=d.end, precision=d.precision, evidence=SURE)
            for d in label.dates
            if not d.optional
        ),
        amounts=tuple(_amount(amount) for amount in label.amounts if not amount.optional),
        names=tuple(FoundName(kind=name.kind, name=name.forms[0], evidence=()) for name in label.names if name.kind),
    )


def _amount(label: LabelledAmount) -> FoundAmount:
    return FoundAmount(
        currency=label.currency, low=label.low, high=label.high, evidence=SURE, not_counted=label.not_counted
    )
