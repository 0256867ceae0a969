"""The office that a text gives a person: the words before the name, or those behind a comma or bracket."""

from ingest.extract.names.scenes import Scene
from ingest.vocabulary.phrases import Match

_REACH = 5  # words that may stand before the office and belong to it
_TAIL = 8  # words behind it that may (Secretary of Defense for Indo-Pacific Security Affairs)
_APPOSITION = 14


def role_before(scene: Scene, office: Match[str]) -> tuple[int, str]:
    """Where the words of an office begin, and all of them as written: Deputy Secretary of State, NASA Administrator."""
    first = office.first
    while first > office.first - _REACH and first > 0 and _belongs(scene, first - 1):
        first -= 1
    while first < office.first and not _may_open(scene, first):
        first += 1
    return first, scene.words.joined(first, office.last)


def _belongs(scene: Scene, at: int) -> bool:
    """Whether a word before an office is a part of it."""
    shown, reading = scene.words.shown, scene.vocabulary.reading
    word = shown[at]
    if at in scene.taken and not _is_body(scene, at):
        return False
    if word in ("of", "for", "-", "&", "."):
        return at > 0 and (shown[at - 1][0].isupper() or shown[at - 1] in reading.role_openers)
    if word == "'":
        return shown[at + 1] == "s" and at > 0 and shown[at - 1][0].isupper()
    if word == "s":
        return shown[at - 1 : at] == ["'"]
    return scene.is_name_word(at) or word in reading.role_openers


def _is_body(scene: Scene, at: int) -> bool:
    """Whether a taken word is an organization's: NASA Administrator."""
    mention = scene.mention_at(at)
    return mention is not None and mention.kind == "organization"


def _may_open(scene: Scene, at: int) -> bool:
    return scene.is_name_word(at) or scene.words.shown[at] in scene.vocabulary.reading.role_openers


def role_behind(scene: Scene, last: int) -> str | None:
    """An office behind a name: ', CEO of X', ', Japan's defense minister since May', '(US Ambassador to Japan)'."""
    shown = scene.words.shown
    if shown[last : last + 1] not in ([","], ["("]):
        return None
    start = last + 1
    if shown[start : start + 1] in (["the"], ["a"], ["an"]):
        start += 1
    for office in _offices(scene, start, last + _APPOSITION):
        if _is_plain(scene, start, office.first) and _ends_well(scene, office.last):
            return scene.words.joined(start, _tail_end(scene, office.last))
    return None


def _offices(scene: Scene, first: int, limit: int) -> list[Match[str]]:
    """The offices that begin within a stretch, the longest at each place."""
    book = scene.vocabulary.names.offices
    found: list[Match[str]] = []
    at = first
    while at < min(limit, len(scene.words)) and scene.words.shown[at] not in (",", ";", ")", ":"):
        here = list(book.starting(scene.words, at))
        if here:
            found.append(here[-1])
        at = here[-1].last if here else at + 1
    return found


def _is_plain(scene: Scene, first: int, last: int) -> bool:
    """Whether only words that can belong to an office stand before it."""
    small = ("'", "s", "-", "and", "of", "for", "foreign", "defense", "policy", "security", "education", "science")
    reading = scene.vocabulary.reading
    return last - first <= _REACH + 2 and all(
        word in small or word in reading.role_openers or (word[0].isupper() and word not in reading.stop_words)
        for word in scene.words.shown[first:last]
    )


def _ends_well(scene: Scene, last: int) -> bool:
    """Whether the office stands for itself and not before another person's name."""
    return last >= len(scene.words) or not scene.is_name_word(last)


def _tail_end(scene: Scene, last: int) -> int:
    """Behind 'of …', 'for …' or 'to …' after an office, as far as capitals go."""
    shown = scene.words.shown
    end = at = last
    small = ("of", "for", "to", "the", "and", "-", "&", "'", "s")
    while at < min(len(shown), last + _TAIL) and (scene.is_name_word(at) or shown[at] in small):
        if at == last and shown[at] not in ("of", "for", "to"):
            break
        at += 1
        if scene.is_name_word(at - 1):
            end = at
    return end
