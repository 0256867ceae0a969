"""Columns: what a line of CSV holds of a record, one row a column, by list; `docs/formats.md` describes each."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from api.record_ids import issue_name

Served = Mapping[str, Any]
BETWEEN = "; "


class Column(NamedTuple):
    """A column: its name, and what it holds of a served record; the text is what stands before relative addresses."""

    name: str
    read: Callable[[Served, str], Any]


def key(name: str, *path: str) -> Column:
    """Return the column of a key, or of what `path` leads to."""
    first, *deeper = path or (name,)

    def read(served: Served, _base: str) -> Any:
        value = served.get(first)
        for part in deeper:
            value = value and value.get(part)
        return value

    return Column(name, read)


def listed(name: str, *path: str) -> Column:
    """Return the column of a list: its texts, or what `path` leads to in each, with `; ` between."""

    def read(served: Served, _base: str) -> str:
        return joined(_deep(value, path) for value in served.get(name) or ())

    return Column(name, read)


def joined(values: Iterable[str | None]) -> str:
    """Return texts in one cell; a `;` inside one becomes a comma, so that the cell can be cut up again."""
    return BETWEEN.join(value.replace(";", ",") for value in values if value)


def _deep(value: Any, path: tuple[str, ...]) -> Any:
    for part in path:
        value = value and value.get(part)
    return value


def _id(served: Served, _base: str) -> Any:
    return issue_name(served["id"]) if served["kind"] == "issue" else served["id"]


def _issue(served: Served, _base: str) -> str | None:
    issue = served.get("issue")
    return issue_name(issue["id"]) if issue else None


def _url(served: Served, base: str) -> str:
    return f"{base}{served['links']['self']}"


def _dates(served: Served, _base: str) -> str:
    """ISO 8601: a day, or the first and the last one."""
    return joined(_span(event) for event in served.get("dates", ()))


def _span(event: Served) -> str:
    start, end = event["start"], event["end"]
    return str(start if start == end else f"{start}/{end}")


def usd_sum(served: Served, _base: str = "") -> int | None:
    """The dollars of the counted amounts: `low`, or `high` where the bottom is open; None where none has any."""
    sums = [_bottom(amount["usd"]) for amount in served.get("amounts", ()) if amount["counted"] and amount["usd"]]
    known = [value for value in sums if value is not None]
    return sum(known) if known else None


def _bottom(usd: Served) -> int | None:
    low: int | None = usd["low"]
    return low if low is not None else usd["high"]


def _unconverted(served: Served, _base: str) -> int:
    return sum(amount["counted"] and amount["usd"] is None for amount in served.get("amounts", ()))


def _amounts(served: Served, _base: str) -> str:
    return joined(amount_text(amount) for amount in served.get("amounts", ()))


def amount_text(amount: Served) -> str:
    """An amount in words: `about USD 2,900,000,000 for cloud services by Microsoft (not counted: repeat)`."""
    low, high = amount["low"], amount["high"]
    figure = f"{low:,}" if low == high else "–".join(f"{end:,}" for end in (low, high) if end is not None)
    parts = (
        amount["qualifier"] or (low is None and "up to") or (high is None and "from"),
        amount["currency"],
        figure,
        amount["purpose"] and f"for {amount['purpose']}",
        amount["payer"] and f"by {amount['payer']}",
        amount["recipient"] and f"to {amount['recipient']}",
        amount["not_counted"] and f"(not counted: {amount['not_counted']})",
    )
    return " ".join(str(part) for part in parts if part)


def _currencies(served: Served, _base: str) -> str:
    return joined(dict.fromkeys(amount["currency"] for amount in served.get("amounts", ())))


def _title(served: Served, _base: str) -> Any:
    return served.get("title") or served.get("text")


def _contents(served: Served, _base: str) -> str:
    return joined(ref["id"] for line in served["headlines"] for ref in line["developments"])


URL = Column("url", _url)
PERIOD = (key("published_start", "published", "start"), key("published_end", "published", "end"))
STAMP = (key("revision"), key("updated_at"))
ID = Column("id", _id)
OF_ISSUE = (Column("issue", _issue), key("issue_title", "issue", "title"))
SOURCE = key("source_url", "links", "source")
MONEY = (
    Column("usd_sum", usd_sum),
    Column("unconverted", _unconverted),
    Column("amounts", _amounts),
    Column("currencies", _currencies),
)
NAMED = (listed("organizations", "name"), listed("people", "name"), listed("initiatives", "name"))
ABOUT = (key("kind"), ID, Column("title", _title), key("summary"), key("partial"))
OF_DEVELOPMENT = (
    listed("topics"),
    listed("countries"),
    key("sorted_on"),
    Column("dates", _dates),
    *PERIOD,
    *MONEY,
    *NAMED,
)
HEADLINE = (key("headline_id", "headline", "id"), key("headline", "headline", "text"))
DEVELOPMENTS = (*ABOUT, *OF_DEVELOPMENT, *OF_ISSUE, *HEADLINE, *STAMP, SOURCE, URL)
HEADLINES = (
    key("kind"),
    key("id"),
    key("position"),
    key("text"),
    key("sorted_on"),
    *PERIOD,
    listed("developments", "id"),
    *OF_ISSUE,
    *STAMP,
    SOURCE,
    URL,
)
ISSUES = (
    key("kind"),
    ID,
    key("volume"),
    key("number"),
    key("title"),
    key("occasion"),
    *PERIOD,
    key("published_basis", "published", "basis"),
    listed("headlines", "text"),
    Column("developments", _contents),
    key("publisher"),
    *STAMP,
    SOURCE,
    URL,
)
SEEN = tuple(key(name, "seen", name) for name in ("count", "usd_sum", "unconverted", "first_on", "last_on"))
NAMES = (key("name"), key("name_ja"))
ENTRY = (key("kind"), key("slug"), *NAMES)
COLUMNS: Mapping[str, tuple[Column, ...]] = {
    "/v1/issues": ISSUES,
    "/v1/headlines": HEADLINES,
    "/v1/developments": DEVELOPMENTS,
    "/v1/search": DEVELOPMENTS,
    "/v1/topics": (*ENTRY, key("about"), key("core"), *SEEN, URL),
    "/v1/countries": (
        key("kind"),
        key("code"),
        key("alpha3"),
        *NAMES,
        listed("adjectives"),
        listed("acronyms"),
        key("capital"),
        *SEEN,
        URL,
    ),
    "/v1/country-pairs": (key("kind"), key("pair"), listed("countries"), listed("names"), *SEEN, URL),
    "/v1/initiatives": (*ENTRY, listed("aliases"), key("form"), key("note"), *SEEN, URL),
    "/v1/organizations": (*ENTRY, listed("aliases"), key("country"), *SEEN, URL),
    "/v1/people": (*ENTRY, listed("aliases"), key("country"), listed("roles"), *SEEN, URL),
}
"""List → the columns of its CSV, in their order; columns are added at the end only, and never renamed."""
