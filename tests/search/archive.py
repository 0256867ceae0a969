"""The seed archive as search documents, read straight from the YAML, so that these tests need no other room."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import orjson
import yaml

from search import DEVELOPMENT, HEADLINE, ISSUE, Document, Limits, Money, Span
from search.backends.memory import MemoryBackend
from search.synonyms import Synonyms

SEED = Path(__file__).parents[2] / "seed_data"
UPDATED_AT = datetime(2024, 7, 1, tzinfo=UTC)
SEED_VERSION = 7
FINE = {"day", "part-of-month", "half-month", "month", "quarter"}
NAMED = {"organizations": "organization", "people": "person", "initiatives": "initiative"}


@cache
def seed_groups() -> tuple[dict[str, Any], ...]:
    """The groups of the seed's synonyms."""
    return tuple(_load("synonyms")["groups"])


@cache
def seed_synonyms() -> Synonyms:
    return Synonyms(seed_groups())


@cache
def seed_documents() -> tuple[Document, ...]:
    """Every record and vocabulary entry of the seed."""
    records = [d for file in sorted((SEED / "issues").glob("*.yaml")) for d in _issue(_read(file))]
    return (*records, *_vocabulary_documents(), *_payers(records))


ANY_PREFIX = Limits(prefix_letters=1)
"""The limits of random queries, whose prefixes may be one letter long."""


@cache
def seed_memory() -> MemoryBackend:
    """The seed archive in the memory engine; nobody may change it."""
    return memory_of(*seed_documents(), version=SEED_VERSION)


def memory_of(
    *documents: Document, version: int = 1, synonyms: Synonyms | None = None, limits: Limits | None = None
) -> MemoryBackend:
    """A memory engine over some documents, with the seed's synonyms."""
    backend = MemoryBackend(synonyms or seed_synonyms(), limits or Limits())
    backend.rebuild(documents, version)
    return backend


def development(id: str = "1.1-d1", /, **changes: Any) -> Document:
    """A small development, whatever a test does not care about filled in; texts are given as plain strings."""
    issue, number = id.split("-d")
    volume, issue_number = (int(part) for part in issue.split("."))
    title, summary = changes.pop("title", "A title"), changes.pop("summary", "A summary")
    texts = {name: (value,) for name, value in changes.pop("texts", {}).items()}
    plain = Document(
        kind=DEVELOPMENT,
        id=id,
        label=title,
        rendered=orjson.dumps({"id": id, "title": title, "summary": summary}),
        entry=True,
        parents=(f"{issue}-h{number}", issue),
        order=(volume, issue_number, int(number)),
        sorted_on=date(2024, 4, 1),
        published=Span(date(2024, 4, 1), date(2024, 4, 15)),
        updated_at=UPDATED_AT,
        text={"title": (title,), "summary": (summary,), **texts},
        keywords={"issue": (issue,), "volume": (str(volume),), **changes.pop("keywords", {})},
    )
    return replace(plain, **changes)


def usd(low: int | None, high: int | None = None, *, counted: bool = True, payers: tuple[str, ...] = ()) -> Money:
    """An amount in dollars; `usd(5)` is more than five, `usd(None, 5)` up to five."""
    return Money("USD", low, high, low, high, counted, payers)


def exactly(value: int, *, counted: bool = True, payers: tuple[str, ...] = ()) -> Money:
    return usd(value, value, counted=counted, payers=payers)


def _load(name: str) -> dict[str, Any]:
    return _read(SEED / f"{name}.yaml")


def _read(file: Path) -> dict[str, Any]:
    return dict(yaml.load(file.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))  # noqa: S506 - both are safe loaders


@cache
def _names(source: str) -> dict[str, dict[str, Any]]:
    """Folded name or alias → the row that it stands for."""
    return {name.casefold(): row for row in _load(source)[source] for name in _all_names(row)}


def _all_names(row: dict[str, Any]) -> tuple[str, ...]:
    japanese = (row["name_ja"],) if "name_ja" in row else ()
    return (row["name"], *row.get("aliases", ()), *japanese)


def _issue(issue: dict[str, Any]) -> Iterator[Document]:
    id = f"{issue['volume']}.{issue['number']}"
    period = Span(issue["period"]["start"], issue["period"]["end"])
    developments = list(_developments(issue, id, period))
    yield from developments
    of_headline: dict[str, list[Document]] = {}
    for found in developments:
        of_headline.setdefault(found.parents[0], []).append(found)
    for number, text in enumerate(issue["headlines"], 1):
        own = of_headline.get(f"{id}-h{number}", [])
        yield _headline(issue, number, text, own)
    yield Document(
        kind=ISSUE,
        id=id,
        label=issue["title"],
        rendered=orjson.dumps({"id": id, "title": issue["title"]}),
        entry=True,
        order=(issue["volume"], issue["number"], 0),
        sorted_on=period.start,
        published=period,
        amounts=tuple(a for d in developments for a in d.amounts),
        updated_at=UPDATED_AT,
        text={"title": (issue["title"],)},
        keywords={"issue": (id,), "volume": (str(issue["volume"]),)},
    )


