"""Content hashes: what a record states, as canonical JSON, and its SHA-256."""

import hashlib
from typing import Any

import orjson


def as_json(facts: object) -> dict[str, Any]:
    """A frozen dataclass of facts as plain JSON values (dates are `YYYY-MM-DD`)."""
    value: dict[str, Any] = orjson.loads(orjson.dumps(facts))
    return value


def content_hash(state: dict[str, Any]) -> str:
    """SHA-256 of the state's JSON with sorted keys, 64 hexadecimal digits."""
    return hashlib.sha256(orjson.dumps(state, option=orjson.OPT_SORT_KEYS)).hexdigest()
