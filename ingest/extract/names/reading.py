"""Names of a whole document, passage by passage: short forms and surnames are told by what was written before."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from ingest.draft import FoundName
from ingest.extract.names.candidates import find_candidates, learn_new_forms
from ingest.extract.names.cast import Cast
from ingest.extract.names.famous import drop_seats, find_famous, find_short_famous
from ingest.extract.names.known import find_known, learn_short_forms
from ingest.extract.names.people import find_full_names, find_surnames
from ingest.extract.names.scenes import Mention, Scene, merge, prepare
from ingest.extract.passages import Passage
from ingest.vocabulary import Vocabulary
from ingest.vocabulary.phrases import Phrase, PhraseBook

_SHORT_FORM = 0.9


def find_names(
    passages: Sequence[Passage], vocabulary: Vocabulary, on: date | None = None
) -> list[tuple[FoundName, ...]]:
    """Organizations, persons and initiatives of each passage; `on`, the issue's first day, tells who held an office.

    Known ones bear their slug, new ones none. A surname alone is a person only where the document or the vocabulary
    leaves no doubt; it is left out otherwise, and with an office it is a new name without a slug.
    """
    cast = Cast()
    short_forms: dict[str, Mention] = {}
    book: PhraseBook[Mention] = PhraseBook(())
    found: list[tuple[FoundName, ...]] = []
    for passage in passages:
        learned = dict(_learn(passage, vocabulary))
        if learned:
            short_forms |= learned
            book = PhraseBook(Phrase(acronym, meant, exact=True) for acronym, meant in short_forms.items())
        scenes = list(_scenes(passage, vocabulary))
        for scene in scenes:
            _find_all(scene, book, cast, on)
        for scene in scenes:
            find_surnames(scene, cast)
        cast.turn_page()
        found.append(merge(scenes))
    return found


def _learn(passage: Passage, vocabulary: Vocabulary) -> Iterator[tuple[str, Mention]]:
    """The short forms that a passage explains; each stands in brackets or before them."""
    if "(" in passage.text or "(" in (passage.headline or ""):
        for scene in _scenes(passage, vocabulary):
            find_known(scene)
            yield from learn_short_forms(scene)
            yield from learn_new_forms(scene)


def _scenes(passage: Passage, vocabulary: Vocabulary) -> Iterator[Scene]:
    """The text first: it names in full whom the headline calls by surname."""
    yield prepare(passage.text, vocabulary, headline=False)
    if passage.headline:
        yield prepare(passage.headline, vocabulary, headline=True)


def _find_all(scene: Scene, short_forms: PhraseBook[Mention], cast: Cast, on: date | None) -> None:
    for match in short_forms.find(scene.words, scene.taken):
        if _is_whole(scene, match.first, match.last):
            meant = replace(match.meanings[0], first=match.first, last=match.last)
            scene.add(replace(meant, rule="short_form", confidence=min(meant.confidence, _SHORT_FORM)))
    find_known(scene)
    find_short_famous(scene)
    find_full_names(scene, cast, on)
    find_candidates(scene)
    find_famous(scene)
    drop_seats(scene)


def _is_whole(scene: Scene, first: int, last: int) -> bool:
    """Whether an acronym stands for itself and is no part of a known longer name (ROK MOFA, Global CBPR Forum)."""
    gazetteer: Iterable[object] = (
        match
        for start in range(max(0, first - 3), first + 1)
        for match in scene.vocabulary.names.gazetteer.starting(scene.words, start)
        if match.last >= last and match.last - match.first > last - first
    )
    return next(iter(gazetteer), None) is None
