"""Growth: answers may get more keys within a version, so the contract does not close their objects; what is sent in stays closed."""

from collections.abc import Iterator, Mapping
from typing import Any

Part = dict[str, Any]
SCHEMA = "#/components/schemas/"


def open_answers(document: Part) -> None:
    """Take `additionalProperties: false` off every schema that no request body is made of."""
    schemas = document["components"]["schemas"]
    operations = [operation for path in document["paths"].values() for operation in path.values()]
    sent = _reached([operation.get("requestBody", {}) for operation in operations], schemas)
    for part in ([schemas[name] for name in schemas.keys() - sent], [o["responses"] for o in operations]):
        _open(part)


def _reached(part: Any, schemas: Mapping[str, Part]) -> set[str]:
    """Return the names of all schemas that a part is made of."""
    found: set[str] = set()
    waiting = list(_referred(part))
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting.extend(_referred(schemas[name]))
    return found


def _referred(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        reference = part.get("$ref")
        if isinstance(reference, str) and reference.startswith(SCHEMA):
            yield reference.removeprefix(SCHEMA)
        part = list(part.values())
    if isinstance(part, list):
        for inner in part:
            yield from _referred(inner)


def _open(part: Any) -> None:
    if isinstance(part, dict):
        if part.get("additionalProperties") is False:
            del part["additionalProperties"]
        part = list(part.values())
    if isinstance(part, list):
        for inner in part:
            _open(inner)
