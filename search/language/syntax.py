"""Syntax tree of `q`: what was typed, before analysis and synonyms."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """A bare word; `scope` is the field named before a colon."""

    raw: str
    scope: str | None = None


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words in quotes: a phrase, never expanded."""

    raw: str
    scope: str | None = None


@dataclass(frozen=True, slots=True)
class Stem:
    """A word with a star at its end: every word that begins so."""

    raw: str
    scope: str | None = None


@dataclass(frozen=True, slots=True)
class Minus:
    """What must not be there."""

    part: "Node"


@dataclass(frozen=True, slots=True)
class Group:
    """Parts side by side: all of them, or any (as `match` says at the top)."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Either:
    """Parts joined by OR."""

    parts: tuple["Node", ...]


Node = Word | Quoted | Stem | Minus | Group | Either
