"""What the tests of the contract run with."""

import os
from pathlib import Path

import pytest

from tests.clients.environment import BIN, NotAtHand, oasdiff


@pytest.fixture(scope="session")
def differ() -> Path:
    """The program that tells contracts apart; in CI it is built where it is not there yet, elsewhere tests go without."""
    if os.environ.get("CI"):
        return oasdiff()
    if not (BIN / "oasdiff").exists():
        pytest.skip("oasdiff is not built yet; make lint-contract does it, with Go")
    try:
        return oasdiff()
    except NotAtHand as missing:
        pytest.skip(str(missing))
