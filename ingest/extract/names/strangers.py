"""Strangers: persons whom no vocabulary knows, told by a given name, by the work before them, or by a Korean name's form."""

import re
from collections.abc import Iterator

from ingest.extract.names.scenes import Scene
from ingest.vocabulary.phrases import Match

# Han Example-soo: two syllables with a hyphen, the second in small letters.
_KOREAN = re.compile(r"[A-Z][a-z]+\s[A-Z][a-z]+[-‐‑–][a-z]+")
_LONGEST_WORK = 3  # words


def find_stranger(scene: Scene, first: int, last: int) -> tuple[int, int] | None:
    """The words of a run of capitals that are a person's name; None where nothing tells that it is one."""
    after_work = _works_before(scene, first)
    for work in _works_at(scene, first):  # the first word of a sentence: Designer Ann Example
        if last - work.last >= 2:
            first, after_work = work.last, True
    first = _given_name(scene, first, last)
    if (
        last - first < 2
        or _is_famous(scene, first)
        or scene.words.shown[last - 1] in scene.vocabulary.reading.not_surnames
    ):
        return None
    shown = scene.words.shown
    given = shown[first] in scene.vocabulary.reading.given_names and shown[first + 1] != "-"
    korean = _KOREAN.fullmatch(scene.words.joined(first, last)) is not None
    return (first, last) if given or after_work or korean else None


def _given_name(scene: Scene, first: int, last: int) -> int:
    """Where a given name begins within a run, at least one more word behind it: Runner-up Ann Example; else its first word."""
    given, shown = scene.vocabulary.reading.given_names, scene.words.shown
    return next((at for at in range(first, last - 1) if shown[at] in given and shown[at + 1] != "-"), first)


def _works_at(scene: Scene, at: int) -> Iterator[Match[str]]:
    yield from scene.vocabulary.names.occupations.starting(scene.words, at)


def _works_before(scene: Scene, first: int) -> bool:
    """Whether an occupation ends right before a name: founder Ann Example."""
    starts = range(max(0, first - _LONGEST_WORK), first)
    return any(match.last == first for at in starts for match in _works_at(scene, at))


def _is_famous(scene: Scene, first: int) -> bool:
    return any(True for _ in scene.vocabulary.names.famous.starting(scene.words, first))
