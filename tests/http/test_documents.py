"""The documents of the contract: OpenAPI, the console, the pages of the errors."""

import re
from copy import deepcopy
from typing import Any

import pytest
import yaml
from fastapi import FastAPI
from fastapi.testclient import TestClient
from openapi_spec_validator import validate

from api.openapi import TAGS, openapi_yaml
from api.renderers.problem_pages import served_errors
from tests.http.apps import make_app

Part = dict[str, Any]
RECORDS = ("issues", "headlines", "developments", "search")
VOCABULARIES = ("topics", "countries", "country_pairs", "initiatives", "organizations", "people")
WRITTEN: Part = make_app().openapi()


def resolved(document: Part) -> Part:
    """The document with shared parameters and responses put where they are used."""

    def there(part: Part) -> Part:
        if "$ref" not in part:
            return part
        _, _, kind, name = part["$ref"].split("/")
        return document["components"][kind][name]

    whole = deepcopy(document)
    for operation in (op for item in whole["paths"].values() for op in item.values()):
        operation["responses"] = {status: there(r) for status, r in operation["responses"].items()}
        if "parameters" in operation:
            operation["parameters"] = [there(p) for p in operation["parameters"]]
    return whole


DOCUMENT = resolved(WRITTEN)
OPERATIONS = [(path, method, op) for path, item in DOCUMENT["paths"].items() for method, op in item.items()]
IDS = [op["operationId"] for _, _, op in OPERATIONS]
NEEDS_THE_DATABASE = {"get_issue_file"}
PARAMETERS = [
    (path, op, parameter)
    for path, _, op in OPERATIONS
    if "security" not in op and op["operationId"] not in NEEDS_THE_DATABASE
    for parameter in op.get("parameters", [])
]
SCHEMAS: dict[str, Any] = DOCUMENT["components"]["schemas"]
IMPORTS = {"import_document", "list_imports", "get_import", "correct_import", "publish_import", "discard_import"}
ANY_TYPE = {"import_document"}
"""Operations whose body may be of any type: it is told by its content."""


def test_the_document_is_valid_openapi_3_1() -> None:
    validate(WRITTEN)
    assert DOCUMENT["openapi"].startswith("3.1")
    assert DOCUMENT["security"] == []
    assert DOCUMENT["servers"][0]["url"] == "/"
    assert DOCUMENT["info"]["license"]["identifier"] == "CC-BY-4.0"
    assert DOCUMENT["info"]["contact"]
    assert "not affiliated" in DOCUMENT["info"]["description"]


def test_every_operation_of_the_contract_is_there() -> None:
    assert set(IDS) == {
        "list_issues", "get_issue", "list_headlines", "get_headline", "list_developments", "get_development",
        "list_revisions", "search_records", "list_facets", "aggregate_developments", "list_similar_developments", "suggest_entries", "interpret_sentence", "cite_issue", "cite_headline", "cite_development", "list_topics", "get_topic",
        "list_countries", "get_country", "list_country_pairs", "list_initiatives", "get_initiative",
        "list_organizations", "get_organization", "list_people", "get_person", "list_changes", "get_fields",
        "list_synonyms", "get_status", "get_health", "get_readiness", "get_issue_file", "put_whole_issue",
        "withdraw_whole_issue", "list_actions", *IMPORTS,
        "list_export_files",
        *(f"export_{noun}_{form}" for noun in (*RECORDS, *VOCABULARIES) for form in ("csv", "jsonl")),
        *(f"export_{noun}_{form}" for noun in ("issues", "developments", "search") for form in ("bibtex", "ris")),
        *(f"follow_{noun}_{form}" for noun in RECORDS for form in ("atom", "rss", "json_feed")),
        *(f"download_{noun}_{form}" for noun in ("issues", "developments") for form in ("jsonl", "csv", "sqlite", "parquet")),
    }  # fmt: skip
    assert len(IDS) == len(set(IDS))


@pytest.mark.parametrize("operation", [op for *_, op in OPERATIONS], ids=IDS)
def test_an_operation_is_named_described_and_tagged_once(operation: dict[str, Any]) -> None:
    assert re.fullmatch(r"[a-z]+(_[a-z]+)+", operation["operationId"])
    assert operation["summary"]
    assert operation["description"]
    assert len(operation["tags"]) == 1
    assert operation["tags"][0] in TAGS


