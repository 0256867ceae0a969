"""Random small archives, queries and batches, with few words and values, so that queries hit."""

from datetime import UTC, date, datetime, timedelta
from itertools import combinations
from typing import Any

import orjson
from hypothesis import strategies as st

from search import (
    DEVELOPMENT,
    FACETS,
    HEADLINE,
    ISSUE,
    RECORD_KINDS,
    AmountFilter,
    Batch,
    Document,
    Filters,
    Match,
    Money,
    SearchQuery,
    Sort,
    Span,
    SpanFilter,
    TermFilter,
)

WORDS = (
    "US U.S. Japan Japan's US-Japan missile missiles missile-defense defense command and control C2 F-16 F-16s SM-3 2+2 "
    "Economic S&TF the summit space rover Artemis NASA chip chips semiconductor <b> & 1,400 指揮統制 首脳会談 日米 ﾐｻｲﾙ"
).split()
TOPICS = ("defense", "economic", "space")
COUNTRIES = ("JP", "PH", "US")
NAMES = {
    "organization": {"nasa": ("NASA", "National Aeronautics and Space Administration"), "meti": ("METI", "経済産業省")},
    "person": {"kishida": ("Fumio Kishida", "岸田文雄"), "nelson": ("Bill Nelson",)},
    "initiative": {"artemis": ("Artemis program", "Artemis"), "dicas": ("DICAS",)},
}
PAYERS = ("ibm", "japan")
FIGURES = (0, 1, 999_999, 1_000_000, 9_999_999, 200_000_000, 2_900_000_000, 10_000_000_000, 3 * 10**18)
ISSUES = ((3, 7), (3, 9), (3, 10), (4, 1))
FIRST_DAY = date(2023, 12, 1)

texts = st.lists(st.sampled_from(WORDS), min_size=4, max_size=10).map(" ".join)
days = st.integers(0, 150).map(lambda n: FIRST_DAY + timedelta(days=n))
moments = st.integers(0, 5).map(lambda n: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(days=n, microseconds=n))
figures = st.sampled_from(FIGURES)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    start = draw(days)
    return Span(start, start + timedelta(days=draw(st.integers(0, 40))))


