"""Parts of the OpenAPI document: plain mappings, walked over by what corrects it."""

from collections.abc import Iterator
from typing import Any

Part = dict[str, Any]


def mappings(part: Any) -> Iterator[Part]:
    """Yield every mapping in a part, an outer one before those in it; the one yielded may be changed."""
    if isinstance(part, dict):
        yield part
        part = list(part.values())
    if isinstance(part, list):
        for inner in part:
            yield from mappings(inner)
