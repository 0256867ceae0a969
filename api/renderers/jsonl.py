"""JSON Lines: the records as they are served, one a line, never parsed."""

from collections.abc import Iterator

from api.services.rows import Rows


def write_jsonl(rows: Rows) -> Iterator[bytes]:
    """Yield one line a record; stored JSON has no line breaks in it."""
    for rendered in rows.rendered:
        yield rendered + b"\n"
