"""A text prepared for names: its words, the countries and ships in it, and what is found so far."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.draft import Evidence, FoundName, NameKind
from ingest.extract.spans import evidence, find_ships
from ingest.vocabulary import KnownName, Vocabulary
from ingest.vocabulary.words import Words, split_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A name in place: words `first` to `last` (exclusive) of its text; `known` is None for a new one."""

    kind: NameKind
    first: int
    last: int
    name: str
    rule: str
    confidence: float
    known: KnownName | None = None
    surname: str | None = None
    role: str | None = None

    @property
    def key(self) -> tuple[NameKind, str]:
        """What two mentions of one thing have in common."""
        if self.known:
            return self.kind, self.known.slug
        alone = self.kind == "person" and " " not in self.name  # a surname alone: its office tells it from a namesake
        return self.kind, f"{self.name}, {self.role}" if alone else self.name


@dataclass(slots=True)
class Scene:
    """One text of a passage; finders add to `mentions` (by first word) in turn.

    `taken` gives the first word of the mention that has a word, -1 for a ship or an office. `countries` gives the first
    word and the code of the country word that ends before a word.
    """

    vocabulary: Vocabulary
    words: Words
    headline: bool
    countries: dict[int, tuple[int, str]] = field(default_factory=dict)
    taken: dict[int, int] = field(default_factory=dict)
    mentions: dict[int, Mention] = field(default_factory=dict)

    def add(self, mention: Mention) -> None:
        """Keep a mention and its words."""
        self.mentions[mention.first] = mention
        self.taken.update(dict.fromkeys(range(mention.first, mention.last), mention.first))

    def drop(self, mention: Mention) -> None:
        """Forget a mention, its words are free again."""
        del self.mentions[mention.first]
        for at in range(mention.first, mention.last):
            self.taken.pop(at, None)

    def mention_at(self, at: int) -> Mention | None:
        """The mention that has a word."""
        return self.mentions.get(self.taken.get(at, -1))

    def free(self, first: int, last: int) -> bool:
        """Whether no mention or ship has any of these words."""
        return not any(at in self.taken for at in range(first, last))

    def is_name_word(self, at: int) -> bool:
        """Whether a word could be a part of a name: a capital, and none of the words that only begin sentences."""
        if not 0 <= at < len(self.words):
            return False
        shown = self.words.shown[at]
        return shown[0].isupper() and shown not in self.vocabulary.reading.stop_words

    def proof(self, mention: Mention) -> Evidence:
        """A mention as evidence."""
        return evidence(
            self.words, mention.first, mention.last, mention.rule, mention.confidence, headline=self.headline
        )


def prepare(text: str, vocabulary: Vocabulary, *, headline: bool) -> Scene:
    """Split a text, mark ships as taken and note which country words end where."""
    words = split_words(text)
    scene = Scene(vocabulary, words, headline)
    for first, last, _ in find_ships(words, vocabulary.reading):
        scene.taken.update(dict.fromkeys(range(first, last), -1))
    for match in vocabulary.countries.terms.find(words):
        term = match.meanings[0]
        if term.direct:
            scene.countries[match.last] = (match.first, term.code)
    return scene


def merge(scenes: list[Scene]) -> tuple[FoundName, ...]:
    """The names of a passage, each once with all its evidence, by first mention; text before headline."""
    found: dict[tuple[NameKind, str], list[tuple[Mention, Evidence]]] = {}
    placed = list(_placed(scenes))
    called = {mention.name: mention.key for mention, _ in placed if mention.role and not mention.known}
    for mention, proof in placed:
        plain = mention.kind == "person" and not mention.known and not mention.role
        found.setdefault(called.get(mention.name, mention.key) if plain else mention.key, []).append((mention, proof))
    return tuple(
        FoundName(
            kind=kind,
            name=mentions[0][0].known.name if mentions[0][0].known else mentions[0][0].name,
            evidence=tuple(proof for _, proof in mentions),
            slug=mentions[0][0].known.slug if mentions[0][0].known else None,
            role=next((mention.role for mention, _ in mentions if mention.role), None),
        )
        for (kind, _), mentions in found.items()
    )


def _placed(scenes: list[Scene]) -> Iterator[tuple[Mention, Evidence]]:
    for scene in scenes:
        for mention in sorted(scene.mentions.values(), key=lambda mention: mention.first):
            yield mention, scene.proof(mention)
