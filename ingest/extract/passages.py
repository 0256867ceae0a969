"""Passages: what the extractors read, one development's text with its headline."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A development's paragraph and, where it has one, its headline."""

    text: str
    headline: str | None = None
