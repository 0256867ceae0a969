"""YAML read strictly: one document, no aliases, no key twice, no surprises in plain words, lines kept."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

try:
    from yaml import CSafeLoader as SafeLoader
except ImportError:  # PyYAML built without libyaml
    from yaml import SafeLoader  # type: ignore[assignment]

Location = tuple[str | int, ...]
DEPTH_MAX = 32


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong on a line."""

    line: int
    location: Location
    message: str


@dataclass(frozen=True, slots=True)
class ReadYaml:
    """A document with its nodes, or the faults for which it is refused."""

    data: Any
    node: yaml.Node | None
    faults: tuple[Fault, ...] = ()


class _Loader(SafeLoader):
    """Dates stay words, only true and false are booleans, whole numbers are plain decimals."""


_DECIDED = {"bool", "int", "timestamp", "merge", "value"}
_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag.rsplit(":", 1)[-1] not in _DECIDED]
    for first, resolvers in SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile("^(?:true|True|TRUE|false|False|FALSE)$"), list("tTfF")
)
_Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^[-+]?(?:0|[1-9][0-9_]*)$"), list("-+0123456789"))


def read_yaml(content: bytes) -> ReadYaml:
    """The one document of a YAML file, built with the safe loader."""
    loader = _Loader(content)
    try:
        node = loader.get_single_node()
        if node is None:
            return _refused(1, "the file is empty")
        faults = tuple(_faults(node, (), set()))
        if faults:
            return ReadYaml(None, node, faults)
        return ReadYaml(loader.construct_document(node), node)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        return _refused(mark.line + 1 if mark else 1, error.problem or "cannot be read")
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return _refused(1, " ".join(str(error).split()))
    finally:
        loader.dispose()


def line_of(node: yaml.Node, location: Location) -> int:
    """The line, from 1, on which the value at a location begins, or the nearest thing around it."""
    for step in location:
        below = _below(node, step)
        if below is None:
            break
        node = below
    return int(node.start_mark.line) + 1


def _below(node: yaml.Node, step: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == step), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        found: yaml.Node = node.value[step]
        return found
    return None


def _faults(node: yaml.Node, location: Location, seen: set[int]) -> Iterator[Fault]:
    line = node.start_mark.line + 1
    if id(node) in seen:
        yield Fault(line, location, "aliases are not allowed; write the value out")
        return
    seen.add(id(node))
    if len(location) > DEPTH_MAX:
        yield Fault(line, location[:4], f"nested deeper than {DEPTH_MAX}")
    elif isinstance(node, yaml.SequenceNode):
        for index, child in enumerate(node.value):
            yield from _faults(child, (*location, index), seen)
    elif isinstance(node, yaml.MappingNode):
        yield from _mapping_faults(node, location, seen)


def _mapping_faults(node: yaml.MappingNode, location: Location, seen: set[int]) -> Iterator[Fault]:
    keys: set[str] = set()
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            yield Fault(line, location, "a key must be a plain word")
            continue
        if key.value in keys:
            yield Fault(line, (*location, key.value), "this key stands twice")
        keys.add(key.value)
        yield from _faults(value, (*location, key.value), seen)


def _refused(line: int, message: str) -> ReadYaml:
    return ReadYaml(None, None, (Fault(line, (), message),))
