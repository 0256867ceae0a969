"""Citing: the citation of one record, with its revision and the day of access."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import orjson

from api.citations import STYLES, Csl, cite
from api.services.rows import publishers
from search import Snapshot


def as_cited(snapshot: Snapshot, served: Mapping[str, Any], on: date) -> Csl:
    """Return a record as it is cited, asked for on a day; the publisher is that of its issue."""
    issue = served["issue"]["id"] if "issue" in served else served["id"]
    return cite(served, accessed=on, publisher=publishers(snapshot)(issue))


def cite_record(snapshot: Snapshot, rendered: bytes, style: str, on: date) -> dict[str, Any]:
    """Return the citation of a record as it is served, asked for on a day; a style is one of `STYLES`."""
    served = orjson.loads(rendered)
    cited = as_cited(snapshot, served, on)
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
