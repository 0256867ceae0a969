"""Request ids: which of a caller's ids are taken over, and how new ones are made."""

import re
from secrets import token_hex

SHAPE = re.compile(r"[A-Za-z0-9._:-]{1,128}", re.ASCII)


def is_request_id(text: str) -> bool:
    """Whether an id can stand in logs and headers as it is."""
    return SHAPE.fullmatch(text) is not None


def new_request_id() -> str:
    """A new id of 32 hexadecimal digits."""
    return token_hex(16)
