"""Addresses: a path with its parameters in one canonical spelling, and the addresses beside it."""

from dataclasses import dataclass, replace
from urllib.parse import quote, urlencode

Params = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Address:
    """A path and its parameters; two addresses that ask the same are equal."""

    path: str
    params: Params = ()

    @property
    def url(self) -> str:
        """The address as a relative URL."""
        pairs = [(name, value) for name, values in self.params for value in values]
        query = urlencode(pairs, quote_via=quote, safe="")
        return f"{self.path}?{query}" if query else self.path

    def values(self, name: str) -> tuple[str, ...]:
        """The values of a parameter, none when it is not there."""
        return dict(self.params).get(name, ())

    def with_(self, **changes: tuple[str, ...]) -> "Address":
        """The address with parameters set; no values leave a parameter out."""
        params = {**dict(self.params), **changes}
        return replace(self, params=canonical(params))

    def toggled(self, **changes: tuple[str, ...]) -> "Address":
        """The address with parameters set, or left out where all of them are set so already."""
        already = all(self.values(name) == values for name, values in changes.items())
        return self.with_(**dict.fromkeys(changes, ())) if already else self.with_(**changes)

    def flipped(self, name: str, *values: str) -> "Address":
        """The address with values added to a repeated parameter, or removed where all are there already."""
        present = self.values(name)
        if set(values) <= set(present):
            return self.with_(**{name: tuple(value for value in present if value not in values)})
        return self.with_(**{name: tuple(sorted({*present, *values}))})


def canonical(params: dict[str, tuple[str, ...]]) -> Params:
    """Return parameters in order: `q` first, `cursor` last, the others by name; without empty ones."""
    names = sorted(params, key=lambda name: (name != "q", name == "cursor", name))
    return tuple((name, params[name]) for name in names if params[name])
