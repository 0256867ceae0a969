"""The contract keeps the rules that generated clients ask for, and each rule finds what breaks it."""

from typing import Any

import pytest
import yaml

from tests.clients.environment import ROOT
from tests.contract.rules import RULES, Part, Rule

CONTRACT: Part = yaml.load((ROOT / "openapi.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_contract_keeps_a_rule(rule: Rule) -> None:
    assert list(rule.offenders(CONTRACT)) == [], rule.why


def asking(**schema: Any) -> Part:
    """One operation with one parameter."""
    return with_operation(parameters=[{"name": "q", "in": "query", "schema": schema}])


def named(name: str, **more: Any) -> Part:
    return with_operation(parameters=[{"name": name, "in": "query", "schema": {"type": "string"}, **more}])


def answering(media_type: str, schema: Part, *others: str) -> Part:
    content = {name: {"schema": schema} for name in (media_type, *others)}
    return with_operation(responses={"200": {"content": content}})


def with_operation(**more: Any) -> Part:
    operation = {"operationId": "search_records", "responses": {}, **more}
    return {"paths": {"/v1/search": {"get": operation}}, "components": {"schemas": {}}}


def with_schema(schema: Part) -> Part:
    return {"paths": {}, "components": {"schemas": {"Odd": schema, "Plain": {"properties": {"kind": {}}}}}}


FORM = {"type": "object", "properties": {"topics": {"type": "array"}}}
BROKEN = {
    "a parameter's closed set has a name": asking(type="array", items={"type": "string", "enum": ["a"]}),
    "words of a closed set are lower_snake_case": with_schema({"enum": ["-date"]}),
    "no parameter is null": asking(anyOf=[{"type": "string"}, {"type": "null"}]),
    "no parameter has a taken name": named("format"),
    "a list is a repeated parameter": named("topic", explode=False),
    "constraints are JSON Schema's": asking(type="integer", ge=0),
    "patterns are JavaScript's": with_schema({"type": "string", "pattern": r"^[^\"]+$"}),
    "only keywords that generators read": with_schema({"type": "string", "contentMediaType": "application/pdf"}),
    "a union says by which word": with_schema({"oneOf": [{"$ref": "#/components/schemas/Plain"}]}),
    "an answer is of one media type": answering("text/csv", {"type": "string"}, "text/plain"),
    "other media types are known as bytes": answering("application/zip", {"type": "string", "format": "binary"}),
    "what is no JSON is text or bytes": answering("application/atom+xml", {"type": "string"}),
    "answers may get more keys": answering("application/json", {"type": "object", "additionalProperties": False}),
    "a form has no lists": answering("multipart/form-data", FORM),
}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_finds_what_breaks_it(rule: Rule) -> None:
    assert list(rule.offenders(BROKEN[rule.name]))


def test_the_rules_look_at_something() -> None:
    assert len(CONTRACT["paths"]) > 60
    assert len(BROKEN) == len(RULES)
