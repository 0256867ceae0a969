"""Shapes: a piece of a file or body held against the model of its format, with mistakes a person can act on."""

from collections.abc import Iterator
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from api.names import nearest
from api.seeding.mistakes import MISTAKES_MAX, Mistake
from api.seeding.sources import Source
from api.seeding.yaml_reading import Location

Part = TypeVar("Part", bound=BaseModel)


def shaped(source: Source, model: type[Part]) -> Part | list[str]:
    """The piece as its model, or what is wrong with it, one line `file:line: key: what` a problem."""
    if source.problems:
        return source.problems
    made = shaped_data(source.data, model)
    return [source.tell(mistake) for mistake in made] if isinstance(made, list) else made


def shaped_data(data: object, model: type[Part]) -> Part | list[Mistake]:
    """Plain data as its model, or what is wrong with it."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        return [_mistake(row, model) for row in error.errors(include_url=False)[:MISTAKES_MAX]]


def _mistake(row: ErrorDetails, model: type[BaseModel]) -> Mistake:
    location: Location = row["loc"]
    if row["type"] == "missing":
        return Mistake(location, "this key is required and missing", "missing")
    if row["type"] == "model_type":
        return Mistake(location, "must be a mapping of keys to values")
    if row["type"] == "extra_forbidden":
        return Mistake(location, "unknown key", "unknown_key", suggestion=nearest(str(location[-1]), _keys(model)))
    given = row["input"]
    plain = isinstance(given, str | int | float | bool)
    return Mistake(location, f"{_message(row['msg'])}{_given(given)}", value=str(given) if plain else None)


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
