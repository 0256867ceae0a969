"""New organizations and initiatives: capitalised names that say by a word of theirs what they are."""

from collections.abc import Iterator
from itertools import pairwise

from ingest.draft import NameKind
from ingest.extract.names.firms import find_firms
from ingest.extract.names.known import is_acronym
from ingest.extract.names.scenes import Mention, Scene

_CONFIDENCE = 0.5
_EXERCISE, _EXERCISE_REACH = 4, 6  # words of its name, words from a comma to what it is
_LONGEST = 12  # words of one name
_SIGNS = ("-", "&", ".", "'", ",")


def find_candidates(scene: Scene) -> None:
    """Add new names to a scene, the longest run of capitals at each place first."""
    at = 0
    while at < len(scene.words):
        at = _behind_office(scene, at)
        last = _run_end(scene, at) if _may_begin(scene, at) else at
        mention = _typed(scene, at, last) if last > at else None
        if mention:
            scene.add(mention)
        at = max(last, at + 1)
    for first, last in find_firms(scene):
        scene.add(_new(scene, "organization", first, last, "firm_before"))
    for first, last in (*_apposed_exercises(scene), *_exercises(scene)):
        if scene.free(first, last) and not _only_countries(scene, first, last):
            scene.add(_new(scene, "initiative", first, last, "exercise"))


def learn_new_forms(scene: Scene) -> Iterator[tuple[str, Mention]]:
    """Acronyms beside a name that no list knows, where its capitals are the acronym's letters."""
    shown = scene.words.shown
    for at, word in enumerate(shown):
        if not is_acronym(word):
            continue
        if shown[at - 1 : at] == ["("] and shown[at + 1 : at + 2] == [")"]:
            span = _spelled_before(scene, at - 1, word)
        elif shown[at + 1 : at + 2] == ["("]:
            span = _spelled_behind(scene, at + 2, word)
        else:
            continue
        kind = _kind(scene, *span) if span else None
        if span and kind and scene.free(*span):
            yield word, _new(scene, kind, *span, "spelled_out")


def _behind_office(scene: Scene, at: int) -> int:
    """The place behind an office that a name follows with of, for or to: CEO of Example Holdings."""
    offices = list(scene.vocabulary.names.offices.starting(scene.words, at)) if scene.is_name_word(at) else []
    end = offices[-1].last if offices else at
    return end + 1 if offices and scene.words.shown[end : end + 1] in (["of"], ["for"], ["to"]) else at


def _may_begin(scene: Scene, at: int) -> bool:
    return scene.is_name_word(at) and at not in scene.taken


def _run_end(scene: Scene, first: int) -> int:
    """Behind the capitalised words that hang together from one on, small words and signs between them included."""
    end = at = first
    limit = min(len(scene.words), first + _LONGEST)
    while at < limit and at not in scene.taken:
        if scene.is_name_word(at) or (at > first and scene.words.shown[at][0].isdigit()):
            end = at = at + 1
        elif not _joins(scene, at, first):
            break
        else:
            at += 1
    return end


def _joins(scene: Scene, at: int, first: int) -> bool:
    """Whether a small word or sign lies inside a name: Ministry of Economy, Trade and Industry; Memorandum on Space."""
    shown, reading = scene.words.shown, scene.vocabulary.reading
    word = shown[at]
    if word in reading.small_words:
        two_things = word == "and" and shown[at + 1 : at + 2] == ["the"]
        return not two_things and (word in ("of", "for", "on", "the", "&") or _opened(scene, first, at))
    if word == ",":
        return _opened(scene, first, at) and _and_follows(scene, at)
    if word == ".":
        return len(shown[at - 1]) == 1 or shown[at - 1] in ("Co", "Inc", "Corp", "Mt", "St")
    if word == "'":
        return shown[at + 1 : at + 2] == ["s"] and scene.is_name_word(at + 2)
    return word in _SIGNS or (word == "s" and shown[at - 1] == "'")


def _opened(scene: Scene, first: int, at: int) -> bool:
    """Whether the name began with a word that governs a list (Ministry of …, Memorandum on …)."""
    reading = scene.vocabulary.reading
    openers = (reading.organization_openers | reading.initiative_openers) - reading.single_openers
    shown = scene.words.shown[first:at]
    return any(word in openers and shown[place + 1] in ("of", "for", "on") for place, word in enumerate(shown[:-1]))


def _and_follows(scene: Scene, at: int) -> bool:
    """Whether a list goes on behind a comma: capitals up to 'and' and one more."""
    ahead = scene.words.shown[at + 1 : at + 7]
    for place, word in enumerate(ahead):
        if word in ("and", "&"):
            return place + 1 < len(ahead) and ahead[place + 1][0].isupper()
        if word != "," and not word[0].isupper():
            return False
    return False


