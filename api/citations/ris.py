"""RIS: a citation as a record of the tagged format that reference managers import.

Lines are `TAG  - value` and end in CR LF; a value is one line. Tags are those of the 2011 specification, as kept at
https://en.wikipedia.org/wiki/RIS_(file_format).
"""

from collections.abc import Iterator

from api.citations.csl import Csl

TYPES = {"report": "RPRT", "article-magazine": "MGZN"}
TAGS = (
    ("TI", "title"),
    ("T2", "container-title"),
    ("PB", "publisher"),
    ("VL", "volume"),
    ("IS", "issue"),
    ("UR", "URL"),
    ("AB", "abstract"),
    ("N1", "note"),
    ("AN", "archive_location"),
    ("DB", "archive"),
    ("LA", "language"),
)


def to_ris(cited: Csl) -> str:
    """Return one record, a blank line after it."""
    return "".join(f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in _lines(cited)) + "ER  - \r\n\r\n"


def _lines(cited: Csl) -> Iterator[tuple[str, str]]:
    yield "TY", TYPES[cited["type"]]
    yield "ID", cited["id"]
    for tag, key in TAGS:
        if key in cited:
            yield tag, cited[key]
    for keyword in cited.get("keyword", "").split(", "):
        if keyword:
            yield "KW", keyword
    yield "PY", str(cited["issued"]["date-parts"][0][0])
    yield "DA", _day(cited["issued"])
    yield "Y2", _day(cited["accessed"])


def _day(date: dict[str, list[list[int]]]) -> str:
    year, month, day = date["date-parts"][0]
    return f"{year:04}/{month:02}/{day:02}"
