"""JSON: an envelope as bytes, stored records placed in it as they are."""

import orjson

from api.services.envelopes import Envelope


def render_json(envelope: Envelope) -> bytes:
    """Return the envelope as UTF-8 JSON."""
    return orjson.dumps(envelope.body)
