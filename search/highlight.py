"""Highlights: `<mark>` around what matched, everything else escaped."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

from search.analysis import Token
from search.document import DEVELOPMENT, HEADLINE, ISSUE
from search.plan import Leaf, Phrase, Prefix, Term

SHOWN: Mapping[str, Mapping[str, str]] = {
    DEVELOPMENT: {"title": "title", "summary": "summary"},
    HEADLINE: {"text": "headline"},
    ISSUE: {"title": "title"},
}
"""Kind → key of the served object → text field that it is searched as."""


def highlight(
    kind: str, texts: Mapping[str, str], wanted: Sequence[Leaf], tokens: Mapping[str, Sequence[Token]]
) -> dict[str, str]:
    """Return the texts that a record shows, by key, as HTML with what is wanted marked; `tokens` are theirs."""
    return {key: mark(texts[key], field, wanted, tokens[key]) for key, field in SHOWN[kind].items()}


def shown_texts(kind: str, served: Mapping[str, Any]) -> dict[str, str]:
    """Return the texts that a record shows, by key, of the object that is served of it."""
    return {key: str(served[key]) for key in SHOWN.get(kind, ())}


def mark(text: str, field: str, wanted: Iterable[Leaf], tokens: Sequence[Token]) -> str:
    """Return `text` as HTML, the stretches that a leaf matches in this field in `<mark>`."""
    stretches = sorted({s for leaf in wanted if field in leaf.fields for s in _stretches(leaf, tokens)})
    parts = []
    at = 0
    for start, end in stretches:
        if start >= at:
            parts += [escape(text[at:start]), "<mark>", escape(text[start:end]), "</mark>"]
            at = end
        elif end > at:
            parts[-1:] = [escape(text[at:end]), "</mark>"]
            at = end
    return "".join([*parts, escape(text[at:])])


def _stretches(leaf: Leaf, tokens: Sequence[Token]) -> Iterable[tuple[int, int]]:
    match leaf:
        case Term(text):
            return [(t.start, t.end) for t in tokens if t.text == text]
        case Prefix(text):
            return [(t.start, t.end) for t in tokens if t.surface.startswith(text)]
        case Phrase(steps, unless=unless):
            starts = occurrences(steps, tokens)
            for exclusion in unless:
                starts -= {s + exclusion.offset for s in occurrences(exclusion.steps, tokens)}
            return [_phrase_stretch(steps, start, tokens) for start in starts]


def occurrences(steps: tuple[tuple[int, str], ...], tokens: Iterable[Token]) -> set[int]:
    """Return the positions at which a phrase begins."""
    places: dict[str, set[int]] = {}
    for token in tokens:
        places.setdefault(token.text, set()).add(token.position)
    found = [{p - distance for p in places.get(term, ())} for distance, term in steps]
    return set.intersection(*found) if found else set()


def _phrase_stretch(steps: tuple[tuple[int, str], ...], start: int, tokens: Sequence[Token]) -> tuple[int, int]:
    wanted = {(start + distance, term) for distance, term in steps}
    parts = [t for t in tokens if (t.position, t.text) in wanted]
    return min(t.start for t in parts), max(t.end for t in parts)
