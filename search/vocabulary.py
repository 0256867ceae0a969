"""Suggestions while typing: vocabulary entries by the beginnings of the words in their names and aliases."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

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
    """Return entries whose name or alias has words that start as the words of `q` do.

    Entries with more developments come first, among equals names before aliases.
    """
    wanted = fold(q).split()
    found = []
    for entry in entries:
        at = next((at for at, name in enumerate(entry.names) if _starts(fold(name), wanted)), None)
        if at is not None:
            found.append(Suggestion(entry.kind, entry.id, entry.label, entry.names[at] if at else None, 0))
    counted = [replace(one, count=count(one.kind, one.id)) for one in found]
    return sorted(counted, key=lambda one: (-one.count, one.hint is not None, one.label, one.kind))[:limit]


def _starts(folded: str, wanted: list[str]) -> bool:
    words = folded.replace("-", " ").split()
    return bool(wanted) and all(any(word.startswith(part) for word in words) for part in wanted)
