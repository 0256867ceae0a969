"""The examples of the contract are what an archive with the seed data answers now; `make examples` renews them."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.openapi_examples import read_examples
from api.renderers import JSON
from api.renderers.problem import MEDIA_TYPE as PROBLEM
from api.schemas.problems import Problem
from tests.contract.examples import asked
from tests.contract.rules import resolved
from tests.http.apps import make_app

WITHOUT = {"list_synonyms"}
"""Operations without an example: all synonyms are 28 kB, each with the same keys."""


@pytest.fixture(scope="module")
def answers() -> Iterator[Callable[[str], Any]]:
    with asked() as ask:
        yield ask


@pytest.fixture(scope="module")
def contract() -> dict[str, Any]:
    return make_app().openapi()


def reading(contract: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Every operation that answers in JSON without a key, with its answer."""
    operations = [path["get"] for path in contract["paths"].values() if "get" in path]
    given = {
        op["operationId"]: resolved(contract, op["responses"]["200"]) for op in operations if not op.get("security")
    }
    return {
        name: answer["content"][JSON.media_type]
        for name, answer in given.items()
        if JSON.media_type in answer.get("content", {})
    }


@pytest.mark.parametrize("operation", read_examples())
def test_an_example_is_what_is_answered(operation: str, answers: Callable[[str], Any]) -> None:
    example = read_examples()[operation]
    assert answers(example["asked"]) == example["answer"], "make examples asks again"


def test_every_operation_that_reads_has_an_example(contract: dict[str, Any]) -> None:
    bare = {name for name, content in reading(contract).items() if "examples" not in content}
    assert bare == WITHOUT
    assert len(reading(contract)) > 25


def test_an_example_holds_what_it_shows(contract: dict[str, Any]) -> None:
    for name, content in reading(contract).items():
        if name not in WITHOUT:
            shown = content["examples"]["seed_data"]
            assert shown["summary"] == f"GET {read_examples()[name]['asked']}"
            assert shown["value"].get("data") or shown["value"].get("facets") or "data" not in shown["value"], name


def test_a_problem_is_shown_as_it_is_answered(contract: dict[str, Any]) -> None:
    with TestClient(make_app()) as client:
        for address, code in (("/v1/developments?topic=spce", "invalid_parameters"), ("/v1/issues/9.9", "not_found")):
            answer = client.get(address).json()
            shown = contract["components"]["responses"][code]["content"][PROBLEM]["examples"][code]["value"]
            own = ("request_id", "instance", *(() if code == "invalid_parameters" else ("detail",)))
            assert {**answer, **{key: shown[key] for key in own}} == shown


def test_every_problem_shows_itself(contract: dict[str, Any]) -> None:
    for path in contract["paths"].values():
        for operation in path.values():
            for status, part in operation["responses"].items():
                content = resolved(contract, part).get("content", {}).get(PROBLEM)
                shown = [example["value"] for example in content["examples"].values()] if content else []
                assert {str(problem["status"]) for problem in shown} == ({status} if content else set())
                assert all(Problem.model_validate(problem) for problem in shown)
