"""Citing: the citation of one record, with its revision and the day of access."""

from datetime import date
from typing import Any

import orjson

from api.citations import STYLES, cite
from api.services.rows import publishers
from search import Snapshot


def cite_record(snapshot: Snapshot, rendered: bytes, style: str, on: date) -> dict[str, Any]:
    """Return the citation of a record as it is served, asked for on a day; a style is one of `STYLES`."""
    served = orjson.loads(rendered)
    publisher = publishers(snapshot)(served["issue"]["id"]) if "issue" in served else None
    cited = cite(served, accessed=on, publisher=publisher)
    chosen = STYLES[style]
    return {
        "id": served["id"],
        "kind": served["kind"],
        "revision": served["revision"],
        "accessed": on.isoformat(),
        "style": style,
        "media_type": chosen.media_type,
        "text": chosen.write(cited),
        "html": chosen.mark_up(cited) if chosen.mark_up else None,
        "csl": cited,
    }
