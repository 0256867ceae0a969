"""What the tests of interpreting share: an interpreter of the seed archive."""

from pathlib import Path

import pytest

from api.interpreting import Interpreter, Words, read_words
from tests.search.archive import seed_memory

SEED = Path(__file__).parents[2] / "seed_data"


@pytest.fixture(scope="session")
def words() -> Words:
    """The words in force."""
    return read_words(SEED)


@pytest.fixture(scope="session")
def interpreter(words: Words) -> Interpreter:
    """An interpreter of the seed archive, which ends on 30 June 2024."""
    return Interpreter(words, seed_memory().snapshot())
