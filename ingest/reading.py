"""Reading: a document becomes a draft, by way of page, layout, passages and facts."""

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.documents import read_page
from ingest.documents.page import Page
from ingest.doubting import Doubts, warnings_of
from ingest.draft import Days, Draft, DraftDevelopment, FoundDate, FoundName, Hints, Numbering
from ingest.extract.amounts import find_amounts
from ingest.extract.countries import find_countries
from ingest.extract.dates import find_dates, find_day_months
from ingest.extract.names import find_names
from ingest.extract.passages import Passage
from ingest.extract.topics import find_topics
from ingest.layouts import Layout, read_layout, titled
from ingest.numbering import Statement, settle, statements
from ingest.periods import half_month
from ingest.proposing import Clues, propose
from ingest.summarizing import Facts, compose_summary, compose_title
from ingest.vocabulary import Vocabulary

TWO_YEARS = (half_month(1, 1), half_month(40, 13))
"""Two periods far apart: a date that is the same read against both has a year of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """When an issue appeared: its numbering, what was said about it, and the period that dates are read against."""

    numbering: Numbering
    said: tuple[Statement, ...]
    period: Days | None
    read_against: Days | None


def read(content: bytes, vocabulary: Vocabulary, hints: Hints = Hints()) -> Draft:  # noqa: B008 - it is frozen
    """Read a document into a draft; raises `UnreadableDocument`."""
    return read_draft(read_page(content), vocabulary, hints)


def read_draft(page: Page, vocabulary: Vocabulary, hints: Hints) -> Draft:
    """Read a page into a draft; `UnreadableDocument("not_a_digest")` where it holds none."""
    layout = read_layout(page)
    passages = _passages(layout)
    timing = _timing(page, layout, passages, vocabulary, hints)
    developments = _developments(layout, passages, timing.read_against, vocabulary)
    numbering = timing.numbering
    day_months = [pair for passage in passages for pair in find_day_months(passage.text)]
    return Draft(
        media_type=page.media_type,
        title=titled(layout.title, numbering.volume, numbering.number),
        numbering=numbering,
        period=timing.period,
        occasion=layout.occasion,
        publisher=layout.publisher,
        source_url=hints.url or page.address,
        headlines=layout.headlines,
        developments=developments,
        warnings=warnings_of(
            Doubts(
                layout=layout,
                numbering=numbering,
                said=timing.said,
                period=timing.period,
                read_against=timing.read_against,
                day_months=len(day_months),
                developments=developments,
            )
        ),
    )


def _passages(layout: Layout) -> list[Passage]:
    return [
        Passage(text=paragraph.text, headline=layout.headlines[paragraph.headline - 1] if paragraph.headline else None)
        for paragraph in layout.paragraphs
    ]


def _timing(page: Page, layout: Layout, passages: Sequence[Passage], vocabulary: Vocabulary, hints: Hints) -> Timing:
    said = statements(hints, layout.title, page.address)
    numbering = settle(said)
    volume, number = numbering.volume, numbering.number
    if volume is not None and number is not None:
        period = half_month(volume, number)
        return Timing(numbering=numbering, said=said, period=period, read_against=period)
    proposed = propose(_clues(page, passages, vocabulary), volume, number)
    rule = numbering.rule or ("event_dates" if proposed else None)
    numbering = Numbering(volume=volume, number=number, proposed=proposed, rule=rule)
    return Timing(numbering=numbering, said=said, period=None, read_against=half_month(*proposed) if proposed else None)


def _clues(page: Page, passages: Sequence[Passage], vocabulary: Vocabulary) -> Clues:
    known = {entry.slug: entry.offices for entry in vocabulary.names.entries if entry.offices}
    named = {name.slug for names in find_names(passages, vocabulary, None) for name in names if name.slug}
    return Clues(
        day_months=[pair for passage in passages for pair in find_day_months(passage.text)],
        published_on=page.published_on,
        texts=[passage.text for passage in passages],
        offices=[known[slug] for slug in sorted(named & known.keys())],
    )


def _developments(
    layout: Layout, passages: Sequence[Passage], period: Days | None, vocabulary: Vocabulary
) -> tuple[DraftDevelopment, ...]:
    names = find_names(passages, vocabulary, period.start if period else None)
    amounts = find_amounts(passages, names)
    found = zip(layout.paragraphs, passages, names, amounts, strict=True)
    return tuple(
        _development(paragraph.headline, passage, Facts(names=named, amounts=sums), period, vocabulary)
        for paragraph, passage, named, sums in found
    )


def _development(
    headline: int | None, passage: Passage, found: Facts, period: Days | None, vocabulary: Vocabulary
) -> DraftDevelopment:
    countries = find_countries(passage, vocabulary)
    topics = find_topics(passage, countries, vocabulary)
    dates = _dates(passage.text, period)
    names: Sequence[FoundName] = found.names
    facts = Facts(topics=topics, countries=countries, names=names, amounts=found.amounts, dates=dates)
    return DraftDevelopment(
        headline=headline,
        title=compose_title(passage.headline, passage.text),
        summary=compose_summary(facts),
        source_text=passage.text,
        topics=tuple(topics),
        countries=tuple(countries),
        dates=dates,
        amounts=tuple(found.amounts),
        names=tuple(names),
    )


def _dates(text: str, period: Days | None) -> tuple[FoundDate, ...]:
    """The dates of a text; without a period only those that say their year."""
    if period is not None:
        return tuple(find_dates(text, period))
    one, other = (set(find_dates(text, far)) for far in TWO_YEARS if far is not None)
    return tuple(sorted(one & other, key=lambda found: (found.evidence.start or 0, found.start)))
