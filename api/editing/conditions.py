"""Conditions: what If-Match and If-None-Match ask of the state that a change begins from (RFC 9110, 13.1)."""

from collections.abc import Sequence
from dataclasses import dataclass

from werkzeug.datastructures import ETags
from werkzeug.http import parse_etags

from api.errors import PreconditionFailed, PreconditionRequired


@dataclass(frozen=True, slots=True)
class Conditions:
    """The conditions of one request; a header that is not there is None."""

    match: ETags | None = None
    none_match: ETags | None = None

    @classmethod
    def of(cls, match: Sequence[str], none_match: Sequence[str]) -> "Conditions":
        """Read all values of the two headers of a request."""
        return cls(*(parse_etags(",".join(values)) if values else None for values in (match, none_match)))

    def check(self, tag: str | None, what: str, *, needed: bool = True) -> None:
        """Raise PreconditionFailed unless a state meets the conditions, PreconditionRequired where one is missing.

        `tag` names the present state, None when there is nothing; `what` names the thing. If-Match compares strongly.
        """
        if self.match is not None and (tag is None or not self.match.contains(tag)):
            raise PreconditionFailed(self._changed(tag, what))
        if self.none_match is not None and tag is not None and self.none_match.contains_weak(tag):
            raise PreconditionFailed(f"{what} exists; If-None-Match asked for it not to.")
        if needed and tag is not None and self.match is None:
            raise PreconditionRequired(f"{what} exists; send its tag in If-Match, or nobody's work is safe.")

    def _changed(self, tag: str | None, what: str) -> str:
        if tag is None:
            return f"{what} is not there; If-Match asked for it to be."
        if self.match is not None and self.match.contains_weak(tag):
            return f'If-Match compares strongly and W/"{tag}" never matches; send "{tag}" without W/.'
        return f"{what} changed since it was read; read it again and apply the change to what is there now."
