"""Firms and squadrons that no word of their own tells: chipmaker Example, Idaho-based Example, a venture named Example."""

import re
from collections.abc import Iterator

from ingest.extract.names.scenes import Scene

_LONGEST = 3  # words
_SQUADRON = re.compile(r"[VH][A-Z]{2,3}")
_CALLED = frozenset({"named", "called", "dubbed"})


def find_firms(scene: Scene) -> Iterator[tuple[int, int]]:
    """First and last word (exclusive) of each free name behind such a word; none of a person, a country or an office."""
    yield from _squadrons(scene)
    for at in range(1, len(scene.words)):
        if _is_firm_word(scene, at - 1) and _may_be_firm(scene, at):
            last = at + 1
            while last < at + _LONGEST and _may_be_firm(scene, last):
                last += 1
            if not _is_office(scene, last):
                yield at, last


def _squadrons(scene: Scene) -> Iterator[tuple[int, int]]:
    """Flying squadrons by their letters, of which the first tells airplane or helicopter: VFA-999."""
    shown = scene.words.shown
    for at, word in enumerate(shown[:-2]):
        if _SQUADRON.fullmatch(word) and shown[at + 1] == "-" and shown[at + 2].isdigit() and scene.free(at, at + 3):
            yield at, at + 3


def _is_firm_word(scene: Scene, at: int) -> bool:
    """Whether a word announces a firm; a hyphen must stand before `based`, a firm's word before `named`."""
    shown, reading = scene.words.shown, scene.vocabulary.reading
    word = shown[at]
    if word in reading.based_words:
        return shown[max(0, at - 1) : at] == ["-"]
    if word in _CALLED:
        before = [other for other in shown[max(0, at - 2) : at] if other != ","]
        return before[-1:] != [] and before[-1] in reading.firm_words
    return word in reading.firm_words


def _may_be_firm(scene: Scene, at: int) -> bool:
    return scene.is_name_word(at) and at not in scene.taken and not _is_office(scene, at) and not _is_country(scene, at)


def _is_office(scene: Scene, at: int) -> bool:
    return any(True for _ in scene.vocabulary.names.offices.starting(scene.words, at))


def _is_country(scene: Scene, at: int) -> bool:
    return any(True for _ in scene.vocabulary.countries.terms.starting(scene.words, at))
