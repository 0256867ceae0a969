"""Keys: what an editor's key looks like, what of it is kept, and what each role may do."""

import base64
import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

SHAPE = re.compile(r"adk_([a-z2-7]{8})_[a-z2-7]{32}", re.ASCII)
ID_BYTES = 5
SECRET_BYTES = 20
"""160 random bits: more than can be guessed, so that the hash need not be slow."""
NO_HASH = "0" * 64
"""What an unknown id is compared with: no key has this hash."""


class Role(StrEnum):
    """What a key is for."""

    EDITOR = "editor"
    ADMIN = "admin"


ALLOWS: MappingProxyType[Role, frozenset[Role]] = MappingProxyType(
    {Role.EDITOR: frozenset({Role.EDITOR}), Role.ADMIN: frozenset({Role.EDITOR, Role.ADMIN})}
)
"""Role of a key → roles whose work it may do."""


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key as it is shown, once; only `id` and `hash` are kept."""

    id: str
    text: str

    @property
    def hash(self) -> str:
        """What is kept of the text."""
        return hash_of(self.text)


def make_key() -> NewKey:
    """Return a new random key, `adk_<id>_<secret>`."""
    id = _letters(ID_BYTES)
    return NewKey(id, f"adk_{id}_{_letters(SECRET_BYTES)}")


def id_of(text: str) -> str | None:
    """Return the public id in a key's text; None when it does not look like a key."""
    found = SHAPE.fullmatch(text)
    return found[1] if found else None


def hash_of(text: str) -> str:
    """Return the SHA-256 of a key's text, 64 hexadecimal digits.

    A slow hash protects passwords, which people choose; a random secret of 160 bits cannot be found by trying.
    """
    return hashlib.sha256(text.encode()).hexdigest()


def same_key(text: str, kept_hash: str) -> bool:
    """Whether a key has the hash that is kept, in a time that does not depend on where they differ."""
    return hmac.compare_digest(hash_of(text), kept_hash)


def _letters(count: int) -> str:
    """Random bytes as lower-case base 32: one double click selects it all."""
    return base64.b32encode(secrets.token_bytes(count)).decode().lower()
