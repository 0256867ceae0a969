"""Shapes: a piece of a file held against the model of its format, with problems a person can act on."""

from collections.abc import Iterator
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from api.names import nearest
from api.seeding.sources import Source
from api.seeding.yaml_reading import Location

Part = TypeVar("Part", bound=BaseModel)


def shaped(source: Source, model: type[Part]) -> Part | list[str]:
    """The piece as its model, or what is wrong with it, one line `file:line: key: what` a problem."""
    if source.problems:
        return source.problems
    try:
        return model.model_validate(source.data)
    except ValidationError as error:
        return list(_problems(source, model, error))


def _problems(source: Source, model: type[BaseModel], error: ValidationError) -> Iterator[str]:
    for row in error.errors(include_url=False, include_context=True):
        location: Location = row["loc"]
        if row["type"] == "missing":
            yield source.problem(location, "this key is required and missing")
        elif row["type"] == "model_type":
            yield source.problem(location, "must be a mapping of keys to values")
        elif row["type"] == "extra_forbidden":
            yield source.problem(location, _unknown_key(str(location[-1]), model))
        else:
            yield source.problem(location, f"{_message(row['msg'])}{_given(row['input'])}")


def _unknown_key(key: str, model: type[BaseModel]) -> str:
    right = nearest(key, _keys(model))
    return "unknown key" + (f"; did you mean `{right}`?" if right else "")


def _keys(model: type[BaseModel]) -> set[str]:
    found = set(model.model_fields)
    for field in model.model_fields.values():
        for part in _models(field.annotation):
            found |= _keys(part)
    return found


def _models(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
        return
    for inner in getattr(annotation, "__args__", ()):
        yield from _models(inner)


def _message(message: str) -> str:
    return message.removeprefix("Value error, ").replace("Input should be", "must be")


def _given(value: object) -> str:
    if isinstance(value, str | int | float | bool | None):
        shown = repr(value)
        return f" (given: {shown if len(shown) <= 60 else shown[:57] + '…'})"
    return ""