@st.composite
def amounts(draw: st.DrawFn) -> Money:
    """Exact, a range, or open on one side; in dollars, or in yen that are converted or not."""
    low, high = sorted((draw(figures), draw(figures)))
    side = draw(st.sampled_from(("both", "low", "high")))
    ends = (low if side != "high" else None, high if side != "low" else None)
    more = {"counted": draw(st.booleans()), "payers": draw(some(PAYERS))}
    match draw(st.sampled_from(("USD", "JPY", "unconverted"))):
        case "USD":
            return Money("USD", *ends, *ends, **more)
        case "JPY":
            return Money("JPY", *ends, *(None if end is None else end // 150 for end in ends), **more)
        case _:
            return Money("KRW", *ends, None, None, **more)


def one_in(several: int) -> st.SearchStrategy[bool]:
    """True seldom."""
    return st.sampled_from((*(False,) * (several - 1), True))


def some(values: Any, most: int = 2) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(st.sampled_from(sorted(values)), max_size=most, unique=True).map(tuple)


@st.composite
def developments(draw: st.DrawFn, issue: tuple[int, int], number: int, period: Span) -> Document:
    id = f"{issue[0]}.{issue[1]}"
    title, summary = draw(texts), draw(texts)
    countries = sorted(draw(some(COUNTRIES, 3)))
    slugs = {field: draw(some(names)) for field, names in NAMES.items()}
    money = draw(st.lists(amounts(), max_size=2).map(tuple))
    event_spans = draw(st.lists(spans(), max_size=2).map(tuple))
    named = {field: tuple(n for slug in found for n in NAMES[field][slug]) for field, found in slugs.items()}
    return Document(
        kind=DEVELOPMENT,
        id=f"{id}-d{number}",
        label=title,
        rendered=orjson.dumps({"title": title, "summary": summary}),
        entry=True,
        parents=(f"{id}-h{number}", id),
        order=(*issue, number),
        sorted_on=event_spans[0].start if event_spans else draw(st.sampled_from((period.start, None))),
        published=period,
        event_spans=event_spans,
        amounts=money,
        updated_at=draw(st.none() | moments),
        text={
            "title": (title,),
            "summary": (summary,),
            "purpose": draw(st.lists(texts, max_size=2).map(tuple)),
            **named,
        },
        keywords={
            "topic": draw(some(TOPICS)),
            "country": tuple(countries),
            "country_pair": tuple(f"{a}-{b}" for a, b in combinations(countries, 2)),
            **slugs,
            "alliance_format": draw(some(("bilateral", "quad"), 1)),
            "issue": (id,),
            "volume": (str(issue[0]),),
        },
    )


@st.composite
def issues(draw: st.DrawFn, issue: tuple[int, int]) -> list[Document]:
    """An issue with its headlines, some with a development."""
    id = f"{issue[0]}.{issue[1]}"
    keywords = {"issue": (id,), "volume": (str(issue[0]),)}
    period = draw(spans())
    found: list[Document] = []
    for number in range(1, draw(st.sampled_from((3, 2, 1, 0))) + 1):
        own = [draw(developments(issue, number, period))] if draw(st.sampled_from((True, True, False))) else []
        text = draw(texts)
        common = {"order": (*issue, number), "published": period, "keywords": keywords, "parents": (id,)}
        found += own
        found.append(
            Document(
                kind=HEADLINE,
                id=f"{id}-h{number}",
                label=text,
                rendered=orjson.dumps({"text": text}),
                entry=not own,
                sorted_on=period.start,
                amounts=tuple(a for d in own for a in d.amounts),
                text={} if own else {"headline": (text,)},
                **common,
            )
        )
    title = draw(texts)
    rendered = orjson.dumps({"title": title})
    money = tuple(a for d in found if d.kind == DEVELOPMENT for a in d.amounts)
    common = {"kind": ISSUE, "id": id, "label": title, "rendered": rendered, "entry": True, "order": (*issue, 0)}
    common |= {"sorted_on": period.start, "published": period, "amounts": money, "keywords": keywords}
    return [*found, Document(**common, text={"title": (title,)})]


def vocabulary() -> list[Document]:
    entries = [(kind, slug, names) for kind, rows in NAMES.items() for slug, names in rows.items()]
    entries += [("topic", slug, (slug.title(),)) for slug in TOPICS]
    entries += [("country", "JP", ("Japan", "日本")), ("payer", "ibm", ("IBM",))]
    return [
        Document(kind=kind, id=slug, label=names[0], rendered=orjson.dumps({"slug": slug}), text={"names": names})
        for kind, slug, names in entries
    ]


@st.composite
def archives(draw: st.DrawFn) -> list[Document]:
    chosen = draw(st.lists(st.sampled_from(ISSUES), min_size=draw(st.sampled_from((2, 3, 0))), max_size=3, unique=True))
    return [d for issue in chosen for d in draw(issues(issue))] + vocabulary()


@st.composite
def batches(draw: st.DrawFn, documents: list[Document]) -> Batch:
    """Some issues again with other content, and some records gone."""
    chosen = draw(st.lists(st.sampled_from(ISSUES), max_size=2, unique=True))
    upserts = [d for issue in chosen for d in draw(issues(issue))]
    keys = sorted((d.kind, d.id) for d in documents)
    gone = draw(st.lists(st.sampled_from(keys), max_size=3, unique=True)) if keys else []
    return Batch(upserts, gone, 2)


ATOMS = st.sampled_from(
    [*WORDS, *WORDS, "nothinglikeit", "misile", "semicondutor", "Nasa", "kishida", "program", "and", "c2", "DICAS"]
)
PIECES = st.one_of(
    *(ATOMS,) * 6,
    ATOMS.map(lambda word: f'"{word}"'),
    st.lists(ATOMS, min_size=2, max_size=3).map(lambda words: '"' + " ".join(words) + '"'),
    st.sampled_from(["mis*", "s*", "F-1*", "指*", "comm*", "*", "mi*le", "Japa*"]),
    ATOMS.map(lambda word: f"-{word}"),
    st.tuples(st.sampled_from(["title", "summary", "organization", "person", "initiative", "nofield"]), ATOMS).map(
        ":".join
    ),
    st.tuples(ATOMS, ATOMS).map(lambda pair: f"{pair[0]} OR {pair[1]}"),
    st.tuples(ATOMS, ATOMS).map(lambda pair: f"({pair[0]} {pair[1]})"),
    st.tuples(ATOMS, ATOMS).map(lambda pair: f"title:({pair[0]} OR -{pair[1]})"),
    st.sampled_from(["OR", "-", "--", "(", ")", '"', "NOT", "title:", "-(", "<script>", "!?"]),
)
questions = st.lists(PIECES, min_size=1, max_size=3).map(" ".join)
slips = st.lists(PIECES, max_size=6).map(" ".join)


def _term_filter(values: tuple[str, ...]) -> st.SearchStrategy[TermFilter]:
    wanted = st.lists(st.sampled_from(values), min_size=1, max_size=2, unique=True).map(tuple)
    only_any = wanted.map(TermFilter)
    return only_any | only_any | st.builds(TermFilter, some(values), some(values, 1), some(values, 1))


@st.composite
def _span_filter(draw: st.DrawFn) -> SpanFilter:
    ends = sorted((draw(days), draw(days)))
    return SpanFilter(draw(st.sampled_from((ends[0], None))), draw(st.sampled_from((ends[1], None))))


TERM_VALUES = {
    "topic": TOPICS,
    "country": COUNTRIES,
    **{field: tuple(names) for field, names in NAMES.items()},
    "issue": tuple(f"{v}.{n}" for v, n in ISSUES),
    "volume": ("3", "4"),
}
amount_filters = st.builds(
    AmountFilter,
    usd_min=st.none() | figures,
    usd_max=st.none() | figures,
    amount_min=st.none() | st.none() | figures,
    amount_max=st.none() | st.none() | figures,
    currencies=st.sampled_from([(), (), ("JPY",), ("USD", "KRW"), ("EUR",)]),
    payers=st.sampled_from([(), (), PAYERS[:1], PAYERS, ("nobody",)]),
    present=st.sampled_from([None, None, True, False]),
)


@st.composite
def filters(draw: st.DrawFn) -> Filters:
    fields = draw(st.sampled_from(((), (), (), *((name,) for name in TERM_VALUES), ("topic", "country"))))
    rarely = one_in(6)
    return Filters(
        terms={field: draw(_term_filter(TERM_VALUES[field])) for field in fields},
        date=draw(_span_filter()) if draw(rarely) else None,
        published=draw(_span_filter()) if draw(rarely) else None,
        amount=draw(amount_filters) if draw(one_in(3)) else None,
        updated_since=draw(moments) if draw(rarely) else None,
    )


@st.composite
def queries(draw: st.DrawFn) -> SearchQuery:
    q = draw(st.one_of(st.none(), *(questions,) * 3, slips))
    sorts = [sort for sort in Sort if q is not None or sort is not Sort.RELEVANCE]
    return SearchQuery(
        q=q,
        match=draw(st.sampled_from(Match)),
        synonyms=draw(st.booleans()),
        kinds=draw(st.lists(st.sampled_from(RECORD_KINDS), min_size=1, max_size=3, unique=True).map(tuple)),
        filters=draw(filters()),
        sort=draw(st.sampled_from(sorts)),
        limit=draw(st.sampled_from([1, 2, 5, 20])),
        facets=FACETS if draw(st.booleans()) else draw(some(FACETS, 3)),
        strict_facets=frozenset(draw(some(FACETS, 3))),
        facet_limit=draw(st.sampled_from([None, 1, 20])),
        facet_days=draw(st.booleans()),
        highlight=draw(st.booleans()),
    )
