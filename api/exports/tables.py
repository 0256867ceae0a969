"""Tables: the relational form of the archive, one row a table; `docs/formats.md` shows how they hang together."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from api.renderers.columns import usd_sum
from search import DEVELOPMENT, HEADLINE, ISSUE

Served = Mapping[str, Any]
Row = tuple[Any, ...]
DEVELOPMENT_ID = "development_id TEXT NOT NULL REFERENCES developments (id)"
POSITION = "position INTEGER NOT NULL"
STAMP = "revision INTEGER NOT NULL, updated_at TEXT NOT NULL"
NAMES = "slug TEXT PRIMARY KEY, name TEXT NOT NULL, name_ja TEXT"


class Table(NamedTuple):
    """A table: its columns in SQL, and which rows of it a served record or entry of `kind` makes."""

    name: str
    kind: str
    columns: str
    rows: Callable[[Served], Iterable[Row]]


def values(*keys: str) -> Callable[[Served], Iterable[Row]]:
    """Return what makes one row of the values of some keys."""
    return lambda served: [tuple(served[key] for key in keys)]


def numbered(key: str, read: Callable[[Any], Row]) -> Callable[[Served], Iterable[Row]]:
    """Return what makes a row of each element of a list: the record, the place in the list, and what is read of it."""
    return lambda served: [(served["id"], at, *read(value)) for at, value in enumerate(served[key], start=1)]


def of_development(name: str, key: str, columns: str, read: Callable[[Any], Row]) -> Table:
    """Return the table of a list that developments have."""
    own = f"{DEVELOPMENT_ID}, {POSITION}, {columns}, PRIMARY KEY (development_id, position)"
    return Table(name, DEVELOPMENT, own, numbered(key, read))


def _issue(served: Served) -> Iterable[Row]:
    keys = ("id", "volume", "number", "title", "occasion", "publisher", "source_url", "sorted_on")
    yield (*(served[key] for key in keys), *served["published"].values(), served["revision"], served["updated_at"])


def _headline(served: Served) -> Iterable[Row]:
    yield (
        served["id"],
        served["issue"]["id"],
        *(served[key] for key in ("position", "text", "sorted_on", "revision", "updated_at")),
    )


def _development(served: Served) -> Iterable[Row]:
    about = (served[key] for key in ("title", "summary", "partial", "sorted_on"))
    stamp = (served["revision"], served["updated_at"])
    yield (served["id"], served["issue"]["id"], served["headline"]["id"], *about, usd_sum(served), *stamp)


def _amount(amount: Served) -> Row:
    dollars = amount["usd"] or {}
    written = (amount[key] for key in ("raw", "currency", "low", "high", "qualifier", "purpose", "payer", "recipient"))
    usd = (dollars.get(key) for key in ("low", "high", "rate", "rate_on", "rate_source", "estimated"))
    return (*written, *usd, *(amount[key] for key in ("usd_reason", "counted", "not_counted", "repeat_of")))


def _date(event: Served) -> Row:
    return tuple(event[key] for key in ("start", "end", "precision", "label", "raw", "basis"))


def _aliases(served: Served) -> Iterable[Row]:
    aliases = dict.fromkeys(served.get("aliases", ()))
    return [(served["kind"], served["slug"], alias) for alias in aliases]


NAMED_KINDS = ("initiative", "organization", "person")
ISSUES = Table(
    "issues",
    ISSUE,
    "id TEXT PRIMARY KEY, volume INTEGER NOT NULL, number INTEGER NOT NULL, title TEXT NOT NULL, occasion TEXT, "
    "publisher TEXT, source_url TEXT, sorted_on TEXT NOT NULL, published_start TEXT NOT NULL, published_end TEXT NOT NULL, "
    f"published_precision TEXT NOT NULL, published_basis TEXT NOT NULL, {STAMP}, UNIQUE (volume, number)",
    _issue,
)
HEADLINES = Table(
    "headlines",
    HEADLINE,
    f"id TEXT PRIMARY KEY, issue_id TEXT NOT NULL REFERENCES issues (id), {POSITION}, text TEXT NOT NULL, "
    f"sorted_on TEXT NOT NULL, {STAMP}, UNIQUE (issue_id, position)",
    _headline,
)
VOCABULARIES = (
    Table(
        "topics",
        "topic",
        f"{NAMES}, about TEXT, core INTEGER NOT NULL",
        values("slug", "name", "name_ja", "about", "core"),
    ),
    Table(
        "countries",
        "country",
        "code TEXT PRIMARY KEY, alpha3 TEXT NOT NULL, name TEXT NOT NULL, name_ja TEXT, capital TEXT",
        values("code", "alpha3", "name", "name_ja", "capital"),
    ),
    Table(
        "initiatives",
        "initiative",
        f"{NAMES}, form TEXT, note TEXT",
        values("slug", "name", "name_ja", "form", "note"),
    ),
    Table("organizations", "organization", f"{NAMES}, country TEXT", values("slug", "name", "name_ja", "country")),
    Table("people", "person", f"{NAMES}, country TEXT", values("slug", "name", "name_ja", "country")),
)
DEVELOPMENTS = Table(
    "developments",
    DEVELOPMENT,
    "id TEXT PRIMARY KEY, issue_id TEXT NOT NULL REFERENCES issues (id), headline_id TEXT NOT NULL REFERENCES headlines (id), "
    f"title TEXT NOT NULL, summary TEXT NOT NULL, partial INTEGER NOT NULL, sorted_on TEXT NOT NULL, usd_sum INTEGER, {STAMP}",
    _development,
)
ALIASES = tuple(
    Table("aliases", kind, "kind TEXT NOT NULL, slug TEXT NOT NULL, alias TEXT NOT NULL", _aliases)
    for kind in NAMED_KINDS
)
OF_DEVELOPMENTS = (
    of_development(
        "dates",
        "dates",
        '"start" TEXT NOT NULL, "end" TEXT NOT NULL, precision TEXT NOT NULL, label TEXT, raw TEXT, basis TEXT NOT NULL',
        _date,
    ),
    of_development(
        "amounts",
        "amounts",
        "raw TEXT, currency TEXT NOT NULL, low INTEGER, high INTEGER, qualifier TEXT, purpose TEXT, payer TEXT, recipient TEXT, "
        "usd_low INTEGER, usd_high INTEGER, usd_rate REAL, usd_rate_on INTEGER, usd_rate_source TEXT, usd_estimated INTEGER, "
        "usd_reason TEXT, counted INTEGER NOT NULL, not_counted TEXT, repeat_of TEXT",
        _amount,
    ),
    of_development(
        "development_topics", "topics", "topic TEXT NOT NULL REFERENCES topics (slug)", lambda slug: (slug,)
    ),
    of_development(
        "development_countries", "countries", "country TEXT NOT NULL REFERENCES countries (code)", lambda code: (code,)
    ),
    of_development(
        "development_initiatives",
        "initiatives",
        "initiative TEXT NOT NULL REFERENCES initiatives (slug)",
        lambda ref: (ref["slug"],),
    ),
    of_development(
        "development_organizations",
        "organizations",
        "organization TEXT NOT NULL REFERENCES organizations (slug)",
        lambda ref: (ref["slug"],),
    ),
    of_development(
        "development_people",
        "people",
        "person TEXT NOT NULL REFERENCES people (slug), role TEXT",
        lambda ref: (ref["slug"], ref["role"]),
    ),
)
TABLES: Mapping[str, tuple[Table, ...]] = {
    ISSUE: (ISSUES, HEADLINES),
    DEVELOPMENT: (*VOCABULARIES, *ALIASES, ISSUES, HEADLINES, DEVELOPMENTS, *OF_DEVELOPMENTS),
}
"""Kind of the export → its tables, those that others refer to first."""
INDICES = (
    ("issues", "published_start"),
    ("headlines", "issue_id"),
    ("developments", "issue_id"),
    ("developments", "headline_id"),
    ("developments", "sorted_on"),
    ("dates", '"start", "end"'),
    ("amounts", "usd_low"),
    ("aliases", "kind, slug"),
    ("development_topics", "topic"),
    ("development_countries", "country"),
    ("development_initiatives", "initiative"),
    ("development_organizations", "organization"),
    ("development_people", "person"),
)
