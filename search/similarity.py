"""Similarity: developments that share rare words and rare tags with one, and which."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

import orjson

from search.analysis import analyze
from search.document import DEVELOPMENT
from search.engine import Engine
from search.plan import Some, Term
from search.query import Filters, SearchQuery, Sort, TermFilter
from search.results import Hit

TEXTS = ("title", "summary")
TAGS = {"topic": "topics", "country": "countries", "organization": "organizations", "person": "people", "initiative": "initiatives"}  # fmt: skip
"""Keyword field → the key of its values in a rendered development."""
FOLLOWED = ("initiative", "organization", "person")
"""Tags that make a candidate of a development even where no word is shared."""
MOST_TERMS = 25
CANDIDATES = 50
COMMON = 0.5
"""A word or tag of more than this share of all developments says nothing."""
SHOWN_TERMS = 8
WORDS_SHARE = 0.6
"""How much of the score shared words make up, where all are shared; tags make up the rest."""
FUNCTION_WORDS = frozenset(
    """a about above after again against all along also although am among an and another any are around as at away back be because
    been before behind being below between beyond both but by came can cannot come could did do does done down during each either
    else even ever every few first for from further gave get give given go goes going gone got had has have having he held her here
    him himself his how however i if in into is it its itself just last later least less let like made make makes making many may me
    might more most much must my near nearly never new next no nor not now of off often on once one only onto or other others our out
    over own past per put rather said same saw say says see seen several shall she should since so some such take taken than that the
    their them themselves then there these they thing this those though three through thus to together too took toward towards two
    under until up upon us use used using very via was way we well went were what when where whether which while who whole whom whose
    why will with within without would year years yet you your""".split()
)
"""Words that say nothing of what a text is about, however rare they are in a small archive."""
LEAST = 0.03
"""Scores below this are not similar."""


@dataclass(frozen=True, slots=True)
class Similar:
    """A development like another; `score` is 1 for one with the same words and tags.

    `terms` are words of the other that this one has too, the rarest first; `tags` are values by keyword field.
    """

    hit: Hit
    score: float
    terms: tuple[str, ...]
    tags: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Told:
    """A development as words and tags."""

    words: Mapping[str, str]
    """Term → the word as it was first written."""
    counts: Counter[str]
    tags: Mapping[str, tuple[str, ...]]


def find_similar(engine: Engine, id: str, limit: int) -> Sequence[Similar]:
    """Return developments like one, the most similar first; none when it is not there."""
    rendered = engine.rendered(DEVELOPMENT, id)
    if rendered is None:
        return ()
    own = _read(rendered)
    size = engine.run(None, SearchQuery(limit=0)).total
    terms = _telling_terms(engine, own, size)
    weights = _telling_tags(engine, own, size)
    scores, hits = _by_words(engine, terms)
    hits |= _by_tags(engine, weights)
    most = scores.pop(id, 0.0)
    found = [
        _compare(hit, scores.get(other, 0.0) / most if most else 0.0, terms, own, weights)
        for other, hit in hits.items()
        if other != id
    ]
    alike = [similar for similar in found if similar.score >= LEAST]
    return sorted(alike, key=lambda similar: (-similar.score, similar.hit.id))[:limit]


def _read(rendered: bytes) -> _Told:
    told = orjson.loads(rendered)
    words: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for name in TEXTS:
        text = told[name]
        for token in analyze(text):
            if token.surface and token.surface not in FUNCTION_WORDS:
                words.setdefault(token.text, text[token.start : token.end])
                counts[token.text] += 1
    tags = {name: tuple(_slug(value) for value in told.get(key, ())) for name, key in TAGS.items()}
    return _Told(words, counts, tags)


def _slug(value: object) -> str:
    return str(value["slug"] if isinstance(value, dict) else value)


def _rarity(holders: int, size: int) -> float:
    """Return how much it says to share what `holders` of `size` developments have; nothing where only one has it."""
    return log(size / holders) if 1 < holders <= size * COMMON else 0.0


def _telling_terms(engine: Engine, own: _Told, size: int) -> dict[str, float]:
    """Return the terms that tell most, the rarest and most used first."""
    rarities = {term: _rarity(engine.term_count(term), size) for term in own.words if any(map(str.isalpha, term))}
    weights = {term: rarity * own.counts[term] for term, rarity in rarities.items() if rarity}
    first = sorted(weights, key=lambda term: (-weights[term], term))[:MOST_TERMS]
    return {term: rarities[term] for term in first}


def _telling_tags(engine: Engine, own: _Told, size: int) -> dict[tuple[str, str], float]:
    rarities = {
        (name, value): _rarity(engine.holders(name, value), size) for name, tags in own.tags.items() for value in tags
    }
    return {tag: rarity for tag, rarity in rarities.items() if rarity}


def _by_words(engine: Engine, terms: Mapping[str, float]) -> tuple[dict[str, float], dict[str, Hit]]:
    if not terms:
        return {}, {}
    plan = Some(tuple(Term(term, TEXTS) for term in terms))
    page = engine.run(plan, SearchQuery(sort=Sort.RELEVANCE, limit=CANDIDATES)).page
    return {hit.id: hit.score or 0.0 for hit in page}, {hit.id: hit for hit in page}


def _by_tags(engine: Engine, weights: Mapping[tuple[str, str], float]) -> dict[str, Hit]:
    found: dict[str, Hit] = {}
    for name in FOLLOWED:
        values = tuple(value for field, value in weights if field == name)
        if values:
            query = SearchQuery(filters=Filters(terms={name: TermFilter(any_of=values)}), limit=CANDIDATES)
            found |= {hit.id: hit for hit in engine.run(None, query).page}
    return found


def _compare(
    hit: Hit, words: float, terms: Mapping[str, float], own: _Told, weights: Mapping[tuple[str, str], float]
) -> Similar:
    other = _read(hit.rendered)
    shared = [(name, value) for name, value in weights if value in other.tags[name]]
    tags = sum(weights[tag] for tag in shared) / sum(weights.values()) if weights else 0.0
    common = sorted((term for term in terms if term in other.words), key=lambda term: (-terms[term], term))
    return Similar(
        hit=hit._replace(score=None),
        score=round(WORDS_SHARE * min(words, 1.0) + (1 - WORDS_SHARE) * tags, 4),
        terms=tuple(own.words[term] for term in common[:SHOWN_TERMS]),
        tags={name: tuple(value for field, value in shared if field == name) for name in TAGS},
    )
