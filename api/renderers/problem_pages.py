"""Pages that explain the errors, one an error code, from the rows in `api/errors.py`."""

from collections.abc import Iterable
from html import escape

from api.errors import AllianceError, NotFound

PAGE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>body{{font:1.1rem/1.6 system-ui,sans-serif;max-width:44rem;margin:3rem auto;padding:0 1rem}}
code{{background:#8882;padding:.1em .3em}}:root{{color-scheme:light dark}}</style></head>
<body><main>{body}</main></body>
</html>
"""


def served_errors() -> dict[str, type[AllianceError]]:
    """Return the errors that HTTP answers carry, by code."""
    rows: list[type[AllianceError]] = [AllianceError, *AllianceError.__subclasses__()]
    return {row.code: row for row in sorted(rows, key=lambda row: row.status) if row.code != "invalid_file"}


def render_index() -> str:
    """Return the page that lists all errors."""
    lines = "".join(
        f'<li><a href="/problems/{code}"><code>{row.status} {code}</code></a> {escape(row.title)}</li>'
        for code, row in served_errors().items()
    )
    return PAGE.format(title="Errors", body=f"<h1>Errors</h1><ul>{lines}</ul>")


def render_problem(code: str) -> str:
    """Return the page of one error. Raises NotFound."""
    row = served_errors().get(code)
    if row is None:
        raise NotFound(f"There is no error {code[:100]}; /problems lists them.")
    parts: Iterable[str] = (
        f"<h1>{escape(row.title)}</h1>",
        f"<p>Status <code>{row.status}</code>, code <code>{code}</code></p>",
        f"<p>{escape(row.about)}</p>",
        '<p><a href="/problems">All errors</a> · <a href="/docs">The API</a></p>',
    )
    return PAGE.format(title=escape(row.title), body="".join(parts))
