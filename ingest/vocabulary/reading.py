"""The words of reading.yaml: what the reader knows beside the vocabularies."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingWords:
    """One attribute a key of reading.yaml; the comments there say what each is for."""

    allies: tuple[str, ...]
    few: int
    actors: Mapping[str, str]
    bare_korea: frozenset[str]
    beside_korea: frozenset[str]
    plain_kanji: frozenset[str]
    home_bodies: Mapping[str, str]
    company_words: frozenset[str]
    false_friends: tuple[Mapping[str, Any], ...]
    ship_prefixes: Mapping[str, str]
    ship_kinds: frozenset[str]
    ship_stops: frozenset[str]
    domains: frozenset[str]
    domain_joints: frozenset[str]
    inventory_topics: frozenset[str]
    not_partners: frozenset[str]
    target_words: frozenset[str]
    offices: frozenset[str]
    office_only: Mapping[str, list[str]]
    office_never: Mapping[str, list[str]]
    office_words: Mapping[str, str]
    ranks: frozenset[str]
    role_openers: frozenset[str]
    stop_words: frozenset[str]
    not_who: frozenset[str]
    surnames_that_are_words: frozenset[str]
    shared_bodies: frozenset[str]
    organization_ends: frozenset[str]
    organization_openers: frozenset[str]
    organization_pairs: frozenset[str]
    firm_words: frozenset[str]
    based_words: frozenset[str]
    initiative_pairs: frozenset[str]
    single_openers: frozenset[str]
    initiative_ends: frozenset[str]
    initiative_openers: frozenset[str]
    exercise_words: frozenset[str]
    small_words: frozenset[str]
    seats: frozenset[str]
    famous_organizations: Mapping[str, str | None]
    famous_initiatives: frozenset[str]
    occupations: frozenset[str]
    given_names: frozenset[str]
    not_surnames: frozenset[str]


_ORDERED = {"allies", "false_friends"}


def reading_words(data: Mapping[str, Any]) -> ReadingWords:
    """The words of the file; raises KeyError for a key that is not there."""
    return ReadingWords(**{field.name: _frozen(field.name, data[field.name]) for field in fields(ReadingWords)})


def _frozen(name: str, value: Any) -> Any:
    if isinstance(value, list):
        return tuple(value) if name in _ORDERED else frozenset(value)
    return value
