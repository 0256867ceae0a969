"""Parquet: the archive as typed columns, lists and structures kept as such; imported only where pyarrow is installed."""

from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from api.exports.source import Source
from api.renderers.columns import usd_sum
from search import ISSUE

ROW_GROUP = 1_000
"""Records of a row group: what is in memory at once."""
TEXT, WHOLE, FLAG, DAY, MOMENT = pa.string(), pa.int64(), pa.bool_(), pa.date32(), pa.timestamp("s", "UTC")
PERIOD = pa.struct([("start", DAY), ("end", DAY), ("precision", TEXT), ("basis", TEXT)])
NAMED = pa.list_(pa.struct([("slug", TEXT), ("name", TEXT)]))
PEOPLE = pa.list_(pa.struct([("slug", TEXT), ("name", TEXT), ("role", TEXT)]))
EVENTS = pa.list_(
    pa.struct([("start", DAY), ("end", DAY), ("precision", TEXT), ("label", TEXT), ("raw", TEXT), ("basis", TEXT)])
)
USD = pa.struct(
    [
        ("low", WHOLE),
        ("high", WHOLE),
        ("rate", pa.float64()),
        ("rate_on", WHOLE),
        ("rate_source", TEXT),
        ("estimated", FLAG),
    ]
)
AMOUNTS = pa.list_(
    pa.struct(
        [
            ("raw", TEXT),
            ("currency", TEXT),
            ("low", WHOLE),
            ("high", WHOLE),
            *((name, TEXT) for name in ("qualifier", "purpose", "payer", "recipient")),
            ("usd", USD),
            ("usd_reason", TEXT),
            ("counted", FLAG),
            ("not_counted", TEXT),
            ("repeat_of", TEXT),
        ]
    )
)
REF = pa.struct([("id", TEXT), ("title", TEXT)])
STAMP = [("revision", WHOLE), ("updated_at", MOMENT), ("source_url", TEXT), ("url", TEXT)]
LINES = pa.list_(pa.struct([("id", TEXT), ("text", TEXT), ("position", WHOLE), ("developments", pa.list_(REF))]))
ISSUES = pa.schema(
    [
        ("id", TEXT),
        ("volume", WHOLE),
        ("number", WHOLE),
        ("title", TEXT),
        ("occasion", TEXT),
        ("published", PERIOD),
        ("sorted_on", DAY),
        ("publisher", TEXT),
        ("headlines", LINES),
        *STAMP,
    ]
)
DEVELOPMENTS = pa.schema(
    [
        *((name, TEXT) for name in ("id", "title", "summary")),
        ("partial", FLAG),
        ("topics", pa.list_(TEXT)),
        ("countries", pa.list_(TEXT)),
        ("published", PERIOD),
        ("sorted_on", DAY),
        ("dates", EVENTS),
        ("amounts", AMOUNTS),
        ("usd_sum", WHOLE),
        ("organizations", NAMED),
        ("people", PEOPLE),
        ("initiatives", NAMED),
        ("issue", REF),
        ("headline", pa.struct([("id", TEXT), ("text", TEXT)])),
        *STAMP,
    ]
)


def write_parquet(source: Source, kind: str, path: Path) -> None:
    """Write all records of a kind; what the file says about itself stands in its metadata."""
    schema = (ISSUES if kind == ISSUE else DEVELOPMENTS).with_metadata(dict(source.about))
    typed = (_typed(record, source.base) for record in source.records(kind))
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        for group in _groups(typed):
            writer.write_table(pa.Table.from_pylist(group, schema=schema))
    pa.default_memory_pool().release_unused()


def _groups(records: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    while group := list(islice(records, ROW_GROUP)):
        yield group


def _typed(served: dict[str, Any], base: str) -> dict[str, Any]:
    """Return a record with days and moments as such, and what the schema adds to it."""
    return {
        **served,
        "published": _days(served["published"]),
        "sorted_on": date.fromisoformat(served["sorted_on"]),
        "updated_at": datetime.fromisoformat(served["updated_at"]),
        "dates": [_days(event) for event in served.get("dates", ())],
        "usd_sum": usd_sum(served),
        "source_url": served["links"]["source"],
        "url": f"{base}{served['links']['self']}",
    }


def _days(span: dict[str, Any]) -> dict[str, Any]:
    return {**span, "start": date.fromisoformat(span["start"]), "end": date.fromisoformat(span["end"])}