def _headline(issue: dict[str, Any], number: int, text: str, own: list[Document]) -> Document:
    id = f"{issue['volume']}.{issue['number']}"
    period = Span(issue["period"]["start"], issue["period"]["end"])
    return Document(
        kind=HEADLINE,
        id=f"{id}-h{number}",
        label=text,
        rendered=orjson.dumps({"id": f"{id}-h{number}", "text": text}),
        entry=not own,
        parents=(id,),
        order=(issue["volume"], issue["number"], number),
        sorted_on=period.start,
        published=period,
        amounts=tuple(a for d in own for a in d.amounts),
        updated_at=UPDATED_AT,
        text={} if own else {"headline": (text,)},
        keywords={"issue": (id,), "volume": (str(issue["volume"]),)},
    )


def _developments(issue: dict[str, Any], id: str, period: Span) -> Iterator[Document]:
    for data in issue["developments"]:
        number = data["headline"]
        spans = tuple(Span(d["start"], d["end"]) for d in data.get("dates", ()))
        named = {NAMED[source]: _rows(source, data.get(source, ())) for source in NAMED}
        amounts = data.get("amounts", ())
        texts = {kind: tuple(name for row in rows for name in _all_names(row)) for kind, rows in named.items()}
        countries = sorted(data["countries"])
        yield Document(
            kind=DEVELOPMENT,
            id=f"{id}-d{number}",
            label=data["title"],
            rendered=orjson.dumps({"id": f"{id}-d{number}", "title": data["title"], "summary": data["summary"]}),
            entry=True,
            parents=(f"{id}-h{number}", id),
            order=(issue["volume"], issue["number"], number),
            sorted_on=_primary(data.get("dates", ()), period),
            published=period,
            event_spans=spans,
            amounts=tuple(_money(amount) for amount in amounts),
            updated_at=UPDATED_AT,
            text={
                "title": (data["title"],),
                "summary": (data["summary"],),
                "headline": (issue["headlines"][number - 1],),
                "purpose": tuple(a["purpose"] for a in amounts),
                **texts,
            },
            keywords={
                "topic": tuple(data["topics"]),
                "country": tuple(countries),
                "country_pair": tuple(f"{a}-{b}" for a, b in combinations(countries, 2)),
                **{kind: tuple(row["slug"] for row in rows) for kind, rows in named.items()},
                "issue": (id,),
                "volume": (str(issue["volume"]),),
            },
        )


def slug_of(name: str) -> str:
    """The slug of a payer: an organization's, else made from the name."""
    row = _names("organizations").get(name.casefold())
    return row["slug"] if row else "-".join("".join(c if c.isalnum() else " " for c in name.lower()).split())


def _rows(source: str, names: Any) -> list[dict[str, Any]]:
    wanted = [n["name"] if isinstance(n, dict) else n for n in names]
    return [_names(source)[name.casefold()] for name in wanted if name.casefold() in _names(source)]


def _primary(dates: Any, period: Span) -> date:
    if dates and dates[0]["precision"] in FINE:
        first = dates[0]["start"]
        if (period.start - first).days <= 120 and (first - period.end).days <= 120:
            return first
    return period.start


_OPEN: dict[str | None, Callable[[int], tuple[int | None, int | None]]] = {
    "more than": lambda value: (value, None),
    "up to": lambda value: (None, value),
}


def _money(amount: dict[str, Any]) -> Money:
    value = amount["value"]
    low, high = _OPEN.get(amount.get("qualifier"), lambda v: (v, v))(value)
    payers = (slug_of(amount["payer"]),) if amount.get("payer") else ()
    return usd(low, high, counted="not_counted" not in amount, payers=payers)


def _vocabulary_documents() -> Iterator[Document]:
    for source, kind in NAMED.items():
        for row in _load(source)[source]:
            yield _vocabulary(kind, row["slug"], row["name"], _all_names(row))
    for row in _load("topics")["topics"]:
        yield _vocabulary("topic", row["slug"], row["label"], (row["label"], row["label_ja"]))
    for row in _load("countries")["countries"]:
        yield _vocabulary("country", row["alpha2"], row["name"], (row["name"], row["name_ja"]))


def _payers(records: list[Document]) -> list[Document]:
    slugs = sorted({slug for d in records for amount in d.amounts for slug in amount.payers})
    labels = {slug_of(row["name"]): row["name"] for row in _load("countries")["countries"]}
    labels |= {row["slug"]: row["name"] for row in _load("organizations")["organizations"]}
    return [_vocabulary("payer", slug, labels.get(slug, slug), (labels.get(slug, slug),)) for slug in slugs]


def _vocabulary(kind: str, id: str, label: str, names: tuple[str, ...]) -> Document:
    rendered = orjson.dumps({"slug": id, "name": label})
    return Document(kind=kind, id=id, label=label, rendered=rendered, text={"names": names})
