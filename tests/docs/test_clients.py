"""The guide to clients shows what the programs of `tests/clients/` run, and the commands that make them."""

import ast
import json
import re
from pathlib import Path

import pytest

from tests.clients.partner import CLIENTS, Client

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "clients.md").read_text(encoding="utf-8")
PROGRAMS = ROOT / "tests" / "clients"
PYTHON = (PROGRAMS / "python" / "program.py").read_text(encoding="utf-8")
FETCH, HEY_API = (
    (PROGRAMS / "typescript" / name / "program.ts").read_text(encoding="utf-8") for name in ("openapi-fetch", "hey-api")
)
_, PYTHON_PART, FETCH_PART, HEY_API_PART = re.split(r"^## ", PAGE, flags=re.MULTILINE)
FUNCTION = re.compile(r"^/\*\*[^\n]*\*/\n(?:async )?function\*? .*?^\}$", re.DOTALL | re.MULTILINE)
BESIDE = {"total", "main"}
"""Functions that tell nothing new."""


def snippets(part: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", part, flags=re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize(
    ("part", "language", "program"),
    [(PYTHON_PART, "python", PYTHON), (FETCH_PART, "ts", FETCH), (HEY_API_PART, "ts", HEY_API)],
    ids=["Python", "openapi-fetch", "hey-api"],
)
def test_every_snippet_stands_so_in_the_program_that_runs(part: str, language: str, program: str) -> None:
    shown = snippets(part, language)
    assert len(shown) >= 9
    assert [snippet for snippet in shown if snippet not in program] == []


def test_every_function_of_the_python_program_is_shown() -> None:
    found = [node for node in ast.parse(PYTHON).body if isinstance(node, ast.FunctionDef) and node.name not in BESIDE]
    assert len(found) >= 9
    assert [node.name for node in found if (ast.get_source_segment(PYTHON, node) or "?") not in PYTHON_PART] == []


@pytest.mark.parametrize(
    ("part", "program"), [(FETCH_PART, FETCH), (HEY_API_PART, HEY_API)], ids=["openapi-fetch", "hey-api"]
)
def test_every_function_of_a_typescript_program_is_shown(part: str, program: str) -> None:
    found = [function for function in FUNCTION.findall(program) if "function total(" not in function]
    assert len(found) >= 9
    assert [function for function in found if function not in part] == []


@pytest.mark.parametrize(
    ("part", "client"),
    list(zip((PYTHON_PART, FETCH_PART, HEY_API_PART), CLIENTS, strict=True)),
    ids=[client.name for client in CLIENTS],
)
def test_the_commands_are_those_that_make_clients_runs(part: str, client: Client) -> None:
    lines = "".join(snippets(part, "sh")).splitlines()
    assert [command for command in client.commands if command not in lines] == []


def test_the_versions_are_those_that_run() -> None:
    packages = json.loads((PROGRAMS / "typescript" / "package.json").read_text(encoding="utf-8"))
    run = {
        f"{name}@{version}" for kind in ("dependencies", "devDependencies") for name, version in packages[kind].items()
    }
    run |= set(re.findall(r"^\S+==\S+", (PROGRAMS / "requirements.txt").read_text(encoding="utf-8"), re.MULTILINE))
    shown = set(re.findall(r"(?<= )[@\w/-]+(?:@|==)\d[\w.]*", "".join(snippets(PAGE, "sh"))))
    assert len(shown) == 5
    assert shown <= run
