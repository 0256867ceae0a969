"""Modules and functions stay small enough to be read at once."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("api", "ingest", "search", "bench", "tests")
MODULES = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))
MODULE_LINES = 300
FUNCTION_LINES = 40


def too_long(source: str, limit: int = FUNCTION_LINES) -> list[str]:
    functions = [n for n in ast.walk(ast.parse(source)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    return [f.name for f in functions if (f.end_lineno or f.lineno) - f.lineno + 1 > limit]


def test_the_gate_is_not_vacuous() -> None:
    assert len(MODULES) > 50
    assert too_long("def f():\n" + "    x = 1\n" * 40) == ["f"]
    assert too_long("def f():\n" + "    x = 1\n" * 39) == []


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_module_is_small_and_says_what_it_is_for(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= MODULE_LINES
    assert too_long(source) == []
    assert ast.get_docstring(ast.parse(source)), "a module opens with one sentence that says what it is for"
