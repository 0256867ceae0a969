"""The questions of a run: sixteen classes drawn from a corpus, in a form that every engine's adapter translates."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any, TypeVar

from bench.survey import Survey
from search import FACETS as EVERY_FACET
from search import AmountFilter, Filters, Match, SearchQuery, Sort, SortKey, SpanFilter, TermFilter
from search.analysis import term_of

EACH = 6
"""Questions of a class."""
FACETS = ("topic", "country", "year")
EVERYTHING = ("*",)
"""Stands for every facet that an engine has."""
DEEP = 1_000
ALL, ANY, PHRASE, PREFIX = "all", "any", "phrase", "prefix"
RELEVANCE, BY_DATE, BY_USD = "relevance", "date", "usd"
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked, in nobody's syntax. `months` are the first and the last one, as numbers of `bench.rows.month_of`."""

    kind: str
    words: tuple[str, ...] = ()
    mode: str = ALL
    topic: str | None = None
    country: str | None = None
    months: tuple[int, int] | None = None
    usd_min: int | None = None
    sort: str = RELEVANCE
    facets: tuple[str, ...] = ()
    highlight: bool = False
    offset: int = 0
    limit: int = 20

    @property
    def terms(self) -> tuple[str, ...]:
        """The words as they stand in rows."""
        return self.words if self.mode == PREFIX else tuple(term_of(word)[1] for word in self.words)

    def to_json(self) -> dict[str, Any]:
        """What is sent to the process of an engine."""
        return {**asdict(self), "terms": self.terms}


def from_json(sent: Mapping[str, Any]) -> Question:
    """The question that was sent."""
    tuples = {key: tuple(sent[key]) if sent[key] else sent[key] or () for key in ("words", "facets")}
    months = tuple(sent["months"]) if sent["months"] else None
    return Question(**{k: v for k, v in sent.items() if k != "terms"} | tuples | {"months": months})


def questions(survey: Survey) -> list[Question]:
    """EACH questions of each of the sixteen classes (fewer only where a corpus is too small)."""
    drawn = [*_by_words(survey), *_by_filters(survey), *_by_form(survey)]
    order = {kind: at for at, kind in enumerate(dict.fromkeys(question.kind for question in drawn))}
    return sorted(drawn, key=lambda question: order[question.kind])


def _by_words(survey: Survey) -> Iterator[Question]:
    middling, common = spread(survey.between(0.01, 0.1), 2 * EACH), spread(survey.between(0.1, 0.4), 2 * EACH)
    for word in spread(survey.rare(), EACH):
        yield Question(kind="rare word", words=(word,))
    for word in spread(common, EACH):
        yield Question(kind="common word", words=(word,))
    for pair in list(zip(common, middling, strict=False))[:EACH]:
        yield Question(kind="AND", words=pair)
        yield Question(kind="OR", words=pair, mode=ANY)
    for pair in spread(survey.phrases()[:200], EACH):
        yield Question(kind="phrase", words=pair, mode=PHRASE)
    for text in spread(survey.prefixes(3, 400)[:100], EACH):
        yield Question(kind="prefix", words=(text,), mode=PREFIX)


def _by_filters(survey: Survey) -> Iterator[Question]:
    words = spread(survey.between(0.05, 0.3), EACH)
    topics, countries = ranked(survey.found.topics), ranked(survey.found.countries)
    months, dollars = sorted(survey.found.months), sorted(survey.found.dollars) or [0]
    for at, word in enumerate(words):
        topic, country = topics[at % len(topics)], countries[at % len(countries)]
        first = months[at * len(months) // (EACH + 1)]
        span, usd_min = (first, first + len(months) // 4), dollars[at * len(dollars) // (2 * EACH)]
        yield Question(kind="filter topic", words=(word,), topic=topic)
        yield Question(kind="filter country", words=(word,), country=country)
        yield Question(kind="filter date", words=(word,), months=span)
        yield Question(kind="filter amount", words=(word,), usd_min=usd_min)
        yield Question(kind="all filters", words=(word,), topic=topic, country=country, months=span, usd_min=dollars[0])


def _by_form(survey: Survey) -> Iterator[Question]:
    topics, words = ranked(survey.found.topics), spread(survey.between(0.05, 0.4), EACH)
    for at, word in enumerate(words):
        topic = topics[(at - 1) % len(topics)] if at else None
        yield Question(kind="browse", topic=topic, sort=BY_DATE)
        yield Question(kind="facets", words=(word,), facets=FACETS)
        yield Question(kind="highlights", words=(word,), highlight=True)
        yield Question(kind="sort", words=(word,), sort=BY_USD if at % 2 else BY_DATE)
    for word in survey.between(0.2, 1)[:EACH]:
        holders = survey.found.terms[term_of(word)[1]]
        yield Question(kind="deep page", words=(word,), offset=min(DEEP, holders // 2))


def costliest(survey: Survey) -> dict[str, Question]:
    """The dearest questions that the limits allow, or would allow if a prefix might have one letter."""
    often = [word for word in survey.between(0.02, 1) if len(word) <= 11]
    one_letter = max("abcdefghijklmnopqrstuvwxyz", key=lambda letter: _begun(survey, letter))
    return {
        "prefix of one letter": Question(kind="costly", words=(one_letter,), mode=PREFIX),
        "60 common words, OR": Question(kind="costly", words=tuple(often[:60]), mode=ANY),
        "phrase of three stop words": Question(kind="costly", words=tuple(survey.stop_words()[:3]), mode=PHRASE),
        "everything faceted": Question(kind="costly", sort=BY_DATE, facets=EVERYTHING),
    }


def _begun(survey: Survey, letter: str) -> int:
    return sum(word.startswith(letter) for word in survey.found.words)


def to_search_query(question: Question, after: SortKey | None = None) -> SearchQuery:
    """The question as our own engine is asked it; `after` is the place of a deep page."""
    sorts = {RELEVANCE: Sort.RELEVANCE, BY_DATE: Sort.DATE_DESC, BY_USD: Sort.USD_DESC}
    terms = {name: TermFilter((value,)) for name in ("topic", "country") if (value := getattr(question, name))}
    span = question.months and SpanFilter(_first_day(question.months[0]), _last_day(question.months[1]))
    amount = None if question.usd_min is None else AmountFilter(usd_min=question.usd_min)
    return SearchQuery(
        q=_q(question) if question.words else None,
        match=Match.ALL,
        synonyms=False,
        filters=Filters(terms=terms, date=span or None, amount=amount),
        sort=sorts[question.sort],
        limit=question.limit,
        after=after,
        facets=EVERY_FACET if question.facets == EVERYTHING else question.facets,
        highlight=question.highlight,
    )


def _q(question: Question) -> str:
    match question.mode:
        case "phrase":
            return '"' + " ".join(question.words) + '"'
        case "prefix":
            return question.words[0] + "*"
        case "any":
            return " OR ".join(question.words)
        case _:
            return " ".join(question.words)


def _first_day(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)


def _last_day(month: int) -> date:
    return _first_day(month + 1) - timedelta(days=1)


def spread(found: list[T], count: int) -> list[T]:
    """That many, evenly spread over a list."""
    return [found[at * len(found) // count] for at in range(min(count, len(found)))]


def ranked(counts: Mapping[T, int]) -> list[T]:
    """Keys, the largest count first."""
    return sorted(counts, key=lambda key: (-counts[key], str(key)))
