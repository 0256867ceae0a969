"""Authentication: whose key a request bears, and whether its role is enough; guessing is slowed."""

from dataclasses import dataclass, field
from math import ceil
from threading import Lock

from asgi_correlation_id import correlation_id
from fastapi import Request
from fastapi.security import HTTPBearer
from limits import parse

from api.auditing import Actor
from api.errors import Forbidden, RateLimited, Unauthorized, Unavailable
from api.keys import ALLOWS, Role
from api.middleware.windows import Windows
from api.services.keyring import Holder, Keyring

BEARER = HTTPBearer(
    scheme_name="Key", description="An editor's or admin's key, `adk_…`; reading needs none.", auto_error=False
)
"""Only names the scheme in OpenAPI; keys are read here."""
OFF = "off"
NO_KEY = "Send a key as `Authorization: Bearer adk_…`."
WRONG_KEY = "This key is not valid."


class Refusals:
    """Counts refused keys by client address; one that was refused too often must wait before any key is looked at."""

    def __init__(self, limit: str) -> None:
        item = None if limit == OFF else parse(limit)
        self._most = item.amount if item else None
        self._windows = Windows(item.get_expiry() if item else 1)
        self._lock = Lock()

    def check(self, client: str) -> None:
        """Raise RateLimited for an address that has used up its refusals."""
        with self._lock:
            count, left_s = self._windows.peek(client)
        if self._most is not None and count >= self._most:
            wait = max(1, ceil(left_s))
            message = f"Too many keys from this address were refused; come back in {wait} s."
            raise RateLimited(message, headers={"Retry-After": str(wait)})

    def count(self, client: str) -> None:
        """Count a refused key."""
        with self._lock:
            self._windows.hit(client)


@dataclass(frozen=True, slots=True)
class Doorkeeper:
    """Lets holders of valid keys in."""

    keyring: Keyring | None
    refusals: Refusals = field(default_factory=lambda: Refusals(OFF))

    def admit(self, request: Request, role: Role) -> Actor:
        """Return who acts. Raises Unauthorized, Forbidden, RateLimited, Unavailable."""
        self._open()
        return acting(self.recognize(request, bearer_text(request.headers.get("authorization"))), role)

    def recognize(self, request: Request, text: str) -> Holder:
        """Return whose key a text is, wherever the request carries it. Raises Unauthorized, RateLimited, Unavailable."""
        keyring = self._open()
        client = request.client.host if request.client else "unknown"
        self.refusals.check(client)
        holder = keyring.holder(text)
        if holder is None:
            self.refusals.count(client)
            raise Unauthorized(WRONG_KEY)
        return holder

    def _open(self) -> Keyring:
        if self.keyring is None:
            raise Unavailable("There are no keys here.")
        return self.keyring


def acting(holder: Holder, role: Role) -> Actor:
    """Return the holder of a key as who acts in a role. Raises Forbidden."""
    if role not in ALLOWS[holder.role]:
        raise Forbidden(f"This needs a key of the role {role}; yours is of the role {holder.role}.")
    return Actor(name=holder.name, key_id=holder.key_id, request_id=correlation_id.get())


def bearer_text(header: str | None) -> str:
    """Return the key in an Authorization header. Raises Unauthorized."""
    scheme, _, text = (header or "").strip().partition(" ")
    if scheme.lower() != "bearer" or not text.strip():
        raise Unauthorized(NO_KEY)
    return text.strip()
