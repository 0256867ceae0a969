"""Rules that generated clients ask of the contract, each from a generator that did something wrong without it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from tests.clients.environment import HERE

Part = dict[str, Any]
GENERATOR = yaml.safe_load((HERE / "python" / "generator.yaml").read_text(encoding="utf-8"))
BY_CONTRACT = {"part-of-month", "half-month", "half-year", "fiscal-year", "csl-json"}
"""Words with a hyphen that the API promises."""
TAKEN = {"type", "format", "date", "from", "class", "self", "client", "body"}
"""Names of parameters that a language or a generator has for itself."""
KNOWN_TYPES = {"application/json", "application/octet-stream", "multipart/form-data"}
NOT_JAVASCRIPT = re.compile(r"\\[^dDwWsSbBnrtvfcuxpPk0-9^$\\.*+?()\[\]{}|/-]")
"""A backslash before what JavaScript knows no meaning of."""
NOT_JSON_SCHEMA = {"ge", "gt", "le", "lt"}


@dataclass(frozen=True, slots=True)
class Rule:
    """What the contract keeps to, why, and how to find where it does not."""

    name: str
    why: str
    offenders: Callable[[Part], Iterator[str]]


def resolved(document: Part, part: Part) -> Part:
    """Return a part of the document, or what it refers to."""
    while "$ref" in part:
        _, *steps = part["$ref"].split("/")
        part = document
        for step in steps:
            part = part[step]
    return part


def operations(document: Part) -> Iterator[Part]:
    """Yield all operations."""
    return (operation for item in document["paths"].values() for operation in item.values())


def parameters(document: Part) -> Iterator[tuple[str, Part]]:
    """Yield all parameters with the operation that takes them."""
    for operation in operations(document):
        for part in operation.get("parameters", ()):
            yield operation["operationId"], resolved(document, part)


def bodies(document: Part) -> Iterator[tuple[str, str, Part]]:
    """Yield what operations take and give: the operation and the status, the media type, the schema."""
    for operation in operations(document):
        answers = {status: resolved(document, part) for status, part in operation["responses"].items()}
        for place, body in {"body": operation.get("requestBody", {}), **answers}.items():
            for media_type, content in body.get("content", {}).items():
                yield f"{operation['operationId']} {place}", media_type, content["schema"]


def inside(part: Any, path: str = "") -> Iterator[tuple[str, Part]]:
    """Yield every mapping of a part of the document, with its path."""
    if isinstance(part, dict):
        yield path, part
    for step, inner in part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ():
        yield from inside(inner, f"{path}/{step}")


def sets_without_a_name(document: Part) -> Iterator[str]:
    for operation, parameter in parameters(document):
        schema = parameter["schema"]
        if "enum" in schema or "enum" in schema.get("items", {}):
            yield f"{operation} {parameter['name']}"


def odd_words(document: Part) -> Iterator[str]:
    for path, part in inside(document["components"]["schemas"]):
        words = part.get("enum", ()) if isinstance(part.get("enum"), list) else ()
        yield from (f"{path} {w}" for w in words if w not in BY_CONTRACT and not (w.isidentifier() and w == w.lower()))


def parameters_that_may_be_null(document: Part) -> Iterator[str]:
    for operation, parameter in parameters(document):
        if {"type": "null"} in parameter["schema"].get("anyOf", ()):
            yield f"{operation} {parameter['name']}"


def taken_names(document: Part) -> Iterator[str]:
    return (f"{operation} {p['name']}" for operation, p in parameters(document) if p["name"] in TAKEN)


def lists_in_another_style(document: Part) -> Iterator[str]:
    for operation, parameter in parameters(document):
        if (parameter.get("style", "form") != "form" and parameter["in"] == "query") or parameter.get(
            "explode"
        ) is False:
            yield f"{operation} {parameter['name']}"


def unknown_keywords(document: Part) -> Iterator[str]:
    for path, part in inside(document):
        yield from (f"{path} {word}" for word in NOT_JSON_SCHEMA & part.keys() if not isinstance(part[word], dict))


def patterns_of_another_language(document: Part) -> Iterator[str]:
    for path, part in inside(document):
        pattern = part.get("pattern")
        if isinstance(pattern, str) and NOT_JAVASCRIPT.search(pattern):
            yield f"{path} {pattern}"


def keywords_that_generators_pass_over(document: Part) -> Iterator[str]:
    for path, part in inside(document):
        yield from (f"{path} {word}" for word in ("contentMediaType", "itemSchema") if word in part)


def unions_without_a_discriminator(document: Part) -> Iterator[str]:
    for path, part in inside(document):
        if "oneOf" in part:
            name = part.get("discriminator", {}).get("propertyName")
            members = [resolved(document, member) for member in part["oneOf"]]
            if not all(name in m.get("required", ()) and "const" in m["properties"][name] for m in members):
                yield path


def answers_of_several_kinds(document: Part) -> Iterator[str]:
    for operation in operations(document):
        for status, part in operation["responses"].items():
            if len(resolved(document, part).get("content", {})) > 1:
                yield f"{operation['operationId']} {status}"


def bytes_that_the_python_client_leaves_out(document: Part) -> Iterator[str]:
    for place, media_type, _ in bodies(document):
        known = media_type in {*KNOWN_TYPES, *GENERATOR["content_type_overrides"]}
        if not (known or media_type.startswith("text/") or media_type.endswith("+json")):
            yield f"{place} {media_type}"


def texts_taken_for_json(document: Part) -> Iterator[str]:
    for place, media_type, schema in bodies(document):
        is_json = media_type == "application/json" or media_type.endswith("+json")
        wanted = {} if is_json or media_type == "multipart/form-data" else {"type": "string"}
        binary = {} if is_json or media_type.startswith(("text/", "multipart/")) else {"format": "binary"}
        if not (wanted | binary).items() <= schema.items():
            yield f"{place} {media_type}"


def lists_in_forms(document: Part) -> Iterator[str]:
    for place, media_type, schema in bodies(document):
        fields = resolved(document, schema).get("properties", {}) if media_type == "multipart/form-data" else {}
        yield from (f"{place} {name}" for name, field in fields.items() if field.get("type") == "array")


def closed_answers(document: Part) -> Iterator[str]:
    taken = [schema for place, _, schema in bodies(document) if place.endswith(" body")]
    sent = {id(part) for schema in taken for part in made_of(document, schema)}
    for place, _, schema in bodies(document):
        for part in made_of(document, schema):
            if part.get("additionalProperties") is False and id(part) not in sent:
                yield f"{place} {part.get('title')}"


def made_of(document: Part, schema: Part) -> list[Part]:
    """Return every mapping that a schema is made of, whatever it refers to included."""
    found: dict[int, Part] = {}
    waiting = [schema]
    while waiting:
        part = resolved(document, waiting.pop())
        if id(part) not in found:
            found[id(part)] = part
            waiting.extend(inner for _, inner in inside(part))
    return list(found.values())


RULES = (
    Rule("a parameter's closed set has a name", "each operation gets an enum of its own", sets_without_a_name),
    Rule("words of a closed set are lower_snake_case", "they become VALUE_0 or MINUS_…", odd_words),
    Rule("no parameter is null", "null is sent as the word", parameters_that_may_be_null),
    Rule("no parameter has a taken name", "it is renamed, differently by each generator", taken_names),
    Rule("a list is a repeated parameter", "other styles are joined by commas", lists_in_another_style),
    Rule("constraints are JSON Schema's", "others are left out", unknown_keywords),
    Rule("patterns are JavaScript's", "a validator stops at the contract", patterns_of_another_language),
    Rule("only keywords that generators read", "a file becomes text", keywords_that_generators_pass_over),
    Rule("a union says by which word", "members are tried in turn", unions_without_a_discriminator),
    Rule("an answer is of one media type", "the first one is taken", answers_of_several_kinds),
    Rule("other media types are known as bytes", "the answer is left out", bytes_that_the_python_client_leaves_out),
    Rule("what is no JSON is text or bytes", "it is parsed as JSON", texts_taken_for_json),
    Rule("answers may get more keys", "a strict client fails at the first new one", closed_answers),
    Rule("a form has no lists", "they are joined by commas", lists_in_forms),
)
