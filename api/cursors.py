"""Cursors: opaque URL-safe text that continues one list and no other."""

import base64
import binascii
import hashlib
import hmac
import math
import re
from dataclasses import dataclass

import orjson

from api.errors import CursorInvalid
from search import SearchQuery

KeyPart = int | float | str | None
MARK_BYTES = 12
SHAPE = re.compile(r"[A-Za-z0-9_-]{20,1024}")
LARGEST = 2**63 - 1
MESSAGE = "This cursor was not made by this list with this q, these filters and this sort; start again without it."


@dataclass(frozen=True, slots=True)
class Place:
    """Where a walk stands: the key of the last record seen, and the data version it was seen in."""

    key: tuple[KeyPart, ...]
    version: int


def search_binding(list_name: str, query: SearchQuery) -> bytes:
    """Return what a cursor of a list belongs to: q, match, synonyms, kinds, filters and sort, in one spelling."""
    bound = (list_name, query.q, query.match, query.synonyms, sorted(query.kinds), query.filters, query.sort)
    return orjson.dumps(bound, option=orjson.OPT_SORT_KEYS | orjson.OPT_NON_STR_KEYS)


def encode(place: Place, binding: bytes) -> str:
    """Return the text that stands for a place in the list that `binding` describes."""
    payload = orjson.dumps([place.version, *place.key])
    return base64.urlsafe_b64encode(_mark(payload, binding) + payload).rstrip(b"=").decode("ascii")


def decode(text: str, binding: bytes) -> Place:
    """Return the place that `encode` wrote. Raises CursorInvalid for anything else."""
    if not SHAPE.fullmatch(text):
        raise CursorInvalid(MESSAGE)
    try:
        raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        payload = raw[MARK_BYTES:]
        parts = orjson.loads(payload)
    except (binascii.Error, ValueError) as error:
        raise CursorInvalid(MESSAGE) from error
    if not hmac.compare_digest(raw[:MARK_BYTES], _mark(payload, binding)):
        raise CursorInvalid(MESSAGE)
    return _place(parts)


def _mark(payload: bytes, binding: bytes) -> bytes:
    return hashlib.blake2b(len(payload).to_bytes(4, "big") + payload + binding, digest_size=MARK_BYTES).digest()


def _place(parts: object) -> Place:
    match parts:
        case [int(version), *key] if not isinstance(version, bool) and 0 <= version <= LARGEST and 1 <= len(key) <= 8:
            return Place(tuple(_part(value) for value in key), version)
    raise CursorInvalid(MESSAGE)


def _part(value: object) -> KeyPart:
    if isinstance(value, bool):
        raise CursorInvalid(MESSAGE)
    match value:
        case None | str():
            return value
        case int() if abs(value) <= LARGEST:
            return value
        case float() if math.isfinite(value):
            return value
    raise CursorInvalid(MESSAGE)


def numbers_only(place: Place, length: int) -> Place:
    """Return the place if its key is a number or null and then `length - 1` whole numbers. Raises CursorInvalid."""
    first, *rest = place.key
    if len(place.key) != length or isinstance(first, str) or not all(isinstance(part, int) for part in rest):
        raise CursorInvalid(MESSAGE)
    return place
