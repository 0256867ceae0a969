"""BibTeX: a citation as an entry for BibTeX and biblatex, in UTF-8, TeX's own characters escaped.

`date`, `urldate` and `abstract` are biblatex fields, `year` and `month` those of BibTeX, which passes over what it does not
know.
"""

import re
from collections.abc import Iterator

from api.citations.csl import Csl

TYPES = {"report": "techreport", "article-magazine": "article"}
WORDS = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
LONE_BRACES = {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
"""BibTeX counts braces whether or not a backslash stands before them, so those that do not pair are words too."""
SPECIAL = re.compile(r"[\\{}~^&%$#_]")
"""The characters that TeX reads as its own: a backslash before them, or a word."""
BRACE = re.compile(r"[{}]")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
NOT_IN_AN_ADDRESS = re.compile(r"[\\{}\s]")


def to_bibtex(cited: Csl) -> str:
    """Return one entry, ending in a line break."""
    fields = ",\n".join(f"  {name} = {value}" for name, value in _fields(cited))
    return f"@{TYPES[cited['type']]}{{{cited['id']},\n{fields}\n}}\n"


def escaped(text: str) -> str:
    """Return plain text as TeX reads it back, on one line."""
    words = WORDS if _are_paired(text) else WORDS | LONE_BRACES
    return SPECIAL.sub(lambda found: words.get(found[0], f"\\{found[0]}"), " ".join(text.split()))


def _are_paired(text: str) -> bool:
    """Whether every brace has its other one."""
    depth = 0
    for brace in BRACE.findall(text):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return depth == 0


def _fields(cited: Csl) -> Iterator[tuple[str, str]]:
    """Yield names and values as they are written; a second pair of braces keeps capitals."""
    for name, key in (("title", "title"), ("journal", "container-title"), (_house(cited), "publisher")):
        if key in cited:
            yield name, f"{{{{{escaped(cited[key])}}}}}"
    for name, key in (("volume", "volume"), ("number", "number" if "number" in cited else "issue")):
        yield name, f"{{{escaped(cited[key])}}}"
    first = cited["issued"]["date-parts"][0]
    yield "year", f"{{{first[0]}}}"
    yield "month", MONTHS[first[1] - 1]
    yield "date", f"{{{_days(cited['issued'])}}}"
    if "URL" in cited:
        yield "url", f"{{{_address(cited['URL'])}}}"
    yield "urldate", f"{{{_days(cited['accessed'])}}}"
    for name, key in (("abstract", "abstract"), ("keywords", "keyword"), ("note", "note")):
        if key in cited:
            yield name, f"{{{escaped(cited[key])}}}"


def _house(cited: Csl) -> str:
    """Return the field that names who published: reports have institutions."""
    return "institution" if cited["type"] == "report" else "publisher"


def _days(date: dict[str, list[list[int]]]) -> str:
    return "/".join(f"{year:04}-{month:02}-{day:02}" for year, month, day in date["date-parts"])


def _address(url: str) -> str:
    """Return an address as it may stand in braces; `url` is read as it is, so nothing else is escaped."""
    return NOT_IN_AN_ADDRESS.sub(lambda found: f"%{ord(found[0]):02X}", url)
