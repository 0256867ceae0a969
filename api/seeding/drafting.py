"""Drafting: a checked issue file becomes a draft to publish."""

from api.models.facts import AmountFacts, DateFacts, DevelopmentFacts, IssueFacts, PersonRole
from api.periods import issue_period
from api.publishing import DevelopmentDraft, HeadlineDraft, IssueDraft
from api.qualifiers import bounds
from api.record_ids import position_of
from api.seeding.format import AmountPart, DevelopmentPart, IssuePart


def draft_of(issue: IssuePart) -> IssueDraft:
    """The draft of an issue that `IssueChecker` found right."""
    period = issue_period(issue.volume, issue.number, issue.period.start, issue.period.end)
    facts = IssueFacts(
        volume=issue.volume,
        number=issue.number,
        title=issue.title,
        period=period,
        occasion=issue.occasion,
        publisher=issue.publisher,
        source_url=issue.source_url,
    )
    return IssueDraft(
        facts=facts,
        headlines=tuple(HeadlineDraft(text=line.text, revision=line.revision) for line in issue.headlines),
        developments=tuple(map(development_of, issue.developments)),
        revision=issue.revision,
    )


def development_of(part: DevelopmentPart) -> DevelopmentDraft:
    """The draft of a development that is right in itself."""
    facts = DevelopmentFacts(
        headline=part.headline,
        title=part.title,
        summary=part.summary,
        partial=part.partial,
        topics=tuple(part.topics),
        countries=tuple(part.countries),
        dates=tuple(DateFacts(**event.model_dump()) for event in part.dates),
        amounts=tuple(map(_amount, part.amounts)),
        organizations=tuple(part.organizations),
        people=tuple(PersonRole(person.name, person.role) for person in part.people),
        initiatives=tuple(part.initiatives),
        evidence=tuple(found.model_dump() for found in part.evidence),
    )
    return DevelopmentDraft(
        facts=facts,
        position=None if part.id is None else position_of(part.id),
        revision=part.revision,
        source_text=part.source_text,
    )


def _amount(part: AmountPart) -> AmountFacts:
    low, high = (part.low, part.high) if part.value is None else bounds(part.value, part.qualifier)
    kept = part.model_dump(exclude={"value", "low", "high"})
    return AmountFacts(low=low, high=high, **kept)
