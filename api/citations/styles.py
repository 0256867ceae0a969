"""Styles: in which forms one citation is given, one row each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import orjson

from api.citations.bibtex import to_bibtex
from api.citations.chicago import to_chicago, to_chicago_html
from api.citations.csl import Csl
from api.citations.ris import to_ris


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How a citation is written, and under which media type it is saved."""

    media_type: str
    write: Callable[[Csl], str]
    mark_up: Callable[[Csl], str] | None = None
    """The same in HTML, where the style is for reading."""


def to_csl_json(cited: Csl) -> str:
    """Return a file of one item."""
    return orjson.dumps([cited], option=orjson.OPT_INDENT_2).decode()


STYLES: Mapping[str, Style] = {
    "chicago": Style(media_type="text/plain", write=to_chicago, mark_up=to_chicago_html),
    "bibtex": Style(media_type="application/x-bibtex", write=to_bibtex),
    "ris": Style(media_type="application/x-research-info-systems", write=to_ris),
    "csl-json": Style(media_type="application/vnd.citationstyles.csl+json", write=to_csl_json),
}
