"""Mistakes: what is wrong at a place of an issue, told the same for a line of a file and for a request's body."""

from dataclasses import dataclass

from api.seeding.yaml_reading import Location

MISTAKES_MAX = 100
"""Mistakes told at once: a suggestion is looked up for each."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong at a location, what was given there, and what would be right where something is near.

    Codes: `missing`, `unknown_key`, `unknown_value`, `invalid_value`, `contradiction`, `repeated`.
    """

    location: Location
    message: str
    code: str = "invalid_value"
    value: str | None = None
    suggestion: str | None = None

    @property
    def text(self) -> str:
        """The message with the suggestion in it."""
        if self.suggestion is None:
            return self.message
        shown = f"`{self.suggestion}`" if self.code == "unknown_key" else self.suggestion
        return f"{self.message}; did you mean {shown}?"

    @property
    def pointer(self) -> str:
        """The location as a JSON pointer (RFC 6901): `/developments/2/amounts/0/currency`."""
        return "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in self.location)

    def below(self, *above: str | int) -> "Mistake":
        """The same mistake in something that stands at a location itself."""
        return Mistake((*above, *self.location), self.message, self.code, self.value, self.suggestion)
