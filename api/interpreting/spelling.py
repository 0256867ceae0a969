"""Spelling: months, currencies and the like in the capitals that the reading room knows, every character in its place."""

import re

from api.interpreting.asking import Asking
from api.interpreting.fringes import either_of


class Speller:
    """Rewrites known words that a question has in other capitals."""

    def __init__(self, asking: Asking) -> None:
        self._doubtful = {word.lower() for word in asking.doubtful_spellings}
        self._known = {word.lower(): word for word in (*asking.spellings, *asking.doubtful_spellings)}
        digits = r"(?P<before>\d\s{0,2})?"
        objects = "".join(rf"(?<!{word}\s)" for word in asking.us_object_of)
        beside = either_of(asking.us_beside)
        self._us = re.compile(
            rf"(?<![\w.]){objects}us(?=\s*[-–/]?\s*(?:and\s+)?(?:{beside}))|(?<=japan[-\s/])us(?!\w)|(?<=japan\sand\s)us(?!\w)",
            re.IGNORECASE,
        )
        self._pattern = re.compile(
            rf"{digits}(?P<word>{either_of(self._known)})(?P<behind>\.?,?\s{{0,2}}\d)?", re.IGNORECASE
        )

    def spelled(self, sentence: str) -> str:
        """The sentence with those words as they are known; of the same length."""
        return self._pattern.sub(self._rewritten, sentence)

    def with_us(self, sentence: str) -> str:
        """The sentence with "us" in capitals where it is the country."""
        return self._us.sub("US", sentence)

    def _rewritten(self, match: re.Match[str]) -> str:
        word = match["word"].lower()
        beside = match["before"] or match["behind"]
        known = match["word"] if word in self._doubtful and not beside else self._known[word]
        return f"{match['before'] or ''}{known}{match['behind'] or ''}"
