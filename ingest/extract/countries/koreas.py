"""Which Korea: 'Korea' alone is the South unless only the North is named; 'the North' needs a Korea beside it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.extract.countries.mentions import Mention
from ingest.extract.joints import joined
from ingest.vocabulary.reading import ReadingWords

_SOUTH, _NORTH = "KR", "KP"
_CONFIDENCE = 0.7


def settle_koreas(mentions: Sequence[Mention], reading: ReadingWords) -> Iterator[Mention]:
    """The mentions with each 'Korea' decided, and without 'the North' and 'the South' where nothing names a Korea."""
    sides = {word.lower() for word in reading.beside_korea}
    plain = [mention for mention in mentions if mention.word.lower() not in sides]
    named = {mention.code for mention in plain if mention.direct and mention.word not in reading.bare_korea}
    only_north = _NORTH in named and _SOUTH not in named
    korea = any(mention.code in (_SOUTH, _NORTH) for mention in plain if mention.direct)
    for place, mention in enumerate(mentions):
        if mention.word in reading.bare_korea and only_north and not _in_list(mentions, place):
            proof = replace(mention.evidence, rule="korea_alone", confidence=_CONFIDENCE)
            yield replace(mention, code=_NORTH, evidence=proof)
        elif korea or mention.word.lower() not in sides:
            yield mention


def _in_list(mentions: Sequence[Mention], place: int) -> bool:
    """Whether the word stands in one list with another country: US-Japan-Korea, Japan and Korea."""
    return any(
        _listed(mentions[first], mentions[first + 1])
        for first in (place - 1, place)
        if first >= 0 and first + 1 < len(mentions)
    )


def _listed(one: Mention, other: Mention) -> bool:
    if one.evidence.where != other.evidence.where or one.text is not other.text:
        return False
    return joined(one.text, one.evidence.end or 0, other.evidence.start or 0)
