"""Keeping: the interpreter of the generation in force, made at the first question to it."""

from pathlib import Path
from threading import Lock

from api.interpreting.reading import Interpreter
from api.interpreting.words import Words, read_words
from api.settings import SEED_DATA
from search import Snapshot


class Interpreters:
    """Keeps one interpreter; shared by all requests."""

    def __init__(self, folder: Path = SEED_DATA) -> None:
        self._folder = folder
        self._lock = Lock()
        self._words: Words | None = None
        self._kept: Interpreter | None = None

    def of(self, snapshot: Snapshot) -> Interpreter:
        """Return the interpreter of a generation."""
        with self._lock:
            if self._kept is None or self._kept.data_version != snapshot.data_version:
                self._words = self._words or read_words(self._folder)
                self._kept = Interpreter(self._words, snapshot)
            return self._kept