@pytest.mark.parametrize(("path", "method", "operation"), OPERATIONS, ids=IDS)
def test_every_error_has_the_problem_as_its_body(path: str, method: str, operation: dict[str, Any]) -> None:
    errors = {status: r for status, r in operation["responses"].items() if status >= "300"}
    assert "304" not in errors
    for response in errors.values():
        assert list(response["content"]) == ["application/problem+json"]
        schema = response["content"]["application/problem+json"]["schema"]
        assert schema == {"$ref": "#/components/schemas/Problem"}
    if path.startswith("/v1"):
        assert {"406", "413", "414", "422", "429", "500", "503"} <= set(errors)
        assert ("404" in errors) == ("{" in path and method != "put")
        takes_cursor = any(p["name"] == "cursor" for p in operation.get("parameters", []))
        assert ("400" in errors) == (takes_cursor or "requestBody" in operation)
        assert ("415" in errors) == ("requestBody" in operation and operation["operationId"] not in ANY_TYPE)
    conditional = method in {"put", "patch", "delete"} or operation["operationId"] == "publish_import"
    assert ("412" in errors) == ("428" in errors) == conditional
    assert ("410" in errors) == (method != "put") * any(
        path.startswith(f"/v1/{n}/{{") for n in ("issues", "headlines", "developments")
    )


def test_what_operations_share_is_written_once() -> None:
    operations = [op for item in WRITTEN["paths"].values() for op in item.values()]
    parts = [p for op in operations for p in (*op.get("parameters", ()), *op["responses"].values()) if "$ref" not in p]
    assert len({str(part) for part in parts}) == len(parts)
    assert WRITTEN["components"]["parameters"]["topic"]["name"] == "topic"
    assert "not_found" in WRITTEN["components"]["responses"]


def test_every_tag_is_described_and_used() -> None:
    assert {tag["name"] for tag in DOCUMENT["tags"]} == {op["tags"][0] for *_, op in OPERATIONS} == set(TAGS)
    assert all(tag["description"] for tag in DOCUMENT["tags"])


@pytest.mark.parametrize(
    ("path", "operation", "parameter"), PARAMETERS, ids=[f"{op['operationId']}-{p['name']}" for _, op, p in PARAMETERS]
)
def test_the_example_of_a_parameter_answers(
    client: TestClient, path: str, operation: dict[str, Any], parameter: dict[str, Any]
) -> None:
    assert parameter["description"]
    schema = parameter["schema"]
    assert "anyOf" not in schema, "a parameter is never null"
    if parameter["name"] == "cursor":
        return
    assert schema["examples"]
    given = {p["name"]: p["schema"]["examples"][0] for p in operation["parameters"] if p["required"]}
    for example in schema["examples"]:
        values = {**given, parameter["name"]: example}
        if example == "relevance" or (parameter["name"] == "match" and "q" not in values):
            values["q"] = "moon"
        query = {name: value for name, value in values.items() if f"{{{name}}}" not in path}
        response = client.get(path.format(**values), params=spelled(query))
        assert response.status_code == 200, response.text


def spelled(query: dict[str, Any]) -> dict[str, Any]:
    """Query values as they are sent."""
    return {name: str(value).lower() if isinstance(value, bool) else value for name, value in query.items()}


def test_closed_sets_are_named_enums_and_open_ones_plain() -> None:
    assert SCHEMAS["Sort"]["enum"][0] == "relevance"
    assert SCHEMAS["Match"]["enum"] == ["all", "any"]
    assert "half-month" in SCHEMAS["Precision"]["enum"]
    parameters = {p["name"]: p["schema"] for path, _, p in PARAMETERS if path == "/v1/developments"}
    assert parameters["sort"]["$ref"].endswith("/Sort")
    assert parameters["topic"]["items"] == {"type": "string", "minLength": 1}
    assert parameters["country"]["type"] == "array"
    assert parameters["usd_min"]["maximum"] == 10**15
    assert parameters["date_from"]["format"] == "date"


@pytest.mark.parametrize("name", [n for n in SCHEMAS if n.endswith(("List", "Item")) or n in {"Development", "Topic"}])
def test_all_keys_of_an_answer_are_required(name: str) -> None:
    assert set(SCHEMAS[name]["required"]) == set(SCHEMAS[name]["properties"])


