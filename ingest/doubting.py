"""Doubting: what is missing, doubtful or contradictory in a draft, gathered for the editor."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.doubts import doubt
from ingest.draft import Days, DraftDevelopment, DraftWarning, Evidence, Numbering
from ingest.extract import LONGEST
from ingest.layouts import Layout, ends_whole
from ingest.numbering import Statement, conflicts
from ingest.periods import FIRST_YEAR, days_away
from ingest.wording import word_amount, word_date

FAR_DAYS = 120
"""Events farther from the issue's period are doubtful (contract, section 1)."""
FINE = frozenset({"day", "part-of-month", "half-month", "month"})
UNSURE = 0.5
FEW_EVENTS = 2
REASONS = {"repeat": "repeat", "running_total": "running total", "past_cost": "past cost"}
SHOWN = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubts:
    """All that can be doubted of an issue: how it was laid out, numbered and dated, and its developments."""

    layout: Layout
    numbering: Numbering
    said: Sequence[Statement]
    period: Days | None
    read_against: Days | None
    day_months: int
    developments: Sequence[DraftDevelopment]


def warnings_of(issue: Doubts) -> tuple[DraftWarning, ...]:
    """The warnings of a draft: of its layout, its numbering, then each development in turn; a name is warned of once."""
    found = [*_of_layout(issue.layout), *_of_numbering(issue)]
    for place, development in enumerate(issue.developments):
        found += _of_development(development, f"/developments/{place}", issue.read_against)
    found += _of_names(issue.developments)
    if issue.developments:
        found.append(doubt("summaries_composed", "/developments"))
    return tuple(found)


def _of_layout(layout: Layout) -> Iterator[DraftWarning]:
    headlines, paragraphs = len(layout.headlines), len(layout.paragraphs)
    if headlines != paragraphs:
        yield doubt("headline_count_differs", "/headlines", headlines=headlines, paragraphs=paragraphs)
    for place, paragraph in enumerate(layout.paragraphs):
        if paragraph.headline is None and headlines:
            yield doubt("paragraph_unmatched", f"/developments/{place}/headline")
    for text in layout.repeated:
        yield doubt("duplicate_paragraph", "/developments", start=_opening(text))
    for text in layout.left_out:
        yield doubt("text_left_out", "/developments", start=_opening(text))
    if layout.more_digests:
        yield doubt("second_digest")
    for year in layout.footer_years:
        yield doubt("footer_year_ignored", "/period", year=year)


def _of_numbering(issue: Doubts) -> Iterator[DraftWarning]:
    volume, number = issue.numbering.volume, issue.numbering.number
    taken = f"{volume}.{number}"
    if conflicts(tuple(issue.said)):
        yield doubt("number_conflict", "/number", said="; ".join(map(str, issue.said)), taken=taken)
    if volume is None or number is None:
        yield doubt("number_missing", "/number", proposal=_proposal(issue))
        if issue.read_against is not None:
            against = issue.read_against
            yield doubt("dates_by_proposal", "/developments", start=against.start, end=against.end)
        elif issue.day_months:
            yield doubt("dates_not_placed", "/developments", count=issue.day_months)
    elif issue.period is None:
        yield doubt("number_impossible", "/number", taken=taken)
    elif not _fits(issue):
        start, end = issue.period.start, issue.period.end
        yield doubt("number_doubtful", "/number", count=issue.day_months, start=start, end=end, taken=taken)


def _proposal(issue: Doubts) -> str:
    proposed = issue.numbering.proposed
    if proposed is None:
        return "The page does not tell enough of its time to propose them."
    return f"Proposed from the dates of its events: {proposed[0]}.{proposed[1]} ({FIRST_YEAR + proposed[0]})."


def _fits(issue: Doubts) -> bool:
    """Whether an event lies in the period, or too few are dated to say so."""
    days = [found for one in issue.developments for found in one.dates if found.precision == "day"]
    if issue.period is None or len(days) < FEW_EVENTS:
        return True
    return any(days_away(found.start, found.end, issue.period) == 0 for found in days)


def _of_development(development: DraftDevelopment, at: str, period: Days | None) -> Iterator[DraftWarning]:
    if not ends_whole(development.source_text):
        yield doubt("text_cut_off", f"{at}/source_text", end=f"…{development.source_text[-30:]}")
    if len(development.source_text) > LONGEST:
        length = len(development.source_text)
        yield doubt("text_read_in_part", f"{at}/source_text", length=length, read=LONGEST)
    for key in ("dates", "topics", "countries"):
        if not getattr(development, key):
            yield doubt(MISSING[key], f"{at}/{key}")
    yield from _of_dates(development, at, period)
    for place, amount in enumerate(development.amounts):
        if amount.not_counted:
            reason = REASONS[amount.not_counted]
            yield doubt("amount_not_counted", f"{at}/amounts/{place}", amount=word_amount(amount), reason=reason)
    for where, fact, evidence in _facts(development):
        if evidence and max(one.confidence for one in evidence) < UNSURE:
            yield doubt("unsure_fact", f"{at}/{where}", fact=fact)


MISSING = {"dates": "no_date", "topics": "no_topic", "countries": "no_country"}


def _of_dates(development: DraftDevelopment, at: str, period: Days | None) -> Iterator[DraftWarning]:
    for place, found in enumerate(development.dates):
        away = days_away(found.start, found.end, period) if period and found.precision in FINE else 0
        if away > FAR_DAYS:
            raw = found.evidence.raw or word_date(found)
            yield doubt("date_far_away", f"{at}/dates/{place}", raw=raw, start=found.start, days=away)


def _facts(development: DraftDevelopment) -> Iterator[tuple[str, str, Sequence[Evidence]]]:
    """Each fact of a development as its place, its words and its evidence; unknown names are warned of on their own."""
    for place, topic in enumerate(development.topics):
        yield f"topics/{place}", f"topic {topic.slug}", topic.evidence
    for place, country in enumerate(development.countries):
        yield f"countries/{place}", f"country {country.code}", country.evidence
    for place, found in enumerate(development.dates):
        yield f"dates/{place}", f"date {word_date(found)}", (found.evidence,)
    for place, amount in enumerate(development.amounts):
        yield f"amounts/{place}", f"amount {word_amount(amount)}", (amount.evidence,)
    for place, name in enumerate(development.names):
        if name.slug is not None:
            yield f"names/{place}", f"{name.kind} {name.name}", name.evidence


def _of_names(developments: Sequence[DraftDevelopment]) -> Iterator[DraftWarning]:
    seen: set[tuple[str, str]] = set()
    for at, development in enumerate(developments):
        for place, name in enumerate(development.names):
            if name.slug is None and (name.kind, name.name) not in seen:
                seen.add((name.kind, name.name))
                yield doubt("unknown_name", f"/developments/{at}/names/{place}", kind=name.kind, name=name.name)


def _opening(text: str) -> str:
    return f"“{text[:SHOWN]}…”" if len(text) > SHOWN else f"“{text}”"
