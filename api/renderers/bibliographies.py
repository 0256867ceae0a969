"""Bibliographies: one BibTeX entry or RIS record a record."""

from collections.abc import Callable, Iterator

import orjson

from api.citations import Csl, cite, to_bibtex, to_ris
from api.services.rows import Rows


def write_bibtex(rows: Rows) -> Iterator[bytes]:
    """Yield BibTeX entries, a blank line between them."""
    return _written(rows, lambda cited: f"{to_bibtex(cited)}\n")


def write_ris(rows: Rows) -> Iterator[bytes]:
    """Yield RIS records."""
    return _written(rows, to_ris)


def _written(rows: Rows, style: Callable[[Csl], str]) -> Iterator[bytes]:
    for rendered in rows.rendered:
        served = orjson.loads(rendered)
        publisher = rows.publisher(served["issue"]["id"]) if "issue" in served else None
        yield style(cite(served, accessed=rows.on, publisher=publisher)).encode()
