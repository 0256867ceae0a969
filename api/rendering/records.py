"""Issues, headlines and developments as they are served."""

from collections.abc import Mapping
from datetime import date, datetime

import orjson

from api.alliance_formats import alliance_format
from api.models import moment_text
from api.models.facts import DevelopmentFacts, IssueFacts
from api.models.stored import DevelopmentRecord, HeadlineRecord, IssueRecord
from api.money import Rates
from api.page_addresses import headline_page, item_page
from api.periods import primary_date
from api.rendering.amounts import render_amount
from api.rendering.tags import revision_tag
from api.schemas.records import (
    Basis,
    ContentsLine,
    Development,
    DevelopmentRef,
    EventDate,
    Headline,
    HeadlineRef,
    Issue,
    IssueRef,
    NamedRef,
    Out,
    Period,
    PersonRef,
    Precision,
    RecordLinks,
)

Names = Mapping[tuple[str, str], str]
"""(kind, slug) → name, of every organization, person and initiative that the records name."""


def to_json(served: Out) -> bytes:
    """The JSON object of an answer, as UTF-8; keys in the order of the schema."""
    return orjson.dumps(served.model_dump())


def sorted_on(facts: DevelopmentFacts, issue: IssueFacts) -> date:
    """A development's primary date."""
    return primary_date(((event.start, event.precision) for event in facts.dates), issue.period)


def headline_date(headline: HeadlineRecord, issue: IssueRecord) -> date:
    """A headline's date: the primary date of its first development, or the start of the issue's period."""
    first = next(iter(issue.developments_of(headline.position)), None)
    return issue.facts.period.start if first is None else sorted_on(first.facts, issue.facts)


def render_development(record: DevelopmentRecord, issue: IssueRecord, names: Names, rates: Rates) -> Development:
    """A development of an issue."""
    headline = next(line for line in issue.headlines if line.position == record.facts.headline)
    parent = HeadlineRef(id=headline.id, text=headline.facts.text)
    stamp = (record.stamp.revision, record.stamp.updated_at)
    return development_as(record.id, record.facts, (issue.id, issue.facts), parent, names, rates, stamp)


def development_as(  # noqa: PLR0917 - the parts of one state, all different
    id: str,
    facts: DevelopmentFacts,
    issue: tuple[str, IssueFacts],
    headline: HeadlineRef,
    names: Names,
    rates: Rates,
    stamp: tuple[int, datetime],
) -> Development:
    """A development put together from one state: `issue` is (id, facts), `stamp` (revision, moment)."""
    on = sorted_on(facts, issue[1])
    return Development(
        id=id,
        title=facts.title,
        summary=facts.summary,
        partial=facts.partial,
        topics=list(facts.topics),
        countries=list(facts.countries),
        alliance_format=alliance_format(facts.countries, facts.topics),
        published=_period(issue[1]),
        sorted_on=on.isoformat(),
        dates=_dates(facts),
        amounts=[render_amount(amount, on, rates) for amount in facts.amounts],
        organizations=[NamedRef(slug=slug, name=names["organization", slug]) for slug in facts.organizations],
        people=[PersonRef(slug=p.person, name=names["person", p.person], role=p.role) for p in facts.people],
        initiatives=[NamedRef(slug=slug, name=names["initiative", slug]) for slug in facts.initiatives],
        issue=IssueRef(id=issue[0], title=issue[1].title),
        headline=headline,
        revision=stamp[0],
        updated_at=moment_text(stamp[1]),
        links=_links("developments", id, issue[0], issue[1].source_url),
    )


def render_headline(record: HeadlineRecord, issue: IssueRecord) -> Headline:
    """A headline with the developments that belong to it."""
    developments = _references(record, issue)
    return Headline(
        id=record.id,
        text=record.facts.text,
        position=record.position,
        issue=IssueRef(id=issue.id, title=issue.facts.title),
        development=developments[0] if developments else None,
        developments=developments,
        published=_period(issue.facts),
        sorted_on=headline_date(record, issue).isoformat(),
        revision=record.stamp.revision,
        updated_at=moment_text(record.stamp.updated_at),
        links=_links("headlines", record.id, issue.id, issue.facts.source_url),
    )


def render_issue(record: IssueRecord, names: Names) -> Issue:
    """An issue with its table of contents."""
    facts = record.facts
    return Issue(
        id=record.id,
        volume=facts.volume,
        number=facts.number,
        title=facts.title,
        occasion=facts.occasion,
        published=_period(facts),
        sorted_on=facts.period.start.isoformat(),
        publisher=facts.publisher,
        source_url=facts.source_url,
        headlines=[_contents(line, record) for line in record.headlines],
        revision=record.stamp.revision,
        revision_tag=revision_tag(record, names),
        updated_at=moment_text(record.stamp.updated_at),
        links=_links("issues", record.id, record.id, facts.source_url),
    )


def _contents(line: HeadlineRecord, issue: IssueRecord) -> ContentsLine:
    developments = _references(line, issue)
    first = developments[0] if developments else None
    return ContentsLine(
        id=line.id, text=line.facts.text, position=line.position, development=first, developments=developments
    )


def _references(line: HeadlineRecord, issue: IssueRecord) -> list[DevelopmentRef]:
    return [DevelopmentRef(id=d.id, title=d.facts.title) for d in issue.developments_of(line.position)]


def _period(issue: IssueFacts) -> Period:
    period = issue.period
    return Period(
        start=period.start.isoformat(),
        end=period.end.isoformat(),
        precision=Precision(period.precision),
        basis=Basis(period.basis),
    )


def _dates(facts: DevelopmentFacts) -> list[EventDate]:
    return [
        EventDate(
            start=event.start.isoformat(),
            end=event.end.isoformat(),
            precision=Precision(event.precision),
            label=event.label,
            raw=event.raw,
            basis=Basis(event.basis),
        )
        for event in facts.dates
    ]


def _links(room: str, id: str, issue: str, source: str | None) -> RecordLinks:
    similar = f"/v1/developments/{id}/similar" if room == "developments" else None
    own = f"/v1/{room}/{id}"
    page = headline_page(issue, id) if room == "headlines" else item_page(own)
    return RecordLinks(self=own, html=page, issue=f"/v1/issues/{issue}", similar=similar, source=source)