def test_only_problems_and_opt_in_extras_leave_keys_out() -> None:
    loose = {
        name: set(schema["properties"]) - set(schema.get("required", []))
        for name, schema in SCHEMAS.items()
        if "properties" in schema and set(schema["properties"]) != set(schema.get("required", []))
    }
    loose = {name: keys for name, keys in loose.items() if not name.endswith("Part")}
    rows = {f"{kind}{form}": {"highlight"} for kind in ("Headline", "Issue") for form in ("Row", "Hit")}
    developments = {
        "DevelopmentInFull": {"evidence", "source_text"},
        "DevelopmentRow": {"evidence", "source_text", "highlight"},
        "DevelopmentHit": {"evidence", "highlight"},
    }
    feeds = {"JsonFeed": {"next_url"}, "JsonFeedEntry": {"external_url", "tags"}}
    assert loose == {**rows, **developments, **feeds, "Problem": {"errors"}, "Highlight": {"title", "summary", "text"}}


def test_a_key_is_declared_only_where_it_is_needed() -> None:
    assert DOCUMENT["components"]["securitySchemes"]["Key"]["scheme"] == "bearer"
    needing = {op["operationId"] for *_, op in OPERATIONS if "security" in op}
    assert needing == {"put_whole_issue", "withdraw_whole_issue", "list_actions"} | IMPORTS
    assert all(op["security"] == [{"Key": []}] for *_, op in OPERATIONS if "security" in op)
    assert all({"401", "403"} <= set(op["responses"]) for *_, op in OPERATIONS if "security" in op)


def test_what_put_takes_is_what_the_file_gives() -> None:
    operations = {op["operationId"]: op for *_, op in OPERATIONS}
    given = operations["get_issue_file"]["responses"]["200"]["content"]["application/json"]["schema"]
    taken = operations["put_whole_issue"]["requestBody"]["content"]["application/json"]["schema"]
    assert given == taken == {"$ref": "#/components/schemas/IssuePart"}


def test_search_hits_are_told_apart_by_kind() -> None:
    hit = SCHEMAS["SearchHit"]
    assert hit["discriminator"]["propertyName"] == "kind"
    assert len(hit["oneOf"]) == 3


def test_no_name_is_made_up_by_the_framework() -> None:
    assert not [name for name in SCHEMAS if not re.fullmatch(r"[A-Z][A-Za-z]+", name)]
    assert not {"HTTPValidationError", "ValidationError"} & set(SCHEMAS)


def test_every_reference_leads_somewhere() -> None:
    references = set(re.findall(r"#/components/(\w+)/([\w-]+)", str(WRITTEN)))
    assert len(references) > 30
    assert all(name in DOCUMENT["components"][part] for part, name in references)


def test_the_yaml_is_the_same_text_every_time_and_the_same_document(app: FastAPI, client: TestClient) -> None:
    text = openapi_yaml(app)
    assert text == openapi_yaml(make_app())
    assert yaml.safe_load(text) == app.openapi()
    assert client.get("/openapi.yaml").text == text
    assert client.get("/openapi.yaml").headers["content-type"].startswith("application/yaml")
    assert client.get("/openapi.json").json() == app.openapi()
    assert "&id" not in text


def test_the_console_needs_no_network(client: TestClient) -> None:
    page = client.get("/docs")
    assert page.headers["content-type"].startswith("text/html")
    addresses = re.findall(r"""(?:src|href)=["']([^"']+)""", page.text)
    assert len(addresses) >= 3
    assert all(address.startswith("/") and not address.startswith("//") for address in addresses)
    assert [client.get(address).status_code for address in addresses] == [200] * len(addresses)
    assert 'data-contract="/openapi.json"' in page.text


def test_every_error_has_a_page(client: TestClient) -> None:
    index = client.get("/problems").text
    assert len(served_errors()) >= 13
    for code, row in served_errors().items():
        page = client.get(f"/problems/{code}")
        assert page.status_code == 200
        assert row.title in page.text
        assert f'href="/problems/{code}"' in index
    assert client.get("/problems/nothing").status_code == 404
    assert client.get("/problems/invalid_file").status_code == 404


def test_a_strange_path_under_the_static_files_is_404(client: TestClient) -> None:
    for path in ("%00", "..%2f..%2fetc%2fpasswd", "a" * 300, "nothing.js"):
        assert client.get(f"/static-offline-docs/{path}").status_code == 404
