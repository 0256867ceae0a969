"""The cast of a document: who was mentioned so far, so that a surname alone can be told."""

from dataclasses import dataclass, field

from ingest.extract.names.scenes import Mention
from ingest.vocabulary import KnownName, Vocabulary

_SAME_PASSAGE = 0.9
_EARLIER = 0.8
_ONLY_ONE = 0.6


@dataclass(slots=True)
class Cast:
    """Persons by surname: those of the passage at hand and those of earlier ones, each once."""

    here: dict[str, dict[str, Mention]] = field(default_factory=dict)
    before: dict[str, dict[str, Mention]] = field(default_factory=dict)

    def turn_page(self) -> None:
        """Begin the next passage."""
        for surname, people in self.here.items():
            self.before.setdefault(surname, {}).update(people)
        self.here = {}

    def meet(self, mention: Mention) -> None:
        """Note a person by full name or by office."""
        if mention.surname:
            self.here.setdefault(mention.surname, {}).setdefault(mention.key[1], mention)

    def knows(self, surname: str) -> bool:
        """Whether somebody of this surname was mentioned."""
        return surname in self.here or surname in self.before

    def people(self, surname: str) -> list[Mention]:
        """Those of this surname who were mentioned, each once."""
        return list((self.before.get(surname, {}) | self.here.get(surname, {})).values())

    def tell(self, surname: str, vocabulary: Vocabulary) -> tuple[Mention | KnownName, str, float] | None:
        """Who a surname alone is, by which rule and how surely; None where two could be meant or nobody is known.

        A person of the same passage, else one of an earlier passage if nobody else of the vocabulary bears the name,
        else the only one in the vocabulary unless the name is a word of its own (Cotton, Park).
        """
        namesakes = vocabulary.names.surnames.get(surname, ())
        here, before = list(self.here.get(surname, {}).values()), list(self.before.get(surname, {}).values())
        if here:
            return (here[0], "named_here", _SAME_PASSAGE) if len(here) == 1 else None
        if before:
            others = [person for person in namesakes if person is not before[0].known]
            return (before[0], "named_before", _EARLIER) if len(before) == 1 and not others else None
        if len(namesakes) == 1 and surname not in vocabulary.reading.surnames_that_are_words:
            return namesakes[0], "only_bearer", _ONLY_ONE
        return None
