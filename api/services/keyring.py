"""The keyring: whose key a text is."""

import logging
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError

from api.database import read_session, write_session
from api.keys import NO_HASH, Role, id_of, same_key
from api.models import now
from api.repositories import keys

LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a valid key."""

    key_id: str
    name: str
    role: Role


class Keyring(Protocol):
    """The keys of an archive. Every method may block."""

    def holder(self, text: str) -> Holder | None:
        """Whose key a text is; None when it is none that is valid."""


class SqlKeyring:
    """The keys in the database (see `Keyring`)."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def holder(self, text: str) -> Holder | None:
        """Whose key a text is; the same work is done whether or not there is a key with its id."""
        with read_session(self._engine) as session:
            key = keys.find_key(session, id_of(text) or "")
            right = same_key(text, key.secret_hash if key else NO_HASH)
            if key is None or not right or key.revoked_at is not None:
                return None
            found, used_on = Holder(key.id, key.name, Role(key.role)), key.last_used_on
        self._note_use(found.key_id, used_on)
        return found

    def _note_use(self, id: str, used_on: date | None) -> None:
        """Keep today as the day of the last use: one write a key and day."""
        today = now().date()
        if used_on == today:
            return
        try:
            with write_session(self._engine) as session:
                keys.note_use(session, id, today)
        except OperationalError:
            LOG.warning("the day on which key %s was used could not be kept", id)
