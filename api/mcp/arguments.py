"""Arguments: a tool's JSON arguments, checked as the API checks a query string; and what they may be, as JSON Schema."""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

import orjson
from pydantic import BaseModel

from api.errors import Invalid, InvalidParameters
from api.params import Vocabulary, check_query_string
from api.params.checking import repeatable

LEFT_OUT = frozenset({"title", "default"})
"""Keywords that say what the name and the description say already; a default is in the description where it matters."""
OF_INPUT = frozenset({"examples", "pattern"})
"""Keywords that help to write a value, not to read one."""


def check(arguments: Mapping[str, Any], model: type[BaseModel], vocabulary: Vocabulary) -> BaseModel:
    """Return checked parameters; null counts as left out. Raises InvalidParameters with a row for each fault."""
    pairs = [pair for name, value in arguments.items() for pair in _spelled(name, value, model)]
    query_string = urlencode(pairs, errors="surrogatepass").encode()
    return check_query_string(query_string, model, vocabulary)


def _spelled(name: str, value: Any, model: type[BaseModel]) -> Iterator[tuple[str, str]]:
    """Yield an argument as it stands in a query string, a list as a repeated parameter."""
    if isinstance(value, str) and name in repeatable(model):
        value = _unpacked(value)
    for part in value if isinstance(value, list) else [value]:
        match part:
            case None:
                continue
            case bool():
                yield name, "true" if part else "false"
            case float() if part.is_integer():
                yield name, str(int(part))
            case str() | int() | float():
                yield name, str(part)
            case _:
                message = (
                    "Give a string, a number, true or false, or a list of them; this is an object or a list in a list."
                )
                raise InvalidParameters([Invalid(where="arguments", name=name, code="invalid_value", message=message)])


def _unpacked(value: str) -> Any:
    """Return the list that some clients send as JSON in a string; other text as it is."""
    if not value.startswith("["):
        return value
    try:
        return orjson.loads(value)
    except orjson.JSONDecodeError:
        return value


def input_schema(model: type[BaseModel]) -> dict[str, Any]:
    """Return the JSON Schema of a tool's arguments, as short as it can be."""
    schema = model.model_json_schema()
    schema.pop("description", None)
    short: dict[str, Any] = _shortened(schema, LEFT_OUT)
    return short


def output_schema(model: type[BaseModel]) -> dict[str, Any]:
    """Return the JSON Schema of what a tool answers."""
    short: dict[str, Any] = _shortened(model.model_json_schema(mode="serialization"), LEFT_OUT | OF_INPUT)
    return short


def _shortened(node: Any, without: frozenset[str], *, is_names: bool = False) -> Any:
    """Return a schema without some keywords; under `properties` and `$defs` keys are names, not keywords."""
    match node:
        case dict():
            return {
                key: _shortened(value, without, is_names=not is_names and key in {"properties", "$defs"})
                for key, value in node.items()
                if is_names or key not in without
            }
        case list():
            return [_shortened(part, without) for part in node]
    return node
