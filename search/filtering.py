"""What each filter means, said once in plain Python; engines must agree with it."""

from search.document import DEVELOPMENT, Document, Money, Span
from search.fields import EVERYWHERE
from search.query import AmountFilter, Filters, SpanFilter, TermFilter


def passes(document: Document, filters: Filters) -> bool:
    """Whether an entry meets all the filters."""
    if document.kind != DEVELOPMENT and bears_on_developments_only(filters):
        return False
    return (
        all(_terms_pass(document.keywords.get(name, ()), wanted) for name, wanted in filters.terms.items())
        and (filters.date is None or any(_overlaps(span, filters.date) for span in event_spans(document)))
        and (
            filters.published is None
            or (document.published is not None and _overlaps(document.published, filters.published))
        )
        and (filters.amount is None or amounts_pass(document.amounts, filters.amount))
        and (
            filters.updated_since is None
            or (document.updated_at is not None and document.updated_at >= filters.updated_since)
        )
    )


def bears_on_developments_only(filters: Filters) -> bool:
    """Whether a filter is set that leaves out everything but developments."""
    return (
        any(name not in EVERYWHERE for name in filters.terms)
        or filters.date is not None
        or filters.amount is not None
        or filters.updated_since is not None
    )


def everywhere(filters: Filters) -> Filters:
    """Return only the filters that bear on headlines and issues too."""
    terms = {name: wanted for name, wanted in filters.terms.items() if name in EVERYWHERE}
    return Filters(terms=terms, published=filters.published)


def event_spans(document: Document) -> tuple[Span, ...]:
    """Return the event dates, or the issue's period where there are none."""
    if document.event_spans or document.published is None:
        return document.event_spans
    return (document.published,)


def amounts_pass(amounts: tuple[Money, ...], wanted: AmountFilter) -> bool:
    """Whether one and the same amount meets all conditions."""
    if wanted.present is False:
        return not amounts and not asks_something(wanted)
    return any(amount_passes(amount, wanted) for amount in amounts)


def asks_something(wanted: AmountFilter) -> bool:
    """Whether an amount must be there for the conditions to be met, whatever `present` says."""
    figures = (wanted.usd_min, wanted.usd_max, wanted.amount_min, wanted.amount_max)
    return bool(wanted.currencies or wanted.payers) or any(figure is not None for figure in figures)


def amount_passes(amount: Money, wanted: AmountFilter) -> bool:
    """Whether an amount meets all conditions on amounts."""
    return (
        (not wanted.currencies or amount.currency in wanted.currencies)
        and (not wanted.payers or not set(wanted.payers).isdisjoint(amount.payers))
        and within(amount.usd_bottom, amount.usd_top, wanted.usd_min, wanted.usd_max)
        and within(amount.bottom, amount.top, wanted.amount_min, wanted.amount_max)
    )


def within(bottom: int | None, top: int | None, least: int | None, most: int | None) -> bool:
    """Whether known figures lie in a range; an unknown figure lies in none."""
    if least is None and most is None:
        return True
    if bottom is None or top is None:
        return False
    return (least is None or bottom >= least) and (most is None or top <= most)


def _terms_pass(values: tuple[str, ...], wanted: TermFilter) -> bool:
    return (
        (not wanted.any_of or any(value in values for value in wanted.any_of))
        and all(value in values for value in wanted.all_of)
        and not any(value in values for value in wanted.none_of)
    )


def _overlaps(span: Span, wanted: SpanFilter) -> bool:
    return (wanted.start is None or span.end >= wanted.start) and (wanted.end is None or span.start <= wanted.end)
