"""Addresses: a path with its parameters in one canonical spelling, and the addresses beside it."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from urllib.parse import quote

SHORT = 40
"""Values up to this length, such as those of facets, are kept percent-encoded."""
Place = tuple[bool, bool, str]
Params = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Address:
    """A path and its parameters; two addresses that ask the same are equal."""

    path: str
    params: Params = ()

    @property
    def url(self) -> str:
        """The address as a relative URL."""
        return f"{self.path}{self.query_without(())}"

    def query_without(self, names: Collection[str]) -> str:
        """The parameters but for some, as they are written behind a path."""
        query = "&".join([text for name, text in self._written if name not in names])
        return f"?{query}" if query else ""

    @cached_property
    def _written(self) -> tuple[tuple[str, str], ...]:
        """Each parameter as it is written: an answer has a dozen addresses of the same ones."""
        return tuple([(name, _encoded(name, values)) for name, values in self.params if values])

    @cached_property
    def _places(self) -> list[Place]:
        """The place of each parameter that is written."""
        return [_place(name) for name, _ in self._written]

    def values(self, name: str) -> tuple[str, ...]:
        """The values of a parameter, none when it is not there."""
        return dict(self.params).get(name, ())

    def with_(self, **changes: tuple[str, ...]) -> "Address":
        """The address with parameters set; no values leave a parameter out."""
        return Address(self.path, canonical({**dict(self.params), **changes}))

    def continued(self, cursor: str) -> str:
        """The URL of the page that a cursor stands for; an address without a cursor has it last."""
        return f"{self.url}{'&' if self.params else '?'}cursor={quote(cursor, safe='')}"

    def with_each(self, names: Collection[str], texts: Iterable[str]) -> list[str]:
        """The URLs with each text, parameters as they are written, in the place of parameters that stand side by side.

        An empty text leaves these out.
        """
        places = sorted(map(_place, names))
        written = [text for _, text in self._written]
        before = "".join([f"{text}&" for text in written[: bisect_left(self._places, places[0])]])
        after = "".join([f"&{text}" for text in written[bisect_right(self._places, places[-1]) :]])
        without = f"{self.path}{self.query_without(names)}"
        return [f"{self.path}?{before}{text}{after}" if text else without for text in texts]


def written(params: Mapping[str, tuple[str, ...]]) -> str:
    """Return parameters as a query string, in their order; no values leave a parameter out."""
    return "&".join([_encoded(name, values) for name, values in params.items() if values])


def canonical(params: dict[str, tuple[str, ...]]) -> Params:
    """Return parameters in order: `q` first, `cursor` last, the others by name; without empty ones."""
    return tuple([(name, params[name]) for name in sorted(params, key=_place) if params[name]])


@lru_cache(maxsize=256)
def _place(name: str) -> Place:
    return name != "q", name == "cursor", name


def _encoded(name: str, values: tuple[str, ...]) -> str:
    kept = len(values) == 1 and len(values[0]) <= SHORT
    return _encoded_before(name, values[0]) if kept else "&".join([f"{name}={quote(v, safe='')}" for v in values])


@lru_cache(maxsize=4096)
def _encoded_before(name: str, value: str) -> str:
    return f"{name}={quote(value, safe='')}"
