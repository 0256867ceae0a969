"""Growth: answers may get more keys within a version, so the contract does not close their objects; what is sent in stays closed."""

from collections.abc import Iterator, Mapping
from typing import Any

from api.openapi_parts import Part, mappings

SCHEMA = "#/components/schemas/"


def open_answers(document: Part) -> None:
    """Take `additionalProperties: false` off every schema that no request body is made of."""
    schemas = document["components"]["schemas"]
    operations = [operation for path in document["paths"].values() for operation in path.values()]
    sent = _reached([operation.get("requestBody", {}) for operation in operations], schemas)
    given = [[schemas[name] for name in schemas.keys() - sent], [operation["responses"] for operation in operations]]
    for part in mappings(given):
        if part.get("additionalProperties") is False:
            del part["additionalProperties"]


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
    references = (inner.get("$ref") for inner in mappings(part))
    return (ref.removeprefix(SCHEMA) for ref in references if isinstance(ref, str) and ref.startswith(SCHEMA))
