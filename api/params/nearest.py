"""Nearest: the right word that a wrong one most likely stands for."""

from collections.abc import Iterable

from rapidfuzz import fuzz, process

LEAST = 60.0
SHORTEST = 3


def nearest(value: str, choices: Iterable[str], least: float = LEAST) -> str | None:
    """Return the choice that is most like `value`, None when none is at least `least` per cent like it."""
    known = list(choices)
    wanted = value[:100].casefold()
    found = process.extractOne(wanted, known, scorer=fuzz.ratio, processor=str.casefold, score_cutoff=least)
    return str(found[0]) if found else _containing(wanted, known)


def _containing(wanted: str, known: list[str]) -> str | None:
    """Return the shortest choice that holds the wanted word or is held by it."""
    if len(wanted) < SHORTEST:
        return None
    long = [choice for choice in known if len(choice) >= SHORTEST]
    holding = [choice for choice in long if wanted in choice.casefold() or choice.casefold() in wanted]
    return min(holding, key=len, default=None)
