"""CSV: one line a record, by RFC 4180, so that spreadsheets and programs read it alike.

* A byte order mark stands first: without it Excel reads Japanese and accents wrong; Python's `utf-8-sig` and pandas drop it.
  `kind` is the first column, so that even a reader that keeps the mark finds every column that matters by its name.
* Text that begins like a formula gets an apostrophe before it, as OWASP advises
  (https://owasp.org/www-community/attacks/CSV_Injection); numbers are never negative here and stay numbers.
* Control characters other than tab and line break are left out; line breaks stand inside quotes.
"""

import csv
import re
from collections.abc import Iterator
from io import StringIO
from typing import Any

import orjson

from api.renderers.columns import COLUMNS
from api.services.rows import Rows

MARK = "\ufeff"
LIKE_A_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def write_csv(rows: Rows) -> Iterator[bytes]:
    """Yield the line of names, then a line a record."""
    columns = COLUMNS[rows.listing]
    buffer = StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    buffer.write(MARK)
    writer.writerow([column.name for column in columns])
    for rendered in rows.rendered:
        yield _taken(buffer)
        served = orjson.loads(rendered)
        writer.writerow([cell(column.read(served, rows.base)) for column in columns])
    yield _taken(buffer)


def cell(value: Any) -> Any:
    """Return a value as it stands in a cell: nothing is empty, text is safe in a spreadsheet."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return value
    if not value.isprintable():
        value = CONTROL.sub("", value)
    return f"'{value}" if value.startswith(LIKE_A_FORMULA) else value


def _taken(buffer: StringIO) -> bytes:
    """Return what was written and empty the buffer."""
    written = buffer.getvalue().encode()
    buffer.seek(0)
    buffer.truncate()
    return written
