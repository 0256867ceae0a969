"""Persons: by full name, by office and name, and by a surname that the document has made clear."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from ingest.extract.names.cast import Cast
from ingest.extract.names.offices import choose_holder
from ingest.extract.names.roles import role_before, role_behind
from ingest.extract.names.scenes import Mention, Scene
from ingest.extract.names.strangers import find_stranger
from ingest.vocabulary import KnownName
from ingest.vocabulary.names import surname_of
from ingest.vocabulary.phrases import Match

_FULL = 0.97
_BY_OFFICE = 0.85
_NEW = 0.6
_UNSURE = 0.5
_PARTS = 4  # of one name
_SUFFIXES = frozenset({"Jr", "Sr", "II", "III", "IV"})


def find_full_names(scene: Scene, cast: Cast, on: date | None) -> None:
    """Add persons by office and name, by known full name, and by a new full name with its office behind."""
    for office in scene.vocabulary.names.offices.find(scene.words):
        _take_office(scene, office, cast, on)
    for mention in [mention for mention in scene.mentions.values() if mention.kind == "person" and not mention.role]:
        scene.add(replace(mention, role=role_behind(scene, mention.last)))
    for first, last in _further_names(scene):
        _take_full_name(scene, first, last)
    for mention in scene.mentions.values():
        if mention.kind == "person":
            cast.meet(_with_surname(mention))


def find_surnames(scene: Scene, cast: Cast) -> None:
    """Add persons by surname alone, where it is clear who is meant."""
    known = scene.vocabulary.names.surnames
    for at, word in enumerate(scene.words.shown):
        if at in scene.taken or not (word in known or cast.knows(word)) or not _stands_alone(scene, at):
            continue
        told = cast.tell(word, scene.vocabulary)
        if told:
            who, rule, confidence = told
            entry = who.known if isinstance(who, Mention) else who
            name = who.name if isinstance(who, Mention) else word
            scene.add(
                Mention(
                    kind="person",
                    first=at,
                    last=at + 1,
                    name=name,
                    rule=rule,
                    confidence=confidence,
                    known=entry,
                    surname=word,
                )
            )


def _take_full_name(scene: Scene, first: int, last: int) -> None:
    """A known person with an initial or suffix of another spelling, or a new one whose office stands behind."""
    new, bearer = _new(scene, first, last), _bearer(scene, _parts(scene, first, last))
    role = role_behind(scene, last)
    if bearer:
        scene.add(replace(new, known=bearer, rule="full_name", confidence=_FULL, role=role))
    elif role:
        scene.add(replace(new, role=role))
    elif person := find_stranger(scene, first, last):
        scene.add(replace(_new(scene, *person), rule="given_name", confidence=_UNSURE))


def _bearer(scene: Scene, parts: list[str]) -> KnownName | None:
    """The one known person with this first and last word of a name."""
    bearers = scene.vocabulary.names.surnames.get(parts[-1], ()) if len(parts) > 1 else ()
    same = [person for person in bearers if person.name.split()[0] == parts[0]]
    return same[0] if len(same) == 1 else None


def _take_office(scene: Scene, office: Match[str], cast: Cast, on: date | None) -> None:
    """The person whose name stands right behind an office."""
    known = scene.mentions.get(office.last)
    if known and known.kind != "person":
        return
    last = known.last if known else _name_end(scene, office.last)
    if last == office.last:
        return
    _drop_title(scene, office)
    first, role = role_before(scene, office)
    if known:
        scene.add(replace(known, role=role))
    else:
        new = replace(_new(scene, office.last, last), role=role)
        scene.add(_identified(scene, new, office.meanings[0], cast, on))
    for at in range(first, office.last):
        scene.taken.setdefault(at, -1)


def _identified(scene: Scene, new: Mention, office: str, cast: Cast, on: date | None) -> Mention:
    """Who a name behind an office is: known, met in this document, or new."""
    parts = _parts(scene, new.first, new.last)
    surname = new.surname or new.name
    bearers = scene.vocabulary.names.surnames.get(surname, ())
    if len(parts) > 1:
        bearer = _bearer(scene, parts)
        return replace(new, known=bearer, rule="full_name", confidence=_FULL) if bearer else new
    met = cast.people(surname)
    called_so = [person for person in met if office.lower() in (person.role or "").lower()]
    if len(called_so) == 1:
        return replace(
            new, known=called_so[0].known, name=called_so[0].name, rule="office_before", confidence=_BY_OFFICE
        )
    holders = choose_holder(bearers, new.role or "", office, scene.vocabulary, on)
    if len(holders) == 1 and all(person.known is holders[0] for person in met):
        return replace(new, known=holders[0], rule="office", confidence=_BY_OFFICE)
    return new


def _drop_title(scene: Scene, office: Match[str]) -> None:
    """An office is a person's here and no body: US Trade Representative Example."""
    mention = scene.mention_at(office.last - 1)
    if mention and mention.kind != "person" and mention.first <= office.first and mention.last == office.last:
        scene.drop(mention)


