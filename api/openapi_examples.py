"""Examples: what is asked of each operation that reads, what an archive with the seed data answers, and what problems look like.

Answers stand in `openapi_examples.yaml`, operation → `asked` and `answer`; `make examples` asks again and writes them.
"""

from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from api.errors import AllianceError, DraftHasErrors, Invalid, InvalidParameters, UnreadableDocument, told
from api.openapi_parts import Part
from api.renderers.problem_pages import served_errors

FILE = Path(__file__).with_name("openapi_examples.yaml")
JSON = "application/json"
ROWS: Mapping[type[AllianceError], Invalid] = {
    InvalidParameters: Invalid("query", "topic", "unknown_value", "There is no topic “spce”.", "spce", "space", 0),
    UnreadableDocument: Invalid("body", "file", "encrypted", "The document has a password; save it without one."),
    DraftHasErrors: Invalid("body", "/volume", "missing", "It is required."),
}
"""What is wrong, in the problems that say it in rows."""
KEYS = {"where": "in"}
"""Keys of a row that have another name in answers."""


@cache
def read_examples() -> Mapping[str, Part]:
    """Return the examples by operation."""
    found: dict[str, Part] = yaml.load(FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return found


def add_examples(document: Part) -> None:
    """Give each answer in JSON its example."""
    for path in document["paths"].values():
        for operation in path.values():
            if example := read_examples().get(operation["operationId"]):
                content: dict[str, Any] = operation["responses"]["200"]["content"][JSON]
                shown = {"summary": f"GET {example['asked']}", "value": example["answer"]}
                content["examples"] = {"seed_data": shown}


def problem_example(code: str) -> Part:
    """Return the problem with a code as an answer has it."""
    error = served_errors()[code]
    row = ROWS.get(error)
    problem = {
        "type": f"/problems/{error.code}",
        "title": error.title,
        "status": error.status,
        "detail": told([row]) if row else error.title,
        "instance": "/v1/developments",
        "request_id": "4bf92f3577b34da6a3ce929d0e0e4736",
    }
    return problem | ({"errors": [{KEYS.get(key, key): value for key, value in asdict(row).items()}]} if row else {})
