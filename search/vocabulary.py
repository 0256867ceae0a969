"""Suggestions while typing: vocabulary entries by the beginnings of the words in their names and aliases."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from search.analysis import fold
from search.results import Suggestion


@dataclass(frozen=True, slots=True)
class Entry:
    """A vocabulary entry: `names` holds its name first, then its aliases."""

    kind: str
    id: str
    label: str
    names: tuple[str, ...]


def suggest(entries: Sequence[Entry], q: str, limit: int, count: Callable[[str, str], int]) -> list[Suggestion]:
    """Return entries whose name or alias starts as `q` does, or has words that do, best first.

    Order: the whole name starts so, then an alias does, then words inside; more developments first.
    """
    wanted = fold(q).strip()
    found = []
    for entry in entries:
        rank, hint = _rank(entry, wanted)
        if rank is not None:
            found.append((rank, -count(entry.kind, entry.id), entry.label, hint, entry))
    found.sort(key=lambda row: (row[0], row[1], row[2], row[4].kind))
    return [
        Suggestion(entry.kind, entry.id, entry.label, hint, -negative) for _, negative, _, hint, entry in found[:limit]
    ]


def _rank(entry: Entry, wanted: str) -> tuple[int | None, str | None]:
    if not wanted:
        return None, None
    best: tuple[int | None, str | None] = (None, None)
    for at, name in enumerate(entry.names):
        folded = fold(name)
        whole = folded.startswith(wanted)
        inside = not whole and _words_start(folded, wanted)
        if not whole and not inside:
            continue
        rank = (0 if at == 0 else 1) if whole else (2 if at == 0 else 3)
        if best[0] is None or rank < best[0]:
            best = (rank, None if at == 0 else name)
    return best


def _words_start(folded: str, wanted: str) -> bool:
    words = folded.replace("-", " ").split()
    return all(any(word.startswith(part) for word in words) for part in wanted.split())
