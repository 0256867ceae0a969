"""Leftover: the words that no part reads, as they are searched for, without the small words of a sentence."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from api.interpreting.asking import Asking
from api.interpreting.fringes import either_of
from api.interpreting.pieces import Part
from search import Remark

_JAPANESE: Final = "\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_EDGES: Final = ".,;:?!()[]{}…/–—&+<>=≥≤~·•'’‘"


@dataclass(slots=True)
class _Words:
    """Words of one gap on their way: kept ones, those left out, and what waits for the next kept one."""

    kept: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    choice: bool = False
    unwanted: str | None = None

    def keep(self, word: str) -> None:
        """Add a word, behind OR where one waits, with a minus where it is unwanted."""
        if self.unwanted and not word.startswith("-"):
            word = f"-{word}"
        elif self.choice and self.kept:
            word = f"{self.kept.pop()} OR {word}"
        self.kept.append(word)
        self.choice, self.unwanted = False, None

    def drop(self, word: str) -> None:
        """Leave a small word out; what waits for the next word goes on waiting."""
        self.dropped.append(word)


class LeftoverReader:
    """Splits what is left of a sentence into words to search for and words to leave out."""

    def __init__(self, asking: Asking) -> None:
        stops = either_of((*asking.stops, *asking.articles))
        negations, some = either_of(asking.negations.before), either_of(asking.joints.any)
        self._token = re.compile(
            rf"(?P<ja>[{_JAPANESE}]+)|(?P<not>(?:{negations})(?=\s|$))|(?P<or>(?:{some})(?=\s|$))|(?P<stop>(?:{stops})(?![-\w*:]))"
            rf"|(?P<word>[^\s,;{_JAPANESE}]+)|(?P<sign>[,;])",
            re.IGNORECASE,
        )
        self._particle = either_of((*asking.particles, *asking.joints.all, *asking.joints.any))
        self._leading = re.compile(rf"^(?:{self._particle})+")
        self._trailing = re.compile(rf"(?:{self._particle})+$")

    def read(self, sentence: str, parts: Sequence[Part]) -> tuple[str | None, tuple[str, ...], list[Remark]]:
        """The words to search for, those left out, and a remark for each word of negation that has nothing to exclude."""
        kept: list[str] = []
        dropped: list[str] = []
        remarks: list[Remark] = []
        for text in _gaps(sentence, parts):
            words = self._words(text)
            kept += words.kept
            dropped += words.dropped
            if words.unwanted:
                remarks.append(Remark("not_understood", f"“{words.unwanted}” excludes nothing here.", "q"))
        several = len(kept) > 1
        said = [f"({word})" if several and " OR " in word else word for word in kept]
        return " ".join(said) or None, tuple(dict.fromkeys(dropped)), remarks

    def _words(self, text: str) -> _Words:
        words = _Words()
        for match in self._token.finditer(text):
            raw = match[0]
            match match.lastgroup:
                case "ja":
                    self._japanese(words, raw)
                case "not":
                    words.unwanted = raw
                case "or":
                    words.choice = bool(words.kept)
                    words.drop(raw)
                case "sign":
                    words.choice, words.unwanted = False, None
                case "stop":
                    words.drop(raw)
                case _:
                    word = raw.rstrip(f"{_EDGES}-").lstrip(_EDGES)
                    touches = match.start() == 0 and word.startswith("-")
                    word = word.lstrip("-") if touches or not word.strip("-") else word
                    if word:
                        words.keep(word)
        return words

    def _japanese(self, words: _Words, run: str) -> None:
        """Leave particles at both ends of a run out, or the whole run where it is nothing else."""
        core = self._trailing.sub("", self._leading.sub("", run))
        if core:
            words.keep(core)
        else:
            words.drop(run)


def _gaps(sentence: str, parts: Sequence[Part]) -> Iterator[str]:
    at = 0
    for part in sorted(parts, key=lambda part: part.start):
        yield sentence[at : part.start]
        at = max(at, part.end)
    yield sentence[at:]
