"""A break of the contract is found and must be declared; an addition passes."""

import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.clients.environment import ROOT, Failed
from tests.contract.changes import AcceptedBreak, Change, accepted, compare, idle, undeclared

Document = dict[str, Any]
PATHS = ("/v1/developments", "/v1/search", "/v1/changes")
BREAK = Change(
    "response-required-property-removed", "list_changes", "removed the required property `data/items/at`", True
)
ADDITION = Change("endpoint-added", "list_treaties", "endpoint added", False)


@pytest.fixture(scope="module")
def whole() -> Document:
    """A part of the contract: a few paths, and all that they may be made of."""
    document: Document = yaml.load((ROOT / "openapi.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    document["paths"] = {path: document["paths"][path] for path in PATHS}
    return document


def changes(differ: Path, folder: Path, before: Document, after: Document) -> list[Change]:
    for name, document in (("before", before), ("after", after)):
        (folder / f"{name}.json").write_text(json.dumps(document), encoding="utf-8")
    return compare(differ, folder / "before.json", folder / "after.json")


def asked(document: Document, path: str) -> list[Document]:
    parameters: list[Document] = document["paths"][path]["get"]["parameters"]
    return parameters


def schema(document: Document, name: str) -> Document:
    found: Document = document["components"]["schemas"][name]
    return found


def without_a_parameter(document: Document) -> None:
    asked(document, "/v1/developments").pop(0)


def without_a_field(document: Document) -> None:
    del schema(document, "Change")["properties"]["at"]
    schema(document, "Change")["required"].remove("at")


def without_an_opt_in_field(document: Document) -> None:
    del schema(document, "DevelopmentRow")["properties"]["highlight"]


def with_a_field_that_may_be_absent(document: Document) -> None:
    schema(document, "Change")["required"].remove("revision")


def with_a_field_that_may_be_null(document: Document) -> None:
    schema(document, "Change")["properties"]["at"] = {"anyOf": [{"type": "string"}, {"type": "null"}]}


def with_a_required_parameter(document: Document) -> None:
    schema = {"type": "string"}
    asked(document, "/v1/search").append({"name": "reason", "in": "query", "required": True, "schema": schema})


def without_a_word(document: Document) -> None:
    schema(document, "Sort")["enum"].remove("usd_desc")


def with_a_word_that_answers_never_had(document: Document) -> None:
    schema(document, "Precision")["enum"].append("decade")


def with_another_type(document: Document) -> None:
    schema(document, "Change")["properties"]["seq"] = {"type": "string"}


def with_a_parameter_of_another_type(document: Document) -> None:
    document["components"]["parameters"]["usd_min"]["schema"] = {"type": "boolean"}


def with_a_lower_limit(document: Document) -> None:
    document["components"]["parameters"]["limit"]["schema"]["maximum"] = 10


def without_an_operation(document: Document) -> None:
    del document["paths"]["/v1/changes"]


def without_a_media_type(document: Document) -> None:
    content = document["paths"]["/v1/search"]["get"]["responses"]["200"]["content"]
    content["application/cbor"] = content.pop("application/json")


def under_another_name(document: Document) -> None:
    document["paths"]["/v1/search"]["get"]["operationId"] = "search"


def under_another_tag(document: Document) -> None:
    document["paths"]["/v1/search"]["get"]["tags"] = ["Finding"]


def with_a_class_of_another_name(document: Document) -> None:
    document["components"]["schemas"]["ChangeRow"] = document["components"]["schemas"].pop("Change")
    rows = schema(document, "ChangeList")["properties"]["data"]
    rows["items"] = {"$ref": "#/components/schemas/ChangeRow"}


def with_a_header_less(document: Document) -> None:
    del document["paths"]["/v1/search"]["get"]["responses"]["200"]["headers"]["ETag"]


BREAKS = (
    without_a_parameter,
    without_a_field,
    without_an_opt_in_field,
    with_a_field_that_may_be_absent,
    with_a_field_that_may_be_null,
    with_a_required_parameter,
    without_a_word,
    with_a_word_that_answers_never_had,
    with_another_type,
    with_a_parameter_of_another_type,
    with_a_lower_limit,
    without_an_operation,
    without_a_media_type,
    under_another_name,
    under_another_tag,
    with_a_class_of_another_name,
    with_a_header_less,
)


def with_a_free_parameter(document: Document) -> None:
    schema = {"type": "string"}
    asked(document, "/v1/search").append({"name": "treaty", "in": "query", "required": False, "schema": schema})


def with_a_new_field(document: Document) -> None:
    schema(document, "Change")["properties"]["by"] = {"type": "string"}
    schema(document, "Change")["required"].append("by")


def with_a_new_operation(document: Document) -> None:
    treaties = deepcopy(document["paths"]["/v1/changes"])
    treaties["get"]["operationId"] = "list_treaties"
    document["paths"]["/v1/treaties"] = treaties


def with_one_more_word_to_ask_with(document: Document) -> None:
    schema(document, "Sort")["enum"].append("title_asc")


def with_a_higher_limit(document: Document) -> None:
    document["components"]["parameters"]["limit"]["schema"]["maximum"] = 1000


def with_other_words(document: Document) -> None:
    document["paths"]["/v1/search"]["get"]["summary"] = "Search in everything"


ADDITIONS = (
    with_a_free_parameter,
    with_a_new_field,
    with_a_new_operation,
    with_one_more_word_to_ask_with,
    with_a_higher_limit,
    with_other_words,
)


@pytest.mark.parametrize("mutate", BREAKS, ids=lambda m: m.__name__)
def test_a_break_is_found(differ: Path, whole: Document, tmp_path: Path, mutate: Callable[[Document], None]) -> None:
    present = deepcopy(whole)
    mutate(present)
    assert undeclared(changes(differ, tmp_path, whole, present), [])


@pytest.mark.parametrize("mutate", ADDITIONS, ids=lambda m: m.__name__)
def test_an_addition_passes(differ: Path, whole: Document, tmp_path: Path, mutate: Callable[[Document], None]) -> None:
    present = deepcopy(whole)
    mutate(present)
    assert undeclared(changes(differ, tmp_path, whole, present), []) == []


def test_the_same_contract_has_no_changes(differ: Path, whole: Document, tmp_path: Path) -> None:
    assert changes(differ, tmp_path, whole, whole) == []


def test_what_cannot_be_read_fails(differ: Path, tmp_path: Path) -> None:
    with pytest.raises(Failed, match="absent"):
        compare(differ, tmp_path / "absent.yaml", tmp_path / "absent.yaml")


def declared(**other: str) -> AcceptedBreak:
    row = {"change": BREAK.change, "operation": BREAK.operation, "text": BREAK.text, "version": "2.0.0", "reason": "…"}
    return AcceptedBreak(**{**row, **other})


def test_a_declared_break_passes() -> None:
    assert undeclared([BREAK, ADDITION], [declared()]) == []
    assert undeclared([BREAK], [declared(text="removed the required property `data/items/")]) == []
    assert idle([BREAK], [declared()]) == []


@pytest.mark.parametrize("other", [{"change": "x"}, {"operation": "x"}, {"text": "x"}], ids=str)
def test_a_row_that_declares_something_else_does_not_help_and_is_idle(other: dict[str, str]) -> None:
    assert undeclared([BREAK, ADDITION], [declared(**other)]) == [BREAK]
    assert idle([BREAK, ADDITION], [declared(**other)]) == [declared(**other)]


def test_every_accepted_break_has_a_version_and_a_reason() -> None:
    assert all(row.version and row.reason for row in accepted())


def test_a_row_without_a_reason_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "breaks.yaml"
    file.write_text("- {change: x, operation: x, text: x, version: 2.0.0}\n", encoding="utf-8")
    with pytest.raises(TypeError, match="reason"):
        accepted(file)
