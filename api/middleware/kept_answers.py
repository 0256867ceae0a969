"""Kept answers: whole answers of one generation, the least recently used out first, bounded in bytes."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from typing import Any

from cachetools import LRUCache
from werkzeug.http import parse_date, unquote_etag

from api.services.freshness import Validators, not_modified

Key = tuple[str, bytes, bytes, str]
"""Path, query string, Accept, coding."""
Headers = tuple[tuple[bytes, bytes], ...]
OVERHEAD_BYTES = 1_000
"""What an answer takes in memory beside the text of its key, headers and body."""
MOST_NOTED = 20_000
"""Questions that are remembered to have been asked, at about 60 bytes each."""
LARGEST_SHARE = 16
"""One answer takes at most this part of the whole."""


@dataclass(frozen=True)
class Answer:
    """A 200 as the app sent it, compressed or not, and the route that made it."""

    headers: Headers
    body: bytes
    route: Any

    @cached_property
    def headers_304(self) -> Headers:
        """The headers of a 304 in its place."""
        named = not_modified(by_name(self.headers))
        return tuple((name.encode(), value.encode("latin-1")) for name, value in named.items())

    @cached_property
    def validators(self) -> Validators:
        """What a client's copy is compared with."""
        named = by_name(self.headers)
        etag, _ = unquote_etag(named["etag"])
        return Validators(etag or "", parse_date(named["last-modified"]))


class KeptAnswers:
    """Answers of the generation in force; those of any other are forgotten when it changes. Not for several threads."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.largest = most // LARGEST_SHARE
        self._generation: int | None = None
        self._asked: set[int] = set()
        self._answers = self._empty()

    def __len__(self) -> int:
        return len(self._answers)

    @property
    def size(self) -> int:
        """Bytes that all of them take."""
        return int(self._answers.currsize)

    def get(self, generation: int, key: Key) -> Answer | None:
        """Return what was kept of this generation."""
        self._follow(generation)
        found = self._answers.get(key)
        return found[1] if found else None

    def is_asked_again(self, generation: int, key: Key) -> bool:
        """Note that an answer is asked for; whether it was before. Keys are noted by their hash, and forgotten when they are many."""
        self._follow(generation)
        number = hash(key)
        if number in self._asked:
            return True
        if len(self._asked) >= MOST_NOTED:
            self._asked.clear()
        self._asked.add(number)
        return False

    def keep(self, generation: int, key: Key, answer: Answer) -> None:
        """Keep an answer unless it is too large; the least recently used make room for it."""
        self._follow(generation)
        size = size_of(key, answer)
        if size <= self.largest:
            self._answers[key] = (size, answer)

    def _follow(self, generation: int) -> None:
        if generation != self._generation:
            self._generation = generation
            self._asked = set()
            self._answers = self._empty()

    def _empty(self) -> LRUCache[Key, tuple[int, Answer]]:
        return LRUCache(self.most, getsizeof=itemgetter(0))


def size_of(key: Key, answer: Answer) -> int:
    """Return the bytes that keeping an answer takes; the headers twice, as they may be once more for a 304."""
    headers = sum([len(name) + len(value) for name, value in answer.headers])
    return OVERHEAD_BYTES + sum(map(len, key)) + len(answer.body) + 2 * headers


def by_name(headers: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """Return headers by their names in lower case."""
    return {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in headers}
