"""The public surface of a room is pinned, and outsiders use nothing deeper."""

import ast
from pathlib import Path

import search

ROOT = Path(__file__).resolve().parents[2]


def deep_imports(source: str, room: str) -> list[str]:
    found = [n.module or "" for n in ast.walk(ast.parse(source)) if isinstance(n, ast.ImportFrom)]
    found += [a.name for n in ast.walk(ast.parse(source)) if isinstance(n, ast.Import) for a in n.names]
    return [name for name in found if name.startswith(f"{room}.")]


def test_the_check_sees_a_deep_import() -> None:
    assert deep_imports("from search.plan import Term", "search") == ["search.plan"]


def test_outsiders_import_only_the_front_door() -> None:
    modules = sorted((ROOT / "api").rglob("*.py"))
    assert not {str(m): found for m in modules if (found := deep_imports(m.read_text(encoding="utf-8"), "search"))}


def test_the_front_door_is_sorted_and_complete() -> None:
    assert list(search.__all__) == sorted(search.__all__, key=lambda n: (not n.isupper(), n.islower(), n))
    assert all(hasattr(search, name) for name in search.__all__)
