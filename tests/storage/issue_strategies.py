"""Random issue files with every optional key, right by construction."""

from datetime import date

from hypothesis import strategies as st

from api.names import name_key
from api.qualifiers import KNOWN
from tests.storage.issue_files import Form

CATEGORIES = ("Lu", "Ll", "Lo", "Nd", "Po", "Sc", "Sm", "So", "Pd", "Pi", "Pf", "Zs", "Mn")
CHARACTERS = st.one_of(st.sampled_from("aB1 :#-'\"{}[],&*!|>%@`?~é日—\n\t\\"), st.characters(categories=CATEGORIES))
TEXTS = st.text(CHARACTERS, min_size=1, max_size=40).filter(str.strip)
NAMES = TEXTS.map(lambda text: " ".join(text.split())).filter(name_key)
REVISIONS = st.integers(1, 9)


def spans() -> st.SearchStrategy[Form]:
    days = st.dates(date(1990, 1, 1), date(2100, 1, 1))
    return st.tuples(days, days).map(sorted).map(lambda pair: {"start": str(pair[0]), "end": str(pair[1])})


def some(**keys: st.SearchStrategy[object]) -> st.SearchStrategy[Form]:
    return st.fixed_dictionaries({}, optional=keys)


def merged(*parts: st.SearchStrategy[Form]) -> st.SearchStrategy[Form]:
    return st.tuples(*parts).map(lambda made: {key: value for part in made for key, value in part.items()})


ENDS = st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)).map(sorted)
EVIDENCE = merged(
    st.fixed_dictionaries(
        {
            "fact": st.sampled_from(["/title", "/summary"]),
            "rule": TEXTS,
            "confidence": st.floats(0, 1) | st.sampled_from([0, 1]),
        }
    ),
    some(where=st.sampled_from(["text", "headline"])),
    st.just({}) | merged(ENDS.map(lambda ends: {"start": ends[0], "end": ends[1]}), some(raw=TEXTS)),
)
VALUES = st.integers(0, 10**15)
AMOUNTS = merged(
    st.one_of(
        merged(st.fixed_dictionaries({"value": VALUES}), some(qualifier=st.sampled_from(KNOWN))),
        merged(
            st.tuples(VALUES, VALUES).map(sorted).map(lambda pair: {"low": pair[0], "high": pair[1]}),
            some(qualifier=TEXTS),
        ),
        merged(st.fixed_dictionaries({"low": VALUES}), some(qualifier=TEXTS)),
    ),
    st.fixed_dictionaries({"currency": st.sampled_from(["USD", "JPY", "CHF", "EUR"])}),
    some(purpose=TEXTS, payer=TEXTS, recipient=TEXTS, raw=TEXTS, repeat_of=st.just("2.24-d1")),
    some(not_counted=st.sampled_from(["repeat", "running_total", "past_cost"])),
)
PRECISIONS = ["day", "part-of-month", "half-month", "month", "quarter", "half-year", "year", "fiscal-year"]
DATES = merged(
    spans(),
    st.fixed_dictionaries({"precision": st.sampled_from(PRECISIONS)}),
    some(label=TEXTS, raw=TEXTS, basis=st.sampled_from(["stated", "inferred"])),
)
PEOPLE = NAMES | merged(st.fixed_dictionaries({"name": NAMES}), some(role=TEXTS))


def developments(headlines: int) -> st.SearchStrategy[Form]:
    return merged(
        st.fixed_dictionaries(
            {
                "headline": st.integers(1, headlines),
                "title": TEXTS,
                "summary": TEXTS,
                "topics": st.lists(st.sampled_from(["defense", "space", "cyber"]), unique=True),
                "countries": st.lists(st.sampled_from(["US", "JP", "NO", "PH"]), unique=True),
            }
        ),
        some(
            partial=st.booleans(),
            dates=st.lists(DATES, max_size=2),
            amounts=st.lists(AMOUNTS, max_size=3),
            organizations=st.lists(NAMES, max_size=2),
            people=st.lists(PEOPLE, max_size=2),
            initiatives=st.lists(NAMES, max_size=2),
            evidence=st.lists(EVIDENCE, max_size=2),
            revision=REVISIONS,
        ),
    )


@st.composite
def issues(draw: st.DrawFn, volume: int = 7) -> Form:
    """A whole issue of a volume."""
    headlines = draw(
        st.lists(TEXTS | st.fixed_dictionaries({"text": TEXTS, "revision": REVISIONS}), min_size=1, max_size=3)
    )
    form: Form = {"volume": volume, "number": draw(st.integers(1, 30)), "title": draw(TEXTS), "period": draw(spans())}
    form |= draw(
        some(occasion=TEXTS, publisher=TEXTS, source_url=st.just("https://example.org/x?y=1"), revision=REVISIONS)
    )
    return form | {"headlines": headlines, "developments": draw(st.lists(developments(len(headlines)), max_size=4))}
