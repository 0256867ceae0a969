"""Phrase books: all the phrases of a list found in one walk over the words of a text.

A trie of words, walked from each word on. The work is the number of words times the length of the longest phrase,
whatever the text.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from ingest.vocabulary.words import Words, split_words

Meaning = TypeVar("Meaning")


@dataclass(frozen=True, slots=True)
class Phrase(Generic[Meaning]):
    """Words to find; `exact` asks for the same capitals, a "*" at the end of `text` stands for any ending."""

    text: str
    meaning: Meaning
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Match(Generic[Meaning]):
    """Words `first` to `last` (exclusive) of a text, and everything that a phrase of these words means."""

    first: int
    last: int
    meanings: tuple[Meaning, ...]


class _End(Generic[Meaning]):
    """Where a phrase ends in the trie."""

    __slots__ = ("meaning", "shown")

    def __init__(self, meaning: Meaning, shown: tuple[str, ...] | None) -> None:
        self.meaning = meaning
        self.shown = shown

    def fits(self, words: Words, first: int) -> bool:
        """Whether the capitals are those asked for; a phrase may begin a sentence with a capital of its own."""
        if self.shown is None:
            return True
        found = words.shown[first : first + len(self.shown)]
        return found[1:] == list(self.shown[1:]) and found[0] in (self.shown[0], _opening(self.shown[0]))


class _OpenEnd(_End[Meaning]):
    """The same for a phrase whose last word may have any ending."""

    __slots__ = ()

    def fits(self, words: Words, first: int) -> bool:
        if self.shown is None:
            return True
        *head, tail = self.shown
        found = words.shown[first : first + len(self.shown)]
        return found[:-1] == head and found[-1].startswith(tail)


class _Node(Generic[Meaning]):
    __slots__ = ("ends", "next", "stems", "widths")

    def __init__(self) -> None:
        self.next: dict[str, _Node[Meaning]] = {}
        self.ends: list[_End[Meaning]] = []
        self.stems: dict[str, list[_End[Meaning]]] = {}
        self.widths: set[int] = set()


class PhraseBook(Generic[Meaning]):
    """Phrases compiled for matching; built once and not changed after."""

    def __init__(self, phrases: Iterable[Phrase[Meaning]]) -> None:
        self._root: _Node[Meaning] = _Node()
        for phrase in phrases:
            self._add(phrase)

    def _add(self, phrase: Phrase[Meaning]) -> None:
        open_ended = phrase.text.endswith("*")
        words = split_words(phrase.text.removesuffix("*"))
        if not len(words):
            return
        shown = tuple(words.shown) if phrase.exact else None
        *path, tail = words.folded
        node = self._root
        for word in path:
            node = node.next.setdefault(word, _Node())
        if open_ended:
            node.stems.setdefault(tail, []).append(_OpenEnd(phrase.meaning, shown))
            node.widths.add(len(tail))
        else:
            node.next.setdefault(tail, _Node()).ends.append(_End(phrase.meaning, shown))

    def find(self, words: Words, taken: Collection[int] = ()) -> list[Match[Meaning]]:
        """The longest phrases from left to right, none over another, none over words that are `taken`."""
        return choose_longest(self.every(words), taken)

    def every(self, words: Words) -> Iterator[Match[Meaning]]:
        """All phrases that stand in a text, also those within others, by where they begin."""
        following, stems, widths = self._root.next, self._root.stems, self._root.widths
        for first, word in enumerate(words.folded):
            if word in following or (widths and any(word[:width] in stems for width in widths)):
                yield from self.starting(words, first)

    def starting(self, words: Words, first: int) -> Iterator[Match[Meaning]]:
        """All phrases that begin at one word, the shortest first."""
        node: _Node[Meaning] | None = self._root
        at, count = first, len(words.folded)
        while node is not None and at < count:
            word = words.folded[at]
            ends = [end for width in node.widths for end in node.stems.get(word[:width], ())] if node.widths else []
            node = node.next.get(word)
            if node is not None and node.ends:
                ends += node.ends
            at += 1
            if ends:
                meanings = tuple([end.meaning for end in ends if end.fits(words, first)])
                if meanings:
                    yield Match(first, at, meanings)


def choose_longest(matches: Iterable[Match[Meaning]], taken: Collection[int] = ()) -> list[Match[Meaning]]:
    """The longest ones from left to right, none over another, none over words that are `taken`."""
    chosen: list[Match[Meaning]] = []
    for match in sorted(matches, key=lambda match: (match.first, -match.last)):
        free = not chosen or chosen[-1].last <= match.first
        if free and (not taken or taken_none(match, taken)):
            chosen.append(match)
    return chosen


def taken_none(match: Match[Meaning], taken: Collection[int]) -> bool:
    """Whether none of a match's words is taken."""
    return not any(at in taken for at in range(match.first, match.last))


def _opening(word: str) -> str:
    return word[:1].upper() + word[1:]
