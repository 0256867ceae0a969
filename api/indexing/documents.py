"""Documents of issues: each issue, headline and development as the index sees it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from sqlalchemy.orm import Session

from api.models.facts import AmountFacts, DevelopmentFacts, EntryFacts
from api.models.stored import DevelopmentRecord, HeadlineRecord, IssueRecord
from api.money import Rates
from api.payers import payer_keys, payers
from api.rendering import (
    convert,
    headline_date,
    render_development,
    render_headline,
    render_issue,
    sorted_on,
    to_json,
)
from api.repositories.issues import issue_pages, load_issues
from api.repositories.usage import known_payers
from api.repositories.vocabulary import load_entries
from search import DEVELOPMENT, HEADLINE, ISSUE, Document, Money, Span

PAGE = 50
"""Issues read at once."""


def documents_of_issue(session: Session, issue_id: str, rates: Rates) -> list[Document]:
    """The documents of one issue: developments, headlines, the issue; none when it is not live."""
    return list(documents_of_issues(session, [issue_id], rates))


def documents_of_issues(session: Session, issue_ids: Sequence[str], rates: Rates) -> Iterator[Document]:
    """The documents of issues, in pages; the session forgets each page."""
    for start in range(0, len(issue_ids), PAGE):
        yield from _page(session, load_issues(session, issue_ids[start : start + PAGE]), rates)
        session.expunge_all()


def all_issue_documents(session: Session, rates: Rates) -> Iterator[Document]:
    """The documents of every live issue, by volume and number, in bounded memory."""
    for issues in issue_pages(session, size=PAGE):
        yield from _page(session, issues, rates)


def _page(session: Session, issues: Sequence[IssueRecord], rates: Rates) -> Iterator[Document]:
    facts = [development.facts for issue in issues for development in issue.developments]
    known = _Known(session, facts, rates)
    for issue in issues:
        yield from (_development(record, issue, known) for record in issue.developments)
        yield from (_headline(record, issue, known) for record in issue.headlines)
        yield _issue(issue, known)


class _Known:
    """What the developments of a page name: entries with their aliases, payers, rates."""

    def __init__(self, session: Session, facts: Iterable[DevelopmentFacts], rates: Rates) -> None:
        self.rates = rates
        said = list(facts)
        named = {
            "organization": {slug for development in said for slug in development.organizations},
            "person": {person.person for development in said for person in development.people},
            "initiative": {slug for development in said for slug in development.initiatives},
        }
        entries = [e for kind, ids in named.items() for e in load_entries(session, kind, ids, withdrawn=True)]
        self.entries: Mapping[tuple[str, str], EntryFacts] = {(e.kind, e.id): e.facts for e in entries}
        self.names = {key: entry.name for key, entry in self.entries.items()}
        texts = {amount.payer for development in said for amount in development.amounts if amount.payer}
        self._payers = known_payers(session, {key for text in texts for key in payer_keys(text)})

    def spellings(self, kind: str, ids: Iterable[str]) -> tuple[str, ...]:
        """Names, Japanese names and aliases of entries, as separate values."""
        return tuple(name for id in dict.fromkeys(ids) for name in spellings(self.entries[kind, id]))

    def money(self, records: Iterable[DevelopmentRecord], issue: IssueRecord) -> tuple[Money, ...]:
        """The amounts of developments with their dollars."""
        return tuple(self._money(amount, record, issue) for record in records for amount in record.facts.amounts)

    def _money(self, amount: AmountFacts, record: DevelopmentRecord, issue: IssueRecord) -> Money:
        usd = convert(amount, sorted_on(record.facts, issue.facts), self.rates)
        return Money(
            currency=amount.currency,
            low=amount.low,
            high=amount.high,
            usd_low=usd.low if usd else None,
            usd_high=usd.high if usd else None,
            counted=amount.not_counted is None,
            payers=tuple(payer.slug for payer in payers(amount.payer, self._payers)) if amount.payer else (),
        )


def spellings(entry: EntryFacts) -> tuple[str, ...]:
    """Every form of an entry's name, each once, the one shown first."""
    forms = [entry.name, entry.name_ja]
    for more in ("aliases", "adjectives", "acronyms"):
        forms += getattr(entry, more, ())
    return tuple(dict.fromkeys(form for form in forms if form))


@dataclass(frozen=True, slots=True)
class _Place:
    """What all documents of an issue share."""

    published: Span
    keywords: Mapping[str, tuple[str, ...]]
    numbers: tuple[int, int]


def _place(issue: IssueRecord) -> _Place:
    facts = issue.facts
    keywords = {"issue": (issue.id,), "volume": (str(facts.volume),)}
    return _Place(Span(facts.period.start, facts.period.end), keywords, (facts.volume, facts.number))


def _development(record: DevelopmentRecord, issue: IssueRecord, known: _Known) -> Document:
    facts, place = record.facts, _place(issue)
    served = render_development(record, issue, known.names, known.rates)
    people = tuple(dict.fromkeys(person.person for person in facts.people))
    return Document(
        kind=DEVELOPMENT,
        id=record.id,
        label=facts.title,
        rendered=to_json(served),
        entry=True,
        parents=(served.headline.id, issue.id),
        order=(*place.numbers, record.position),
        sorted_on=sorted_on(facts, issue.facts),
        published=place.published,
        event_spans=tuple(Span(event.start, event.end) for event in facts.dates),
        amounts=known.money([record], issue),
        updated_at=record.stamp.updated_at,
        text={
            "title": (facts.title,),
            "summary": (facts.summary,),
            "headline": (served.headline.text,),
            "organization": known.spellings("organization", facts.organizations),
            "person": known.spellings("person", people),
            "initiative": known.spellings("initiative", facts.initiatives),
            "purpose": tuple(amount.purpose for amount in facts.amounts if amount.purpose),
        },
        keywords={
            **place.keywords,
            "topic": facts.topics,
            "country": facts.countries,
            "country_pair": country_pairs(facts.countries),
            "alliance_format": (served.alliance_format,) if served.alliance_format else (),
            "organization": facts.organizations,
            "person": people,
            "initiative": facts.initiatives,
        },
    )


def country_pairs(codes: Iterable[str]) -> tuple[str, ...]:
    """Every two countries, each pair in alphabetical order: `JP-PH`."""
    return tuple("-".join(pair) for pair in combinations(sorted(set(codes)), 2))


def _headline(record: HeadlineRecord, issue: IssueRecord, known: _Known) -> Document:
    developments, place = issue.developments_of(record.position), _place(issue)
    alone = not developments
    return Document(
        kind=HEADLINE,
        id=record.id,
        label=record.facts.text,
        rendered=to_json(render_headline(record, issue)),
        entry=alone,
        parents=(issue.id,),
        order=(*place.numbers, record.position),
        sorted_on=headline_date(record, issue),
        published=place.published,
        amounts=known.money(developments, issue),
        updated_at=record.stamp.updated_at,
        text={"headline": (record.facts.text,)} if alone else {},
        keywords=place.keywords,
    )


def _issue(issue: IssueRecord, known: _Known) -> Document:
    facts, place = issue.facts, _place(issue)
    return Document(
        kind=ISSUE,
        id=issue.id,
        label=facts.title,
        rendered=to_json(render_issue(issue, known.names)),
        entry=True,
        order=(*place.numbers, 0),
        sorted_on=facts.period.start,
        published=place.published,
        amounts=known.money(issue.developments, issue),
        updated_at=issue.stamp.updated_at,
        text={"title": (facts.title, facts.occasion) if facts.occasion else (facts.title,)},
        keywords=place.keywords,
    )
