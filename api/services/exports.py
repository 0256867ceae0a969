"""The list of exports: which files of the whole archive there are, and what is known of those that were made."""

from collections.abc import Sequence
from time import perf_counter
from typing import Any

from api.services.envelopes import Envelope, Page, list_body

PATH = "/v1/exports"


def list_exports(rows: Sequence[dict[str, Any]], version: int) -> Envelope:
    """Return the list of exports, in its order."""
    started = perf_counter()
    page = Page(data=rows, total=len(rows), limit=len(rows), version=version)
    query = {"description": "Files of the whole archive; each is made when it is first asked for.", "params": {}}
    return list_body(page, links={"self": PATH}, query=query, started=started)