def _typed(scene: Scene, first: int, last: int) -> Mention | None:
    """The run as a new name if a word tells its kind; what stands behind the telling word is left out."""
    shown, reading = scene.words.shown, scene.vocabulary.reading
    for end in range(last, first + 1, -1):
        kind = _kind(scene, first, end)
        if kind is None:
            continue
        if shown[end - 1] in reading.small_words:
            return None
        if _only_countries(scene, first, end - 1) and not (kind == "organization" and _has_own_end(scene, first, end)):
            return None
        start = _country_start(scene, _behind_owner(scene, first, end))
        return _new(scene, kind, start, end, "pattern") if end - start > 1 else None
    return None


def _country_start(scene: Scene, first: int) -> int:
    """Where the country begins that the first word of a name ends: New Zealand Defence Force."""
    return next((begin for end, (begin, _) in scene.countries.items() if begin < first < end), first)


def _behind_owner(scene: Scene, first: int, last: int) -> int:
    """Where the name proper begins behind a possessive: Japan's Example Agency."""
    owners = [at for at in range(first, last - 2) if scene.words.shown[at : at + 2] == ["'", "s"]]
    return owners[0] + 2 if owners else first


def _kind(scene: Scene, first: int, last: int) -> NameKind | None:
    """What a run of capitals is, by its last word or by one that opens it with of, for, on."""
    shown, reading = scene.words.shown, scene.vocabulary.reading
    run = shown[first:last]
    pair = " ".join(run[-2:])
    if len(run) > 2 and pair in reading.organization_pairs:
        return "organization"
    if pair in reading.initiative_pairs:
        return "initiative"
    opener = next((word for word, then in pairwise(run) if then in ("of", "for", "on")), "")
    if opener in reading.organization_openers:
        return "organization"
    if opener in reading.initiative_openers:
        return "initiative"
    if run[-1] in reading.organization_ends:
        return "organization"
    return "initiative" if run[-1] in reading.initiative_ends else None


def _only_countries(scene: Scene, first: int, last: int) -> bool:
    """Whether nothing but country words and signs stands there: US-Japan Summit is no name of its own."""
    at = last
    while at > first:
        if at in scene.countries:
            at = scene.countries[at][0]
        elif scene.words.shown[at - 1] in (*_SIGNS, "and", "s"):
            at -= 1
        else:
            return False
    return True


def _has_own_end(scene: Scene, first: int, last: int) -> bool:
    """Whether countries and a last word make a name: Japan-Canada Society and Japan Airlines do, Japan Embassy is a word for one."""
    two = len([at for at in range(first + 1, last) if at in scene.countries]) > 1
    return two or scene.words.shown[last - 1] in scene.vocabulary.reading.company_words


def _exercises(scene: Scene) -> Iterator[tuple[int, int]]:
    """Names before or behind the word exercise: Exercise Keen Example, the Keen Example drill."""
    reading = scene.vocabulary.reading
    for at, word in enumerate(scene.words.folded):
        if word not in reading.exercise_words:
            continue
        end = at + 1
        while end < at + 4 and scene.is_name_word(end) and end not in scene.taken:
            end += 1
        if end > at + 1:
            yield at + 1, end
        first = at
        while first > at - 3 and scene.is_name_word(first - 1) and first - 1 not in scene.taken:
            first -= 1
        if at - first >= 2:
            yield first, at


def _apposed_exercises(scene: Scene) -> Iterator[tuple[int, int]]:
    """Names that the words behind a comma call an exercise: Gray Example 24, the largest drill so far."""
    shown, at = scene.words.shown, 0
    while at < len(shown):
        last = at
        while last < at + _EXERCISE and scene.is_name_word(last) and last not in scene.taken:
            last += 1
        behind = last + 1 if shown[last : last + 1] and shown[last].isdigit() else last
        if last - at >= 2 and _is_called_exercise(scene, behind):
            yield at, last
        at = max(last, at + 1)


def _is_called_exercise(scene: Scene, at: int) -> bool:
    folded, reading = scene.words.folded, scene.vocabulary.reading
    if folded[at : at + 1] != [","] or folded[at + 1 : at + 2] not in (["a"], ["an"], ["the"]):
        return False
    ahead = folded[at + 2 : at + 2 + _EXERCISE_REACH]
    return next(
        (word in reading.exercise_words for word in ahead if word in {*reading.exercise_words, ",", "."}), False
    )


def _spelled_before(scene: Scene, last: int, acronym: str) -> tuple[int, int] | None:
    for first in range(last - 1, max(-1, last - 2 * len(acronym) - 1), -1):
        if _initials(scene, first, last) == acronym.upper() and scene.is_name_word(first):
            return first, last
    return None


def _spelled_behind(scene: Scene, first: int, acronym: str) -> tuple[int, int] | None:
    for last in range(first + 1, min(len(scene.words), first + 2 * len(acronym) + 1)):
        if scene.words.shown[last] == ")":
            return (first, last) if _initials(scene, first, last) == acronym.upper() else None
    return None


def _initials(scene: Scene, first: int, last: int) -> str:
    return "".join(word[0] for word in scene.words.shown[first:last] if word[0].isupper())


def _new(scene: Scene, kind: NameKind, first: int, last: int, rule: str) -> Mention:
    return Mention(
        kind=kind,
        first=first,
        last=last,
        name=scene.words.joined(first, last),
        rule=rule,
        confidence=_CONFIDENCE,
    )