def _further_names(scene: Scene) -> Iterator[tuple[int, int]]:
    """Runs of two capitalised words or more that are no name yet."""
    at = 0
    while at < len(scene.words):
        last = _name_end(scene, at)
        if last > at + 1:
            yield at, last
        at = max(last, at + 1)


def _name_end(scene: Scene, first: int) -> int:
    """Behind the words of a person's name that begins at one: given names, initials, hyphens, a suffix."""
    shown = scene.words.shown
    at, parts = first, 0
    while parts < _PARTS and at < len(shown) and _is_part(scene, at):
        parts += 1
        at += 1
        if shown[at : at + 1] == ["."] and (len(shown[at - 1]) == 1 or shown[at - 1] in _SUFFIXES):
            at += 1
        while _hangs_on(scene, at):
            at += 2
    return at


def _is_part(scene: Scene, at: int) -> bool:
    word, reading = scene.words.shown[at], scene.vocabulary.reading
    if at in scene.taken or not scene.is_name_word(at) or not word.isalpha():
        return False
    if word in reading.organization_ends or word in reading.initiative_ends:
        return False
    if word.isupper() and len(word) > 1 and word not in _SUFFIXES:
        return False
    return not (_begins(scene.vocabulary.names.offices.starting(scene.words, at)) or _is_country(scene, at))


def _is_country(scene: Scene, at: int) -> bool:
    return any(match.meanings[0].direct for match in scene.vocabulary.countries.terms.starting(scene.words, at))


def _begins(matches: Iterator[Match[str]]) -> bool:
    return next(matches, None) is not None


def _hangs_on(scene: Scene, at: int) -> bool:
    """Whether a hyphen or apostrophe joins two halves of one name (Suk-yeol, O'Example), not two persons."""
    words = scene.words
    if words.shown[at : at + 1] not in (["-"], ["'"]) or at + 1 >= len(words) or at + 1 in scene.taken:
        return False
    half = words.shown[at + 1]
    if not (words.follows_closely(at) and words.follows_closely(at + 1) and half.isalpha()):
        return False
    if words.shown[at] == "'":
        return half[0].isupper()
    return half not in scene.vocabulary.names.surnames and not _begins(
        scene.vocabulary.names.offices.starting(words, at + 1)
    )


def _stands_alone(scene: Scene, at: int) -> bool:
    """Whether a surname is a person acting: no part of a longer name, no era, no firm, no town in a state."""
    shown, reading = scene.words.shown, scene.vocabulary.reading
    then = shown[at + 1] if at + 1 < len(shown) else ""
    owns = shown[at + 1 : at + 3] == ["'", "s"]
    place = at + 3 if owns else at + 2 if then == "-" else at + 1
    behind = shown[place] if place < len(shown) else ""
    if behind.lower() in reading.not_who or then in reading.company_words | reading.organization_ends:
        return False
    if then == "," and any(True for _ in scene.vocabulary.countries.terms.starting(scene.words, at + 2)):
        return False
    before = at - 1
    return not (
        scene.is_name_word(before)
        and before not in scene.taken
        and shown[before].isalpha()
        and not _is_country(scene, before)
        and shown[before] not in scene.vocabulary.names.surnames
    )


def _new(scene: Scene, first: int, last: int) -> Mention:
    parts = _parts(scene, first, last)
    hyphened = any("-" in part and not part.split("-")[-1][:1].isupper() for part in parts[1:])
    return Mention(
        kind="person",
        first=first,
        last=last,
        name=scene.words.joined(first, last),
        rule="office_and_name",
        confidence=_NEW,
        surname=parts[0] if hyphened else parts[-1],
    )


def _parts(scene: Scene, first: int, last: int) -> list[str]:
    """The words of a name as written, hyphens within, without suffixes."""
    parts = [part.strip(".,") for part in scene.words.joined(first, last).split()] if last > first else []
    return [part for part in parts if part not in _SUFFIXES] or parts


def _with_surname(mention: Mention) -> Mention:
    known: KnownName | None = mention.known
    return replace(mention, surname=surname_of(known)) if known else mention
