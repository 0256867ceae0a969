"""Documents of generated issues, as `api/indexing` makes them of stored ones (a test holds the two equal), but with no database."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache

from api.alliance_formats import alliance_format
from api.indexing.documents import country_pairs, spellings
from api.models.facts import DevelopmentFacts, HeadlineFacts, PersonRole
from api.models.stored import DevelopmentRecord, EntryRecord, HeadlineRecord, IssueRecord, Stamp
from api.money import Rates, read_rates
from api.names import name_key
from api.payers import Payer, payers
from api.record_ids import development_id, headline_id, issue_id
from api.rendering import (
    convert,
    headline_date,
    render_development,
    render_entry,
    render_headline,
    render_issue,
    render_payer,
    sorted_on,
    to_json,
)
from api.seeding.drafting import draft_of
from api.seeding.format import IssuePart
from api.settings import SEED_DATA
from bench.corpus import names
from bench.corpus.writing import Form
from search import DEVELOPMENT, HEADLINE, ISSUE, Document, Money, Span

STAMP = Stamp(revision=1, content_hash="", updated_at=datetime(2026, 1, 1, tzinfo=UTC))


def entry_documents() -> Iterator[Document]:
    """The vocabulary entries and the payers."""
    for kind, entries in names.vocabularies().items():
        for id, facts in entries.items():
            record = EntryRecord(kind, id, facts, STAMP)
            yield Document(
                kind=kind,
                id=id,
                label=facts.name,
                rendered=render_entry(record),
                order=(0, 0, getattr(facts, "position", 0)),
                updated_at=STAMP.updated_at,
                text={"names": spellings(facts)},
            )
    for payer in list(_payers().values())[: names.PAYERS]:
        rendered, text = render_payer(payer), {"names": (payer.label,)}
        yield Document(kind="payer", id=payer.slug, label=payer.label, rendered=rendered, text=text)


def issue_documents(form: Form) -> Iterator[Document]:
    """The developments, headlines and the issue itself."""
    issue = _record(form)
    whole = _issue(issue)
    yield from (_development(record, issue, whole) for record in issue.developments)
    yield from (_headline(line, issue, whole) for line in issue.headlines)
    yield whole


def _issue(issue: IssueRecord) -> Document:
    facts = issue.facts
    return Document(
        kind=ISSUE,
        id=issue.id,
        label=facts.title,
        rendered=to_json(render_issue(issue, _shown())),
        entry=True,
        order=(facts.volume, facts.number, 0),
        sorted_on=facts.period.start,
        published=Span(facts.period.start, facts.period.end),
        amounts=_money(issue.developments, issue),
        updated_at=STAMP.updated_at,
        text={"title": (facts.title,)},
        keywords={"issue": (issue.id,), "volume": (str(facts.volume),)},
    )


def _headline(line: HeadlineRecord, issue: IssueRecord, whole: Document) -> Document:
    return replace(
        whole,
        kind=HEADLINE,
        id=line.id,
        label=line.facts.text,
        rendered=to_json(render_headline(line, issue)),
        entry=False,
        parents=(issue.id,),
        order=(*whole.order[:2], line.position),
        sorted_on=headline_date(line, issue),
        amounts=_money(issue.developments_of(line.position), issue),
        text={},
    )


def _development(record: DevelopmentRecord, issue: IssueRecord, whole: Document) -> Document:
    facts = record.facts
    served = render_development(record, issue, _shown(), _rates())
    named = {
        "organization": facts.organizations,
        "person": tuple(person.person for person in facts.people),
        "initiative": facts.initiatives,
    }
    return replace(
        whole,
        kind=DEVELOPMENT,
        id=record.id,
        label=facts.title,
        rendered=to_json(served),
        parents=(served.headline.id, issue.id),
        order=(*whole.order[:2], record.position),
        sorted_on=sorted_on(facts, issue.facts),
        event_spans=tuple(Span(event.start, event.end) for event in facts.dates),
        amounts=_money([record], issue),
        text={
            "title": (facts.title,),
            "summary": (facts.summary,),
            "headline": (served.headline.text,),
            **{kind: _spelled(kind, slugs) for kind, slugs in named.items()},
            "purpose": tuple(amount.purpose for amount in facts.amounts if amount.purpose),
        },
        keywords={**whole.keywords, **_keywords(facts), **named},
    )


def _keywords(facts: DevelopmentFacts) -> dict[str, tuple[str, ...]]:
    return {
        "topic": facts.topics,
        "country": facts.countries,
        "country_pair": country_pairs(facts.countries),
        "alliance_format": (acting,) if (acting := alliance_format(facts.countries, facts.topics)) else (),
    }


def _record(form: Form) -> IssueRecord:
    """The issue as it would be stored."""
    draft = draft_of(IssuePart.model_validate(form))
    id = issue_id(draft.facts.volume, draft.facts.number)
    return IssueRecord(
        id=id,
        facts=draft.facts,
        stamp=STAMP,
        headlines=tuple(
            HeadlineRecord(headline_id(id, at), at, HeadlineFacts(text=line.text), STAMP)
            for at, line in enumerate(draft.headlines, start=1)
        ),
        developments=tuple(
            DevelopmentRecord(development_id(id, at), at, _resolved(part.facts), STAMP)
            for at, part in enumerate(draft.developments, start=1)
        ),
    )


def _resolved(facts: DevelopmentFacts) -> DevelopmentFacts:
    slugs = _slugs()
    return replace(
        facts,
        organizations=tuple(slugs["organization", name] for name in facts.organizations),
        people=tuple(PersonRole(slugs["person", person.person], person.role) for person in facts.people),
        initiatives=tuple(slugs["initiative", name] for name in facts.initiatives),
    )


def _money(records: Iterable[DevelopmentRecord], issue: IssueRecord) -> tuple[Money, ...]:
    found = []
    for record in records:
        for amount in record.facts.amounts:
            usd = convert(amount, sorted_on(record.facts, issue.facts), _rates())
            low, high = (usd.low, usd.high) if usd else (None, None)
            paying = tuple(p.slug for p in payers(amount.payer, _payers())) if amount.payer else ()
            found.append(Money(amount.currency, amount.low, amount.high, low, high, payers=paying))
    return tuple(found)


def _spelled(kind: str, slugs: Iterable[str]) -> tuple[str, ...]:
    return tuple(name for slug in slugs for name in _spellings()[kind, slug])


@cache
def _rates() -> Rates:
    return read_rates(SEED_DATA / "exchange_rates.yaml")


@cache
def _shown() -> dict[tuple[str, str], str]:
    return {(kind, id): facts.name for kind in names.NAMED for id, facts in names.vocabularies()[kind].items()}


@cache
def _slugs() -> dict[tuple[str, str], str]:
    return {(kind, name): id for (kind, id), name in _shown().items()}


@cache
def _spellings() -> dict[tuple[str, str], tuple[str, ...]]:
    return {(kind, id): spellings(names.vocabularies()[kind][id]) for kind, id in _shown()}


@cache
def _payers() -> dict[str, Payer]:
    return {name_key(facts.name): Payer(id, facts.name) for id, facts in names.vocabularies()["organization"].items()}
