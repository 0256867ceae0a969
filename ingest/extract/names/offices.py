"""Who holds an office: of the persons with a surname, the one whose country and office agree with the text."""

from collections.abc import Iterable
from datetime import date, timedelta

from ingest.vocabulary import KnownName, Vocabulary
from ingest.vocabulary.known import Office
from ingest.vocabulary.words import Words, split_words

# An office is known from issues only: it may have begun before and ended after them. The last issues of an archive say
# little of who left office since.
_BEFORE, _AFTER = timedelta(days=183), timedelta(days=730)
_SMALL = frozenset({"of", "for", "the", "and", "to", ".", "'", "s", "-", ","})


def choose_holder(
    people: Iterable[KnownName], role: str, office: str, vocabulary: Vocabulary, on: date | None
) -> tuple[KnownName, ...]:
    """Those of some persons who can be meant by `role`, which ends with `office`, on a day; best those known in it."""
    possible = [person for person in people if _from_there(person, role, office, vocabulary)]
    if office in vocabulary.reading.ranks:
        return tuple(possible)
    in_office = [person for person in possible if _holds(person, office, vocabulary, on)]
    return tuple(in_office or [person for person in possible if not person.offices])


def _from_there(person: KnownName, role: str, office: str, vocabulary: Vocabulary) -> bool:
    """Whether the person's country is that of the office; nothing is held against one without a country."""
    if person.country is None:
        return True
    said = _countries_in(role, office, vocabulary)
    only = said or set(vocabulary.reading.office_only.get(office, ()))
    never = vocabulary.reading.office_never.get(office, ())
    return person.country in only if only else person.country not in never


def _countries_in(role: str, office: str, vocabulary: Vocabulary) -> set[str]:
    """The country that the words before the office name; those of 'Ambassador to Japan' say where, not whose."""
    before = split_words(role[: len(role) - len(office)])
    matches = vocabulary.countries.terms.find(before)
    return {match.meanings[0].code for match in matches if match.meanings[0].direct}


def _holds(person: KnownName, office: str, vocabulary: Vocabulary, on: date | None) -> bool:
    """Whether the archive knows the person in an office of these words at the time."""
    wanted = _office_words(split_words(office), vocabulary)
    return any(
        wanted <= _office_words(split_words(held.role), vocabulary) for held in person.offices if _at_the_time(held, on)
    )


def _at_the_time(held: Office, on: date | None) -> bool:
    return on is None or held.first - _BEFORE <= on <= held.last + _AFTER


def _office_words(words: Words, vocabulary: Vocabulary) -> frozenset[str]:
    """The words that tell an office, in one form: PM is prime minister, adviser is advisor."""
    same = vocabulary.reading.office_words
    return frozenset(part for word in words.folded if word not in _SMALL for part in same.get(word, word).split())
