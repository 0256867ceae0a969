"""Extras: what developments carry beside the index's rendering where `include` asks for it, from the store of record.

Each is read at the very revision that the generation serves, so that an answer agrees with itself though the
database may be ahead of the index.
"""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any

import orjson

from api.services.archive import Archive, Version

Values = Callable[[Archive, list[Version]], Mapping[Version, Any]]
EXTRAS: Mapping[str, tuple[Values, Any]] = MappingProxyType(
    {
        "evidence": (lambda archive, keys: archive.evidence(keys), ()),
        "source_text": (lambda archive, keys: archive.source_texts(keys), None),
    }
)
"""Name of an extra → how it is read for many developments, and what those without it carry."""


def version_of(rendered: bytes) -> Version:
    """Return the id and revision of a rendered development."""
    record = orjson.loads(rendered)
    return record["id"], record["revision"]


def read_extras(archive: Archive, versions: Iterable[Version], names: Iterable[str]) -> dict[Version, dict[str, Any]]:
    """Return the extras of these names for each development, one reading an extra."""
    keys = list(versions)
    found: dict[Version, dict[str, Any]] = {key: {} for key in keys}
    for name in names:
        read, none = EXTRAS[name]
        values = read(archive, keys) if keys else {}
        for key in keys:
            found[key][name] = values.get(key, none)
    return found
