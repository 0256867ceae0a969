"""CSL-JSON: what a citation says of a record, the form that every style is written from.

Keys are those of CSL 1.0.2 (https://docs.citationstyles.org/en/stable/specification.html, appendix IV): what is cited is the
publication (its issue, publisher and address); `archive`, `archive_location`, `version` (its revision) and `note` say which record tells of it.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

Csl = dict[str, Any]
Served = Mapping[str, Any]
ARCHIVE = "US-Japan Alliance Digest archive"
LICENCE = "CC BY 4.0"


def cite(served: Served, *, accessed: date, publisher: str | None = None) -> Csl:
    """Return the citation of an issue, headline or development as it is served; keys without a value are left out.

    `publisher` is that of the issue, which headlines and developments do not carry themselves.
    """
    found = _issue(served) if served["kind"] == "issue" else _part(served, publisher)
    found |= {
        "id": f"alliance-{served['id']}",
        "issued": {"date-parts": _parts(served["published"])},
        "URL": served["links"]["source"],
        "accessed": {"date-parts": [[accessed.year, accessed.month, accessed.day]]},
        "archive": ARCHIVE,
        "archive_location": served["id"],
        "version": str(served["revision"]),
        "language": "en",
        "note": _note(served),
    }
    return {key: value for key, value in found.items() if value}


def _issue(served: Served) -> Csl:
    return {
        "type": "report",
        "title": served["title"],
        "publisher": served["publisher"],
        "volume": str(served["volume"]),
        "issue": str(served["number"]),
        "number": f"{served['volume']}.{served['number']}",
    }


def _part(served: Served, publisher: str | None) -> Csl:
    volume, _, number = served["issue"]["id"].partition(".")
    return {
        "type": "article-magazine",
        "title": served["title"] if served["kind"] == "development" else served["text"],
        "container-title": served["issue"]["title"],
        "publisher": publisher,
        "volume": volume,
        "issue": number,
        "event-date": {"date-parts": _parts(served["dates"][0])} if served.get("dates") else None,
        "abstract": served.get("summary"),
        "keyword": ", ".join(served.get("topics", ())),
    }


def _note(served: Served) -> str:
    headline = served.get("headline")
    told = f"Headline: “{headline['text']}”. " if headline else ""
    return f"{told}Record {served['id']}, revision {served['revision']}, of the {ARCHIVE} ({LICENCE})."


def _parts(span: Served) -> list[list[int]]:
    """Return the first and the last day, one day alone where they are the same."""
    ends = dict.fromkeys((span["start"], span["end"]))
    return [[int(part) for part in end.split("-")] for end in ends]
