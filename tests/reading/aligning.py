"""Which paragraph of a draft is which paragraph of the labels, also where the draft cut the text wrongly."""

from collections.abc import Callable, Sequence
from difflib import SequenceMatcher

from ingest.draft import DraftDevelopment
from tests.reading.labels import LabelledParagraph

Test = Callable[[LabelledParagraph, str], bool]
Pairs = dict[int, int]


def flat(text: str) -> str:
    """A text with every run of white space, no-break spaces included, as one space."""
    return " ".join(text.split())


def is_whole(label: LabelledParagraph, text: str) -> bool:
    """Whether a text begins and ends where the paragraph does."""
    return _opens(label, text) and _closes(label, text)


def align(labels: Sequence[LabelledParagraph], found: Sequence[DraftDevelopment]) -> Pairs:
    """Index of each label's development; a label that no development resembles is left out.

    Whole paragraphs are paired first, then those that share their first or their last words, then those that hold them.
    """
    texts = {at: flat(development.source_text) for at, development in enumerate(found)}
    pairs: Pairs = {}
    for fits in (is_whole, _opens, _closes, _holds):
        _pair(labels, texts, pairs, fits)
    return pairs


def in_order(expected: Sequence[str], found: Sequence[str]) -> set[int]:
    """Indexes of the expected lines that are found exactly and in their order."""
    blocks = SequenceMatcher(None, list(expected), list(found), autojunk=False).get_matching_blocks()
    return {block.a + step for block in blocks for step in range(block.size)}


def _pair(labels: Sequence[LabelledParagraph], texts: dict[int, str], pairs: Pairs, fits: Test) -> None:
    for at, label in enumerate(labels):
        taken = set(pairs.values())
        if at in pairs:
            continue
        candidates = [number for number, text in texts.items() if number not in taken and fits(label, text)]
        if candidates:
            pairs[at] = candidates[0]


def _opens(label: LabelledParagraph, text: str) -> bool:
    return text.startswith(flat(label.first))


def _closes(label: LabelledParagraph, text: str) -> bool:
    return text.endswith(flat(label.last))


def _holds(label: LabelledParagraph, text: str) -> bool:
    return flat(label.first) in text or flat(label.last) in text
