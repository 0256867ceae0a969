"""The operations page lists every setting and command as the code has them."""

from pathlib import Path

import pytest

from api.cli import app
from api.errors import AllianceError
from api.key_commands import key_commands
from api.settings import Settings

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGE = (DOCS / "operations.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", Settings.model_fields)
def test_a_setting_is_listed_with_its_default_and_meaning(name: str) -> None:
    field = Settings.model_fields[name]
    default = f"`{field.default}`" if str(field.default) else "empty"
    assert f"| `ALLIANCE_{name.upper()}` | {default} | {field.description} |" in PAGE


def test_every_command_is_listed() -> None:
    names = [command.name or command.callback.__name__ for command in app.registered_commands if command.callback]
    names += [f"keys {c.name or c.callback.__name__}" for c in key_commands.registered_commands if c.callback]
    assert len(names) == 13
    assert all(f"| `alliance {name}" in PAGE for name in names)


def test_every_error_says_what_it_is_for_and_has_a_code_of_its_own() -> None:
    rows = [AllianceError, *AllianceError.__subclasses__()]
    assert all(row.title and row.about for row in rows)
    codes = [row.code for row in AllianceError.__subclasses__()]
    assert len(codes) == len(set(codes)) > 12
