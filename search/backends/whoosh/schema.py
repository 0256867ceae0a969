"""Whoosh's schema, made from FIELDS: what an index says of itself, and what Whoosh's own queries need."""

import hashlib
from collections.abc import Iterator
from typing import Any

from whoosh.analysis import Token as WhooshToken
from whoosh.analysis import Tokenizer
from whoosh.fields import KEYWORD, STORED, TEXT, Schema

from search.analysis import analyze
from search.document import VOCABULARY_KINDS
from search.fields import KEYWORD_FIELDS, TEXT_FIELDS

FORMAT = 4
"""Raise when the meaning of stored bytes changes; an index of another format is rebuilt."""
STORED_FIELDS = ("kind", "id", "label")


class Terms(Tokenizer):  # type: ignore[misc]
    """Our analyzer as one of Whoosh's."""

    def __call__(self, value: str, *_: Any, **__: Any) -> Iterator[WhooshToken]:
        """Yield the terms of a text."""
        token = WhooshToken(positions=True)
        for term in analyze(value):
            token.text, token.pos = term.text, term.position
            yield token


def build_schema() -> Schema:
    """Return the schema: text fields with positions, keyword fields, and what is stored to tell documents apart."""
    schema = Schema()
    for name in STORED_FIELDS:
        schema.add(name, STORED())
    for name in TEXT_FIELDS:
        schema.add(text_field(name), TEXT(analyzer=Terms(), phrase=True))
    for name in KEYWORD_FIELDS:
        schema.add(name, KEYWORD())
    return schema


def fingerprint() -> str:
    """Return what an index must have been written with to be read by this code."""
    shape = f"{FORMAT} {TEXT_FIELDS} {KEYWORD_FIELDS} {VOCABULARY_KINDS}"
    return hashlib.sha256(shape.encode()).hexdigest()[:16]


def text_field(name: str) -> str:
    """Return the schema's name of a text field (`organization` is a keyword field as well)."""
    return f"text_{name}"
