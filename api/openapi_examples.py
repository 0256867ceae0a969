"""Examples: what is asked of each operation that reads, what an archive with the seed data answers, and what problems look like.

Answers stand in `openapi_examples.yaml`, operation → `asked` and `answer`; `make examples` asks again and writes them.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import orjson
import yaml

from api.errors import AllianceError, DraftHasErrors, Invalid, InvalidParameters, UnreadableDocument
from api.openapi_parts import Part
from api.renderers import JSON
from api.renderers.problem import problem_response
from api.renderers.problem_pages import served_errors

FILE = Path(__file__).with_name("openapi_examples.yaml")
LOCKED = "The document has a password; save it without one."
WITH_ROWS: Mapping[str, AllianceError] = {
    error.code: error
    for error in (
        InvalidParameters(
            [Invalid("query", "topic", "unknown_value", "There is no topic “spce”.", "spce", "space", position=0)]
        ),
        UnreadableDocument(LOCKED, errors=[Invalid("body", "file", "encrypted", LOCKED)]),
        DraftHasErrors([Invalid("body", "/volume", "missing", "a volume is missing")]),
    )
}
"""Problems that say in rows what is wrong, as they are raised."""


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
                content: dict[str, Any] = operation["responses"]["200"]["content"][JSON.media_type]
                shown = {"summary": f"GET {example['asked']}", "value": example["answer"]}
                content["examples"] = {"seed_data": shown}


def problem_example(code: str) -> Part:
    """Return the problem with a code as an answer has it."""
    error = WITH_ROWS.get(code) or served_errors()[code]()
    problem: Part = orjson.loads(problem_response(error, "/v1/developments").body)
    return problem | {"request_id": "4bf92f3577b34da6a3ce929d0e0e4736"}
