"""What `make clients` makes of a part that fails, one that cannot run, and a program that finds something else."""

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from tests.clients import answers, environment
from tests.clients.environment import Failed, NotAtHand, kept
from tests.clients.run import Parts

FOUND: dict[str, Any] = {
    "search": ["issue 3.7: …"],
    "every_development": ["3.7-d1", "3.7-d2"],
    "total": 2,
    "dollars": [5, ["5 KZT: no stored rate for KZT"]],
    "by_topic": {"space": [1, None]},
}


def raising(error: Exception) -> Callable[[], None]:
    def step() -> None:
        raise error

    return step


@pytest.mark.parametrize(
    ("error", "must_have_everything", "exit_code"),
    [
        (Failed("an error of types"), False, 1),
        (ValueError("found something else"), False, 1),
        (NotAtHand("no Go"), False, 0),
        (NotAtHand("no Go"), True, 1),
    ],
    ids=["fails", "finds something else", "is skipped", "may not be skipped in CI"],
)
def test_a_part_that_does_not_end_well(
    capsys: pytest.CaptureFixture[str], error: Exception, must_have_everything: bool, exit_code: int
) -> None:
    parts = Parts(must_have_everything=must_have_everything)
    assert parts.do("Redocly", raising(error)) is None
    assert parts.do("Spectral", lambda: "clean") == "clean"
    assert parts.close() == exit_code
    printed = capsys.readouterr()
    assert str(error) in printed.err
    assert ("Redocly: FAILED" in printed.out) == bool(exit_code)
    assert "Spectral: ok" in printed.out


def test_what_cannot_be_made_is_tried_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "HOME", tmp_path)
    monkeypatch.setattr(environment, "_missing", {})
    tries = []

    def make() -> None:
        tries.append(1)
        raise OSError("no network")

    for told in ("no network", "x: cannot be made here"):
        with pytest.raises(NotAtHand, match=told):
            kept(tmp_path / "x.sha256", {"lock": "1"}, make)
    assert tries == [1]


def test_what_was_made_is_made_again_only_for_other_inputs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "HOME", tmp_path)
    made = []
    for version in ("1", "1", "2"):
        kept(tmp_path / "x.sha256", {"version": version}, lambda version=version: made.append(version))  # type: ignore[misc]
    assert made == ["1", "2"]


def test_a_program_that_finds_what_is_served_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "expected", lambda _: FOUND)
    answers.check(FOUND, "http://127.0.0.1:8000")


@pytest.mark.parametrize(
    ("name", "value", "as_served"),
    [
        ("total", 3, False),
        ("search", [], False),
        ("search", [], True),
        ("total", 3, True),
        ("dollars", [5, []], True),
        ("by_topic", {"space": [1, 5]}, True),
    ],
    ids=[
        "other total",
        "nothing found",
        "nothing to find",
        "pages that do not add up",
        "no null dollars",
        "no null sum",
    ],
)
def test_a_program_that_finds_something_else_or_nothing_fails(
    monkeypatch: pytest.MonkeyPatch, name: str, value: Any, as_served: bool
) -> None:
    found = {**deepcopy(FOUND), name: value}
    monkeypatch.setattr(answers, "expected", lambda _: found if as_served else FOUND)
    with pytest.raises(ValueError, match=r"\w"):
        answers.check(found, "http://127.0.0.1:8000")
