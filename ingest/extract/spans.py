"""Evidence from words, and the stretches that ships' names take up."""

from collections.abc import Iterator

from ingest.draft import Evidence
from ingest.vocabulary.reading import ReadingWords
from ingest.vocabulary.words import Words

_LONGEST_SHIP = 4


def evidence(words: Words, first: int, last: int, rule: str, confidence: float, *, headline: bool = False) -> Evidence:
    """Words `first` to `last` (exclusive) as evidence."""
    start, end = words.starts[first], words.ends[last - 1]
    return Evidence(
        rule=rule,
        confidence=confidence,
        raw=words.text[start:end],
        start=start,
        end=end,
        where="headline" if headline else "text",
    )


def find_ships(words: Words, reading: ReadingWords) -> Iterator[tuple[int, int, str | None]]:
    """Ships by prefix (USS, JS) or kind (carrier Ronald Reagan): first and last word (exclusive), flag state if told."""
    behind = 0
    for at, word in enumerate(words.shown):
        if at < behind or not (word in reading.ship_prefixes or word in reading.ship_kinds):
            continue
        flag = reading.ship_prefixes.get(word)
        end = _name_end(words, at + 1, reading)
        if end > at + 1:
            yield (at if flag else at + 1), end, flag
            behind = end


def _name_end(words: Words, at: int, reading: ReadingWords) -> int:
    """Behind the capitalised words from `at` on; `of` may stand between them, an initial may have its full stop."""
    end, limit = at, min(at + _LONGEST_SHIP, len(words))
    while end < limit:
        word = words.shown[end]
        named = word[0].isupper() and word not in reading.ship_stops
        joined = end > at and word in ("of", ".") and (word == "of" or len(words.shown[end - 1]) == 1)
        if not (named or joined):
            break
        end += 1
    return end - 1 if end > at and words.shown[end - 1] in ("of", ".") else end
