"""Topics of a passage: the indicators that point to each, weighed against one another."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest.draft import Evidence, FoundCountry, FoundTopic
from ingest.extract.alliances import acting_together, partners_of
from ingest.extract.passages import Passage
from ingest.extract.spans import evidence
from ingest.vocabulary import Vocabulary
from ingest.vocabulary.phrases import Match, choose_longest
from ingest.vocabulary.reading import ReadingWords
from ingest.vocabulary.topics import Indicator, Strength
from ingest.vocabulary.words import Words, split_words

# Weights chosen by the measure of tests/ingest/extract/test_topics_agreement.py (labels of the archive's own summaries).
_WEIGHTS: dict[tuple[Strength, bool], float] = {
    ("strong", True): 4.0,  # in the headline
    ("strong", False): 2.0,
    ("weak", True): 0.8,
    ("weak", False): 0.8,
}
_REPEAT = 0.5  # for each further mention of a term, twice at most
_PARTNER = 1.2  # beside a trilateral sign: a partner is named
_ENOUGH = 2.0  # one strong term, or three weak ones
_SHARE = 0.1  # of the first topic's weight; what has less is said in passing
_CONFIDENCE: dict[Strength, float] = {"strong": 0.9, "weak": 0.5}
_INVENTORY = 3  # so many domains in one list are an inventory
_TRILATERAL = "trilateral"


@dataclass(frozen=True, slots=True)
class Sign:
    """An indicator in place."""

    topic: str
    term: str
    strength: Strength
    evidence: Evidence

    @property
    def weight(self) -> float:
        """What it counts."""
        return _WEIGHTS[self.strength, self.evidence.where == "headline"]


def find_topics(passage: Passage, countries: Sequence[FoundCountry], vocabulary: Vocabulary) -> tuple[FoundTopic, ...]:
    """The topics of a passage, the main one first, each with the terms that point to it; `countries` are its own.

    Where nothing is said clearly enough, the likeliest.
    """
    reading = vocabulary.reading
    signs: dict[str, list[Sign]] = {slug: [] for slug in vocabulary.topics.slugs}
    for sign in (*_signs(passage.headline or "", vocabulary, headline=True), *_signs(passage.text, vocabulary)):
        signs[sign.topic].append(sign)
    if _TRILATERAL in signs:
        signs[_TRILATERAL] += _joint_signs(passage, countries, vocabulary)
    weights = {slug: _weigh(found) for slug, found in signs.items() if found}
    if _TRILATERAL in weights:
        weights |= _with_partners(weights.pop(_TRILATERAL), countries, reading)
    ranked = sorted(_choose(weights), key=lambda slug: -_rank(slug, weights[slug], signs[slug]))
    return tuple(FoundTopic(slug=slug, evidence=tuple(_proofs(signs[slug]))) for slug in ranked)


def _with_partners(weight: float, countries: Sequence[FoundCountry], reading: ReadingWords) -> dict[str, float]:
    """The weight of the trilateral signs: nothing without a partner, more with few of them (many are a forum)."""
    partners = partners_of(countries, reading)
    if not partners:
        return {}
    return {_TRILATERAL: weight + (_PARTNER if len(partners) < reading.few else 0.0)}


def _choose(weights: Mapping[str, float]) -> list[str]:
    most = max(weights.values(), default=0.0)
    least = min(most, max(_ENOUGH, _SHARE * most))
    return [slug for slug, weight in weights.items() if weight >= least]


def _signs(text: str, vocabulary: Vocabulary, *, headline: bool = False) -> Iterator[Sign]:
    """The indicators in a text, topic by topic: the look-alikes of each are taken out before its words are counted."""
    words = split_words(text)
    listed = set(_inventories(words, vocabulary.reading))
    by_topic: dict[str, list[Match[Indicator]]] = {}
    for match in vocabulary.topics.indicators.every(words):
        for indicator in match.meanings:
            one = Match(match.first, match.last, (indicator,))
            by_topic.setdefault(indicator.topic, []).append(one)
    for topic, matches in by_topic.items():
        taken = set(listed) if topic in vocabulary.reading.inventory_topics else set()
        for match in choose_longest(match for match in matches if match.meanings[0].strength == "not"):
            taken.update(range(match.first, match.last))
        for match in choose_longest((match for match in matches if match.meanings[0].strength != "not"), taken):
            indicator = match.meanings[0]
            grade = indicator.strength
            proof = evidence(words, match.first, match.last, grade, _CONFIDENCE[grade], headline=headline)
            yield Sign(topic, indicator.term, grade, proof)


def _joint_signs(passage: Passage, countries: Sequence[FoundCountry], vocabulary: Vocabulary) -> list[Sign]:
    """Lists of countries that act together; however often, they are one sign."""
    if not partners_of(countries, vocabulary.reading):
        return []
    proofs = acting_together(passage, vocabulary)
    return [Sign(_TRILATERAL, "acting together", "strong", proof) for proof in proofs]


def _inventories(words: Words, reading: ReadingWords) -> Iterator[int]:
    """Places of the words in lists of three or more domains, in any order: land, sea, air, cyber and space."""
    first = last = count = 0
    for at, word in enumerate([*words.folded, ""]):
        if word in reading.domains:
            first, last, count = first if count else at, at + 1, count + 1
        elif word not in reading.domain_joints:
            if count >= _INVENTORY:
                yield from range(first, last)
            count = 0


def _weigh(signs: Sequence[Sign]) -> float:
    best: dict[str, float] = {}
    for sign in signs:
        best[sign.term] = max(best.get(sign.term, 0.0), sign.weight)
    repeats = Counter(sign.term for sign in signs)
    return sum(best.values()) + _REPEAT * sum(min(times - 1, 2) for times in repeats.values())


def _rank(slug: str, weight: float, signs: Iterable[Sign]) -> float:
    """What the main topic is chosen by: that three act together counts twice where the headline says it."""
    joint = slug == _TRILATERAL and any(sign.evidence.where == "headline" for sign in signs)
    return weight * 2 if joint else weight


def _proofs(signs: Iterable[Sign]) -> Iterator[Evidence]:
    """The first mention of each term, in the headline and in the text."""
    seen: set[tuple[str, str]] = set()
    for sign in signs:
        key = (sign.term, sign.evidence.where)
        if key not in seen:
            seen.add(key)
            yield sign.evidence
