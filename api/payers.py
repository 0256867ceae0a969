"""Payers: the words of an amount's payer, read as one or several filter values."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from api.names import name_key, slugify

_SEPARATORS = re.compile(r",\s+and\s+|,\s+|\s+and\s+")
_ARTICLES = re.compile(r"^(?:an?|the)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Payer:
    """A filter value and the name to show for it."""

    slug: str
    label: str


def payer_keys(text: str) -> frozenset[str]:
    """Every name key that the reading of a payer's words may look up."""
    return frozenset(name_key(part) for part in (text, *_parts(text)))


def payers(text: str, known: Mapping[str, Payer]) -> tuple[Payer, ...]:
    """The payers that a text names; `known` maps name keys to organizations and countries.

    A text that is a known name is that one. Otherwise it is split at commas and "and": where two
    parts or more are known, every part is a payer; else the whole text is one, under its own words.
    """
    whole = known.get(name_key(text))
    if whole is not None:
        return (whole,)
    parts = _parts(text)
    if sum(name_key(part) in known for part in parts) < 2:
        return (Payer(slugify(text), text),)
    read = [known.get(name_key(part)) or _unknown(part) for part in parts]
    first: dict[str, Payer] = {}
    for payer in read:
        first.setdefault(payer.slug, payer)
    return tuple(first.values())


def _parts(text: str) -> list[str]:
    return [part.strip() for part in _SEPARATORS.split(text) if part.strip()]


def _unknown(part: str) -> Payer:
    label = _ARTICLES.sub("", part)
    return Payer(slugify(label), label)
