"""Names that the vocabulary knows, and whose a body is that several countries have."""

from collections.abc import Iterator
from dataclasses import replace

from ingest.extract.names.scenes import Mention, Scene
from ingest.vocabulary import KnownName
from ingest.vocabulary.phrases import Match

_EXACT = 0.97
_OWNER = 0.9
_UNKNOWN_OWNER = 0.5


def find_known(scene: Scene) -> None:
    """Add the organizations, persons and initiatives of the gazetteer to a scene, then bodies told by their owner."""
    names = scene.vocabulary.names
    for match in names.gazetteer.find(scene.words, scene.taken):
        mention = _settled(scene, match)
        if mention:
            scene.add(mention)
    for shared in names.shared_bodies.find(scene.words, scene.taken):
        owner = _owner_before(scene, shared.first)
        mention = _owned(scene, shared.first, shared.last, owner, None) if owner else None
        if mention:
            scene.add(mention)


def _settled(scene: Scene, match: Match[KnownName]) -> Mention | None:
    entry = match.meanings[0]
    owner = _foreign_owner(scene, match, entry)
    if owner:
        return _owned(scene, match.first, match.last, owner, entry)
    return _mention(scene, match.first, match.last, entry)


def _mention(scene: Scene, first: int, last: int, entry: KnownName) -> Mention:
    return Mention(
        kind=entry.kind,
        first=first,
        last=last,
        name=scene.words.joined(first, last),
        rule="gazetteer",
        confidence=_EXACT,
        known=entry,
    )


def _foreign_owner(scene: Scene, match: Match[KnownName], entry: KnownName) -> tuple[int, int, str] | None:
    """The country that a shared name belongs to in this place, where it is not the entry's own."""
    if entry.kind == "person" or _folded(scene, match.first, match.last) not in scene.vocabulary.names.shared:
        return None
    home = {entry.country} if entry.country else set(scene.vocabulary.reading.allies)
    for owner in (_owner_before(scene, match.first), _owner_behind(scene, match.last)):
        if owner and owner[2] not in home:
            return owner
    return None


def _owner_before(scene: Scene, first: int) -> tuple[int, int, str] | None:
    """The country right before a name (ROK MOFA, Seoul's MOFA): its first word, the name's, its code."""
    shown = scene.words.shown
    for gap in (0, 1, 2):  # nothing, a bare apostrophe, 's
        if gap and shown[first - gap : first] != ["'", "s"][:gap]:
            continue
        found = scene.countries.get(first - gap)
        if found:
            return _compound_start(scene, found[0]), first, found[1]
    return None


def _compound_start(scene: Scene, first: int) -> int:
    """Where a compound of countries begins that ends with the one at a word: Japan-Philippines."""
    while scene.words.shown[first - 1 : first] == ["-"] and first - 1 in scene.countries:
        first = scene.countries[first - 1][0]
    return first


def _owner_behind(scene: Scene, last: int) -> tuple[int, int, str] | None:
    """The country behind 'of' or 'with' after a name."""
    shown = scene.words.folded
    if shown[last : last + 1] not in (["of"], ["with"]):
        return None
    at = last + 2 if shown[last + 1 : last + 2] == ["the"] else last + 1
    for end in range(at + 1, min(at + 5, len(shown) + 1)):
        found = scene.countries.get(end)
        if found and found[0] == at:
            return last, end, found[1]
    return None


def _owned(scene: Scene, first: int, last: int, owner: tuple[int, int, str], entry: KnownName | None) -> Mention | None:
    """A body by its owner: the entry that its country calls so, else a new name that holds the owner's."""
    twin = scene.vocabulary.names.twins.get((owner[2], _folded(scene, first, last)))
    start, end = min(first, owner[0]), max(last, owner[1])
    if twin:
        return replace(_mention(scene, start, end, twin), rule="owner", confidence=_OWNER)
    if not (scene.is_name_word(first) or scene.words.shown[first][0].isdigit()):
        return None
    return Mention(
        kind=entry.kind if entry else "organization",
        first=start,
        last=end,
        name=scene.words.joined(start, end),
        rule="owner",
        confidence=_UNKNOWN_OWNER,
    )


def _folded(scene: Scene, first: int, last: int) -> str:
    return " ".join(scene.words.folded[first:last])


def learn_short_forms(scene: Scene) -> Iterator[tuple[str, Mention]]:
    """Acronyms that the text explains beside a known name: Full Name (ABC) and ABC (Full Name)."""
    shown = scene.words.shown
    for mention in list(scene.mentions.values()):
        behind = _bracketed(shown, mention.last)
        if behind and mention.kind != "person":
            yield behind[0], mention
        if shown[mention.first - 1 : mention.first] == ["("] and shown[mention.last : mention.last + 1] == [")"]:
            acronym = shown[mention.first - 2] if mention.first >= 2 else ""
            if is_acronym(acronym) and mention.kind != "person":
                yield acronym, mention


def _bracketed(shown: list[str], at: int) -> tuple[str, int] | None:
    """The acronym in brackets at a place and the place behind it; signs within belong to it (S&TF)."""
    if shown[at : at + 1] != ["("]:
        return None
    for end in range(at + 2, min(at + 6, len(shown))):
        if shown[end] == ")":
            acronym = "".join(shown[at + 1 : end])
            return (acronym, end + 1) if is_acronym(acronym) else None
    return None


def is_acronym(word: str) -> bool:
    """Two capitals or more in one short word; small letters may stand among them (CoRe, DoD)."""
    capitals = sum(letter.isupper() for letter in word)
    return capitals >= 2 and len(word) <= 10 and word[:1].isupper() and capitals * 2 >= len(word)
