"""Requests counted in windows."""

import pytest

from api.middleware import windows
from api.middleware.windows import Windows


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """A clock that a test sets."""
    now = [1_000.0]
    monkeypatch.setattr(windows, "monotonic", lambda: now[0])
    return now


def test_a_window_begins_with_the_first_request_and_ends_on_time(clock: list[float]) -> None:
    counted = Windows(60)
    assert counted.hit("a") == (1, 60)
    clock[0] += 59
    assert counted.hit("a") == (2, 1)
    assert counted.hit("b") == (1, 60)
    clock[0] += 1
    assert counted.hit("a") == (1, 60)
    assert counted.hit("b") == (2, 59)


def test_clients_whose_window_is_over_are_forgotten(clock: list[float], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(windows, "FORGET_AT", 10)
    counted = Windows(60)
    for client in range(10):
        counted.hit(str(client))
    clock[0] += 30
    counted.hit("late")
    assert len(counted) == 11
    clock[0] += 31
    for client in range(100, 112):
        counted.hit(str(client))
    assert len(counted) == 13
    assert counted.hit("late")[0] == 2
