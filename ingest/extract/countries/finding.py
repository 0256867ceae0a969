"""Which countries a passage concerns: those named, those who act, and the two allies always."""

from collections.abc import Iterator, Mapping

from ingest.draft import Evidence, FoundCountry
from ingest.extract.countries.koreas import settle_koreas
from ingest.extract.countries.mentions import Mention, find_mentions
from ingest.extract.passages import Passage
from ingest.vocabulary import Vocabulary

_ALLIANCE = Evidence(rule="alliance", confidence=0.6)


def find_countries(passage: Passage, vocabulary: Vocabulary) -> tuple[FoundCountry, ...]:
    """The countries that a passage concerns: the allies first, then the others as they are mentioned.

    A third country counts where it is named or its leaders act; institutions and places alone say little of it. The
    allies always count, since the digest is about them: `implied` where only their offices, people or places act.
    """
    mentions = [
        *find_mentions(passage.text, vocabulary, headline=False),
        *find_mentions(passage.headline or "", vocabulary, headline=True),
    ]
    if not (mentions or passage.text.strip()):
        return ()
    by_code: dict[str, list[Mention]] = {code: [] for code in vocabulary.reading.allies}
    for mention in settle_koreas(mentions, vocabulary.reading):
        by_code.setdefault(mention.code, []).append(mention)
    return tuple(_found(by_code, vocabulary))


def _found(by_code: Mapping[str, list[Mention]], vocabulary: Vocabulary) -> Iterator[FoundCountry]:
    for code, mentions in by_code.items():
        direct = tuple(mention.evidence for mention in mentions if mention.direct)
        if direct:
            yield FoundCountry(code=code, evidence=direct)
        elif code in vocabulary.reading.allies:
            hints = tuple(mention.evidence for mention in mentions)
            yield FoundCountry(code=code, evidence=hints or (_ALLIANCE,), implied=True)
