"""Whoosh's schema, made from FIELDS, and the row that a document becomes."""

import hashlib
from collections.abc import Iterator
from typing import Any

import orjson
import whoosh.codec.whoosh3  # noqa: F401 - Whoosh imports it only when it first writes
from whoosh.analysis import Token as WhooshToken
from whoosh.analysis import Tokenizer
from whoosh.columns import VarBytesColumn
from whoosh.fields import COLUMN, TEXT, FieldType, Schema
from whoosh.formats import Existence

from search.analysis import Token, analyze_values, length
from search.document import VOCABULARY_KINDS, Document, Span
from search.fields import KEYWORD_FIELDS, TEXT_FIELDS

FORMAT = 1
"""Raise when the meaning of stored bytes changes; an index of another format is rebuilt."""
SEPARATOR = "\x1e"
"""Between the values of a field; no text holds it, the edges refuse control characters."""
WORDS = "words"
"""Field of unstemmed words, each behind the letter of its text field: prefixes and spelling."""


class Analyzed(str):
    """A text field as Whoosh is given it, with its terms."""

    tokens: list[Token]

    @classmethod
    def of(cls, values: tuple[str, ...]) -> "Analyzed":
        """Analyse the values of a field."""
        text = cls(SEPARATOR.join(values))
        text.tokens = analyze_values(values)
        return text


class Terms(Tokenizer):  # type: ignore[misc]
    """Hands our analyzer's terms to Whoosh."""

    def __call__(self, value: Analyzed, *_: Any, **__: Any) -> Iterator[WhooshToken]:
        """Yield the terms of a field."""
        token = WhooshToken(positions=True)
        for term in value.tokens:
            token.text, token.pos = term.text, term.position
            yield token


class Exact(Tokenizer):  # type: ignore[misc]
    """Values as they are."""

    def __call__(self, value: str, *_: Any, **__: Any) -> Iterator[WhooshToken]:
        """Yield the values of a field."""
        token = WhooshToken()
        for token.text in value.split(SEPARATOR):
            yield token


def build_schema() -> Schema:
    """Return the schema: text and keyword fields inverted, everything else in columns."""
    schema = Schema()
    schema.add("facts", COLUMN(VarBytesColumn()))
    schema.add("rendered", COLUMN(VarBytesColumn()))
    for name in TEXT_FIELDS:
        schema.add(text_field(name), TEXT(analyzer=Terms(), phrase=True))
    for name in (*KEYWORD_FIELDS, WORDS):
        schema.add(
            name, FieldType(Existence(), Exact(), scorable=True)
        )  # else Whoosh looks for a length file each posting
    return schema


def fingerprint() -> str:
    """Return what an index must have been written with to be read by this code."""
    shape = f"{FORMAT} {TEXT_FIELDS} {KEYWORD_FIELDS} {VOCABULARY_KINDS}"
    return hashlib.sha256(shape.encode()).hexdigest()[:16]


def text_field(name: str) -> str:
    """Return the schema's name of a text field (`organization` is a keyword field as well)."""
    return f"text_{name}"


def word_term(field: str, word: str) -> str:
    """Return the term of an unstemmed word of a text field."""
    return f"{chr(ord('a') + TEXT_FIELDS.index(field))}{word}"


def to_row(document: Document) -> dict[str, Any]:
    """Return the field values that Whoosh writes for a document."""
    row: dict[str, Any] = {"rendered": document.rendered}
    row |= {name: SEPARATOR.join(values) for name, values in document.keywords.items() if values}
    lengths = [0] * len(TEXT_FIELDS)
    if document.entry:
        words: set[str] = set()
        for at, name in enumerate(TEXT_FIELDS):
            values = document.text.get(name, ())
            if not any(values):
                continue
            text = row[text_field(name)] = Analyzed.of(values)
            lengths[at] = length(text.tokens)
            words |= {word_term(name, t.surface) for t in text.tokens if t.surface}
        if words:
            row[WORDS] = SEPARATOR.join(sorted(words))
    row["facts"] = orjson.dumps(_facts(document, lengths))
    return row


def _facts(document: Document, lengths: list[int]) -> list[Any]:
    """What is kept in columns, in the order that `columns.py` reads."""
    return [
        document.kind,
        document.id,
        document.label,
        document.entry,
        document.parents,
        document.order,
        document.sorted_on.toordinal() if document.sorted_on else -1,
        _days(document.published) if document.published else (-1, -1),
        [_days(span) for span in document.event_spans],
        [(a.currency, a.low, a.high, a.usd_low, a.usd_high, a.counted) for a in document.amounts],
        int(document.updated_at.timestamp() * 1_000_000) if document.updated_at else -1,
        lengths,
        document.text.get("names", ()),
    ]


def _days(span: Span) -> tuple[int, int]:
    return span.start.toordinal(), span.end.toordinal()
