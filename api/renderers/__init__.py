"""Renderers: one media type each; a format is a row of FORMATS."""

from collections.abc import Callable
from dataclasses import dataclass

from api.renderers.json import render_json
from api.services.envelopes import Envelope


@dataclass(frozen=True, slots=True)
class Format:
    """An output format: its name, media type, path suffix and how an envelope becomes bytes."""

    name: str
    media_type: str
    suffix: str
    render: Callable[[Envelope], bytes]


JSON = Format("json", "application/json", "", render_json)
FORMATS = {row.name: row for row in (JSON,)}
