"""Bodies and plans that any reader of the news knows, and forces that are their home country's where they stand alone."""

from collections.abc import Iterator

from ingest.draft import NameKind
from ingest.extract.names.scenes import Mention, Scene
from ingest.vocabulary import KnownName
from ingest.vocabulary.phrases import Match

_FAMOUS = 0.6
_AT_HOME = 0.8
_AT = frozenset({"at", "in", "to", "near", "outside", "inside"})


def find_famous(scene: Scene) -> None:
    """Add what is left of the well-known names to a scene, once all longer names have been found."""
    for match in _famous(scene):
        scene.add(_mention(scene, match.first, match.last, match.meanings[0]))


def find_short_famous(scene: Scene) -> None:
    """Add well-known acronyms and the forces and houses of the home country: what no longer name is built on."""
    names, shown = scene.vocabulary.names, scene.words.shown
    for match in _famous(scene):
        if match.last == match.first + 1 and shown[match.first].isupper():
            scene.add(_mention(scene, match.first, match.last, match.meanings[0]))
    for body in names.home_bodies.find(scene.words, scene.taken):
        if _stands_alone(scene, body.first, body.last):
            twin = names.twins.get((body.meanings[0], " ".join(scene.words.folded[body.first : body.last])))
            scene.add(_mention(scene, body.first, body.last, "organization", known=twin))


def _famous(scene: Scene) -> Iterator[Match[NameKind]]:
    """The well-known names that are free, without places that are called after one: Asahi River."""
    places = scene.vocabulary.reading.not_surnames
    for match in scene.vocabulary.names.famous.find(scene.words, scene.taken):
        if places.isdisjoint(scene.words.shown[match.last : match.last + 1]):
            yield match


def drop_seats(scene: Scene) -> None:
    """Forget seats of government that are only where something happens: they met at the White House."""
    for mention in list(scene.mentions.values()):
        if _bare(mention.name) in scene.vocabulary.reading.seats and _is_where(scene, mention.first):
            scene.drop(mention)
            scene.taken.update(dict.fromkeys(range(mention.first, mention.last), -1))


def _stands_alone(scene: Scene, first: int, last: int) -> bool:
    """Whether no word beside a body makes it another one: Royal Navy, Salvation Army, Navy Pier, Manila's Navy."""
    shown = scene.words.shown
    own = shown[max(0, first - 2) : first] == ["'", "s"]
    return not (own or scene.is_name_word(first - 1) or (scene.is_name_word(last) and last not in scene.taken))


def _mention(scene: Scene, first: int, last: int, kind: NameKind, known: KnownName | None = None) -> Mention:
    return Mention(
        kind=kind,
        first=first,
        last=last,
        name=scene.words.joined(first, last),
        rule="home_body" if known else "famous",
        confidence=_AT_HOME if known else _FAMOUS,
        known=known,
    )


def _bare(name: str) -> str:
    return name.removeprefix("the ").removeprefix("The ")


def _is_where(scene: Scene, first: int) -> bool:
    before = scene.words.folded[max(0, first - 2) : first]
    return before[-1:] != [] and (before[-1] in _AT or (before[-1] == "the" and before[0] in _AT))
