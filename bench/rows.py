"""Rows: a development as every peer is given it, its text cut into the terms that our own engine searches.

Texts are terms joined by spaces, one for each word position, so that all engines match the same words and phrases with
the simplest of tokenizers; `words` are the unstemmed words for prefixes, `said` the summary's in order.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import orjson

from search import DEVELOPMENT, Document, Span
from search.analysis import Token, analyze_values
from search.fields import TEXT_FIELDS

BREAK = "·"
"""Stands between the values of a field; no text of the corpus has it."""
Row = dict[str, Any]


def write_rows(documents: Iterable[Document], path: Path) -> int:
    """Write the developments among the documents, one JSON object a line; return how many."""
    count = 0
    with path.open("wb") as stream:
        for document in documents:
            if document.kind == DEVELOPMENT:
                stream.write(orjson.dumps(row_of(document)) + b"\n")
                count += 1
    return count


def read_rows(path: Path) -> Iterator[Row]:
    """The rows of a file."""
    with path.open("rb") as stream:
        yield from map(orjson.loads, stream)


def row_of(document: Document) -> Row:
    """A development as peers are given it; `floor` is the largest lower end of an amount in dollars, `usd` the largest upper one."""
    texts, surfaces = {}, {}
    for name in TEXT_FIELDS:
        at = {token.position: token for token in reversed(analyze_values(document.text.get(name, ())))}
        tokens = [at[position] for position in sorted(at)]
        texts[name] = " ".join(_with_breaks(tokens))
        surfaces[name] = [token.surface or "·" for token in tokens]
    spans = document.event_spans or (document.published,)
    return {
        "id": document.id,
        **texts,
        "said": " ".join(surfaces["summary"]),
        "words": " ".join(sorted({word for said in surfaces.values() for word in said} - {"·"})),
        "topic": list(document.keywords["topic"]),
        "country": list(document.keywords["country"]),
        "sorted_on": document.sorted_on.toordinal() if document.sorted_on else 0,
        "year": document.sorted_on.year if document.sorted_on else 0,
        "months": sorted({month for span in spans if span for month in _months(span)}),
        "usd": document.largest_usd,
        "floor": max((a.usd_bottom for a in document.amounts if a.usd_bottom is not None), default=None),
    }


def _with_breaks(tokens: list[Token]) -> Iterator[str]:
    """The terms, BREAK between values, so that no phrase runs from one into the next with anybody."""
    last = -1
    for token in tokens:
        if token.position > last + 1:
            yield BREAK
        yield token.text
        last = token.position


def month_of(day: date) -> int:
    """A month as a number: 0 is January of the year 0."""
    return day.year * 12 + day.month - 1


def _months(span: Span) -> range:
    return range(month_of(span.start), month_of(span.end) + 1)
