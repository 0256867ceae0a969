"""Fringes: known words right before or right behind a place in a sentence."""

import re
from collections.abc import Iterable, Mapping

LOOK = 40
"""How many characters either side are looked at; no known words are longer."""


def either_of(words: Iterable[str]) -> str:
    """A pattern of any of these words, the longest first; English ones as whole words."""
    return "|".join(_whole(word) for word in sorted(words, key=len, reverse=True)) or "(?!)"


def folded(text: str) -> str:
    """Words as they are compared: in lower case, one space between them."""
    return " ".join(text.casefold().split())


def _whole(word: str) -> str:
    pattern = r"\s+".join(re.escape(part) for part in word.split())
    before = r"(?<![\w])" if word[0].isascii() and word[0].isalnum() else ""
    behind = r"(?![\w])" if word[-1].isascii() and word[-1].isalnum() else ""
    return f"{before}{pattern}{behind}"


class Fringe:
    """Groups of words by name; of words in two groups the first group has them."""

    def __init__(self, groups: Mapping[str, Iterable[str]]) -> None:
        self._names: dict[str, str] = {}
        for name, words in groups.items():
            for word in words:
                self._names.setdefault(folded(word), name)
        pattern = either_of(self._names)
        self._before = re.compile(rf"(?P<words>{pattern})\s*$", re.IGNORECASE)
        self._behind = re.compile(rf"\s*(?P<words>{pattern})", re.IGNORECASE)

    def before(self, text: str, at: int) -> tuple[int, str] | None:
        """Where the words begin that end at a place, and the name of their group."""
        low = max(0, at - LOOK)
        match = self._before.search(text[low:at])
        return (low + match.start(), self._names[folded(match["words"])]) if match else None

    def behind(self, text: str, at: int) -> tuple[int, str] | None:
        """Where the words end that begin at a place, and the name of their group."""
        match = self._behind.match(text, at)
        return (match.end(), self._names[folded(match["words"])]) if match else None
