"""Checking: every fault of a query string at once, each with a way to mend it."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, get_origin
from urllib.parse import unquote_to_bytes

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from api.errors import Invalid, InvalidParameters
from api.params.contradictions import contradictions
from api.params.models import MOST_VALUES
from api.params.nearest import nearest
from api.params.vocabulary import Vocabulary

MOST_PARAMETERS = 200
PLAIN = re.compile(rb"[\w.:-]+", re.ASCII)
"""Text that stands for itself in a query string, as nearly all names and most values do."""
LIKE_A_NAME = 70.0


class NoParams(BaseModel):
    """An operation without parameters."""


def check_query_string(query_string: bytes, model: type[BaseModel] | None, vocabulary: Vocabulary | None) -> BaseModel:
    """Return the parameters of a query string; `vocabulary` None skips unknown values.

    Raises InvalidParameters with a row for each fault.
    """
    pairs, faults = decode(query_string)
    if len(pairs) > MOST_PARAMETERS:
        message = f"There are {len(pairs)} parameters; at most {MOST_PARAMETERS} are read."
        faults.append(_fault(pairs[MOST_PARAMETERS][0], "too_many_parameters", message))
        raise InvalidParameters(faults)
    values: dict[str, list[str]] = {}
    for name, value in pairs:
        values.setdefault(name, []).append(value)
    faulty = {fault.name for fault in faults}
    values = {name: given for name, given in values.items() if name not in faulty}
    params, more = check_values(values, model or NoParams, vocabulary)
    if params is None or faults or more:
        raise InvalidParameters(faults + more)
    return params


def decode(query_string: bytes) -> tuple[list[tuple[str, str]], list[Invalid]]:
    """Return names and values, and a row for each that is no text (bad UTF-8, a surrogate, a NUL)."""
    pairs, faults = [], []
    for part in query_string.split(b"&"):
        if not part:
            continue
        raw_name, _, raw_value = part.partition(b"=")
        name, name_fault = _text(raw_name)
        value, value_fault = _text(raw_value)
        if fault := name_fault or value_fault:
            faults.append(_fault(name, *fault, value=value))
        else:
            pairs.append((name, value))
    return pairs, faults


def _text(raw: bytes) -> tuple[str, tuple[str, str] | None]:
    if PLAIN.fullmatch(raw):
        return raw.decode("ascii"), None
    data = unquote_to_bytes(raw.replace(b"+", b" "))
    if b"\0" in data:
        return data.decode("utf-8", "replace").replace("\0", "␀"), ("nul", "It holds a NUL character; leave it out.")
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError:
        return data.decode("utf-8", "backslashreplace"), (
            "not_utf8",
            "It is not valid UTF-8; encode the text as UTF-8.",
        )


def check_values(
    values: Mapping[str, list[str]], model: type[BaseModel], vocabulary: Vocabulary | None
) -> tuple[BaseModel | None, list[Invalid]]:
    """Return decoded parameters as their model, None when they do not fit it, and a row for each fault."""
    faults = list(_shape(values, model))
    faulty = {fault.name for fault in faults}
    sound = {name: given for name, given in values.items() if name not in faulty}
    if vocabulary is not None:
        faults += [fault for fault in vocabulary.errors(sound) if fault.name in model.model_fields]
    repeated = repeatable(model)
    try:
        params = model.model_validate({name: given if name in repeated else given[0] for name, given in sound.items()})
    except ValidationError as error:
        return None, faults + [_row(detail) for detail in error.errors() if detail["type"] != "none_required"]
    return params, faults + list(contradictions(params))


def _shape(values: Mapping[str, list[str]], model: type[BaseModel]) -> Iterable[Invalid]:
    """Yield a row for names that do not exist, values that are empty, given twice or too many."""
    for name, given in values.items():
        if name not in model.model_fields:
            yield _unknown(name, given[0], model)
        elif "" in given:
            message = f"It is empty; give it a value or leave {name} out."
            yield _fault(name, "empty", message, position=given.index(""), value="")
        elif len(given) > 1 and name not in repeatable(model):
            yield _fault(name, "repeated", f"It is given {len(given)} times; give it once.", value=given[1], position=1)
        elif len(given) > MOST_VALUES:
            yield _fault(name, "too_many_values", f"It has {len(given)} values; at most {MOST_VALUES} are read.")


def _unknown(name: str, value: str, model: type[BaseModel]) -> Invalid:
    if not model.model_fields:
        return _fault(name, "unknown_parameter", "This address takes no parameters.", value=value)
    if refusal := getattr(model, "refused", {}).get(name):
        return _fault(name, "not_here", refusal, value=value)
    suggestion = nearest(name, model.model_fields, least=LIKE_A_NAME)
    hint = f"; did you mean {suggestion}?" if suggestion else "."
    return _fault(
        name, "unknown_parameter", f"There is no such parameter here{hint}", value=value, suggestion=suggestion
    )


@cache
def repeatable(model: type[BaseModel]) -> frozenset[str]:
    """Return the names of the parameters that may be given more than once."""
    return frozenset(name for name, field in model.model_fields.items() if get_origin(field.annotation) is list)


def _row(detail: ErrorDetails) -> Invalid:
    """Return the row of one of pydantic's errors; ours carry code, message and suggestion."""
    context: Mapping[str, Any] = detail.get("ctx", {})
    place = detail["loc"]
    given = detail["input"]
    missing = detail["type"] == "missing"
    return Invalid(
        where="query",
        name=str(place[0]),
        code=str(context.get("code", "missing" if missing else "invalid_value")),
        message="It is required." if missing else str(context.get("message", detail["msg"])),
        value=str(given) if isinstance(given, str | int) else None,
        suggestion=context.get("suggestion"),
        position=place[1] if len(place) > 1 and isinstance(place[1], int) else None,
    )


def _fault(name: str, code: str, message: str, **more: Any) -> Invalid:
    return Invalid(where="query", name=name, code=code, message=message, **more)
