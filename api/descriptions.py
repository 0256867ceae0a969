"""Descriptions: a whole filter in one English sentence."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from search import AmountFilter, Filters, Match, SearchQuery, Sort, SpanFilter, TermFilter

Label = Callable[[str, str], str | None]

ORDERS = {
    Sort.RELEVANCE: "best match first",
    Sort.DATE_DESC: "newest first",
    Sort.DATE_ASC: "oldest first",
    Sort.PUBLISHED_DESC: "latest published first",
    Sort.PUBLISHED_ASC: "earliest published first",
    Sort.USD_DESC: "largest amount first",
    Sort.USD_ASC: "smallest amount first",
}
NAMED = (
    ("alliance_format", "in {} format"),
    ("initiative", "within {}"),
    ("organization", "involving {}"),
    ("person", "mentioning {}"),
)
WITH_ARTICLE = (
    "United ",
    "Philippines",
    "Netherlands",
    "Bahamas",
    "Gambia",
    "Maldives",
    "Marshall ",
    "Solomon ",
    "Czech ",
)
SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))


def describe(query: SearchQuery, label: Label, noun: str = "Developments", order: str | None = None) -> str:
    """Return the sentence that says what a query asks, as `Developments on Space, newest first` does.

    `label` gives the name of a kind and id; `order` stands for a list with an order of its own, `""` for none.
    """
    phrases = [*filter(None, (_topics(query.filters, label), _countries(query.filters, label)))]
    clauses = [*filter(None, _clauses(query, label))]
    if not phrases:
        phrases, clauses = clauses[:1], clauses[1:]
    head = " ".join([noun, *phrases])
    return ", ".join([head, *clauses, *filter(None, [ORDERS[query.sort] if order is None else order])]) + "."


def _clauses(query: SearchQuery, label: Label) -> list[str | None]:
    filters = query.filters
    return [
        _words(query),
        *(_named(filters, name, form, label) for name, form in NAMED),
        _dates(filters.date, "with dates"),
        _amount(filters.amount, label),
        _where(filters),
        _dates(filters.published, "published"),
        _since(filters.updated_since),
    ]


def _listed(values: Sequence[str], joint: str) -> str:
    return values[0] if len(values) == 1 else f"{', '.join(values[:-1])} {joint} {values[-1]}"


def _combined(terms: TermFilter, verb: str, name: Callable[[str], str]) -> str | None:
    """Return `on A or B, on both C and D, but not on E`, what there is of it."""
    parts = []
    if terms.any_of:
        parts.append(f"{verb} {_listed([name(v) for v in terms.any_of], 'or')}")
    if terms.all_of:
        every = {1: "", 2: "both "}.get(len(terms.all_of), "all of ")
        parts.append(f"{verb} {every}{_listed([name(v) for v in terms.all_of], 'and')}")
    if terms.none_of:
        lead = "but not" if parts else "not"
        parts.append(f"{lead} {verb} {_listed([name(v) for v in terms.none_of], 'or')}")
    return " ".join(parts) or None


def _topics(filters: Filters, label: Label) -> str | None:
    return _combined(filters.term("topic"), "on", lambda slug: label("topic", slug) or slug)


def _countries(filters: Filters, label: Label) -> str | None:
    def name(code: str) -> str:
        text = label("country", code) or code
        return f"the {text}" if text.startswith(WITH_ARTICLE) else text

    text = _combined(filters.term("country"), "name", name)
    return text and f"that {text}".replace("that not name", "that do not name").replace(
        "but not name", "but do not name"
    )


def _words(query: SearchQuery) -> str | None:
    if query.q is None:
        return None
    lead = "matching any word of" if query.match is Match.ANY else "matching"
    return f"{lead} “{query.q}”" + ("" if query.synonyms else " without synonyms")


def _named(filters: Filters, kind: str, form: str, label: Label) -> str | None:
    values = filters.term(kind).any_of
    return form.format(_names(kind, values, label)) if values else None


def _names(kind: str, values: Sequence[str], label: Label) -> str:
    return _listed([label(kind, value) or value for value in values], "or")


def _where(filters: Filters) -> str | None:
    parts = []
    for name in ("issue", "volume"):
        values = filters.term(name).any_of
        if values:
            parts.append(f"in {name} {_listed(values, 'or')}")
    return " and ".join(parts) or None


def _dates(span: SpanFilter | None, lead: str) -> str | None:
    if span is None:
        return None
    if span.start and span.end:
        if span.start == span.end:
            return f"{lead} on {_day(span.start)}"
        return f"{lead} from {_day(span.start)} to {_day(span.end)}"
    if span.start:
        return f"{lead} from {_day(span.start)}"
    return f"{lead} up to {_day(span.end)}" if span.end else None


def _day(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def _since(moment: datetime | None) -> str | None:
    return f"changed since {_day(moment)} {moment:%H:%M} UTC" if moment else None


def _amount(amount: AmountFilter | None, label: Label) -> str | None:
    if amount is None:
        return None
    if amount.present is False:
        return "without an amount of money"
    payers = f" from {_names('payer', amount.payers, label)}" if amount.payers else ""
    unit = f" {_listed(amount.currencies, 'or')}" if amount.currencies else " in its own currency"
    ranges = [
        _range(amount.usd_min, amount.usd_max, lambda n: f"${_short(n)}"),
        _range(amount.amount_min, amount.amount_max, lambda n: f"{_short(n)}{unit}"),
    ]
    known = [text for text in ranges if text]
    if known:
        money = f"with an amount{payers} of {' and '.join(known)}"
        return money if ranges[1] or not amount.currencies else f"{money} written in{unit}"
    if amount.currencies:
        return f"with an amount{payers} in{unit}"
    return f"with money{payers}" if payers else "with an amount of money"


def _range(low: int | None, high: int | None, show: Callable[[int], str]) -> str | None:
    if low is not None and high is not None:
        return f"exactly {show(low)}" if low == high else f"{show(low)} to {show(high)}"
    if low is not None:
        return f"at least {show(low)}"
    return f"at most {show(high)}" if high is not None else None


def _short(number: int) -> str:
    """Return 2900000000 as `2.9 billion` where that loses nothing, else with thousands marked."""
    for size, name in SCALES:
        if number >= size and number % (size // 1000) == 0:
            return f"{number / size:g} {name}"
    return f"{number:,}"
