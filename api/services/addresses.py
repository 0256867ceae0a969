"""Addresses: a path with its parameters in one canonical spelling, and the addresses beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote

SHORT = 40
"""Values up to this length, such as those of facets, are kept percent-encoded."""
Params = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Address:
    """A path and its parameters; two addresses that ask the same are equal."""

    path: str
    params: Params = ()

    @property
    def url(self) -> str:
        """The address as a relative URL."""
        query = written(dict(self.params))
        return f"{self.path}?{query}" if query else self.path

    def values(self, name: str) -> tuple[str, ...]:
        """The values of a parameter, none when it is not there."""
        return dict(self.params).get(name, ())

    def with_(self, **changes: tuple[str, ...]) -> "Address":
        """The address with parameters set; no values leave a parameter out."""
        return Address(self.path, canonical({**dict(self.params), **changes}))

    def opened(self, *names: str) -> "Opening":
        """The address with the place of parameters open that stand side by side."""
        places = [_place(name) for name in names]
        first, last = min(places), max(places)
        before = written({name: values for name, values in self.params if _place(name) < first})
        after = written({name: values for name, values in self.params if _place(name) > last})
        return Opening(
            self.path,
            f"{self.path}?{before}&" if before else f"{self.path}?",
            f"&{after}" if after else "",
            "&".join(filter(None, (before, after))),
        )


@dataclass(frozen=True, slots=True)
class Opening:
    """An address but for one place: many addresses that differ only there are written quickly."""

    path: str
    before: str
    after: str
    others: str
    """The parameters without those of the place."""

    def url(self, own: str) -> str:
        """The address with parameters, as they are written, in that place; an empty text leaves them out."""
        if own:
            return f"{self.before}{own}{self.after}"
        return f"{self.path}?{self.others}" if self.others else self.path


def written(params: Mapping[str, tuple[str, ...]]) -> str:
    """Return parameters as a query string, in their order; no values leave a parameter out."""
    return "&".join([_encoded(name, values) for name, values in params.items() if values])


def canonical(params: dict[str, tuple[str, ...]]) -> Params:
    """Return parameters in order: `q` first, `cursor` last, the others by name; without empty ones."""
    return tuple([(name, params[name]) for name in sorted(params, key=_place) if params[name]])


@lru_cache(maxsize=256)
def _place(name: str) -> tuple[bool, bool, str]:
    return name != "q", name == "cursor", name


def _encoded(name: str, values: tuple[str, ...]) -> str:
    kept = len(values) == 1 and len(values[0]) <= SHORT
    return _encoded_before(name, values[0]) if kept else "&".join([f"{name}={quote(v, safe='')}" for v in values])


@lru_cache(maxsize=4096)
def _encoded_before(name: str, value: str) -> str:
    return f"{name}={quote(value, safe='')}"
