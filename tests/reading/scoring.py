"""How well drafts agree with the labels: precision, recall and F1 a field, and every miss by page and paragraph."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ingest.draft import Draft
from tests.reading.aligning import align, flat, in_order, is_whole
from tests.reading.comparing import (
    Compared,
    Comparison,
    compare_amounts,
    compare_counted,
    compare_countries,
    compare_dates,
    compare_not_counted,
    compare_topics,
    names_of,
)
from tests.reading.labels import LabelledPage

PARAGRAPH_FIELDS: Mapping[str, Comparison] = {
    "amounts": compare_amounts,
    "counted": compare_counted,
    "not counted": compare_not_counted,
    "dates": compare_dates,
    "countries": compare_countries,
    "core topics": compare_topics,
    "organizations": names_of("organization"),
    "people": names_of("person"),
    "initiatives": names_of("initiative"),
}
PAGE_FIELDS = ("numbering", "proposed", "occasion", "headlines", "split", "pairing")
FIELDS = (*PAGE_FIELDS, *PARAGRAPH_FIELDS)
ONE_FOR_ONE = frozenset({"numbering", "proposed", "occasion", "pairing", "counted"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """One disagreement: `paragraph` counts the labels from 1 and is None for a fact of the page."""

    page: str
    paragraph: int | None
    field: str
    expected: str | None
    found: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Right ones among those expected and those found. With nothing to find and nothing found, all three are 1."""

    right: int = 0
    expected: int = 0
    found: int = 0

    @property
    def precision(self) -> float:
        """Right ones of those found."""
        return self.right / self.found if self.found else float(not self.expected)

    @property
    def recall(self) -> float:
        """Right ones of those expected."""
        return self.right / self.expected if self.expected else float(not self.found)

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        both = self.expected + self.found
        return 2 * self.right / both if both else 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """The scores by field and the misses in the order of the pages."""

    scores: Mapping[str, Score]
    misses: tuple[Miss, ...]


Row = tuple[str, int | None, Compared]


def score(pairs: Iterable[tuple[LabelledPage, Draft]]) -> Scored:
    """Pages with their drafts, taken together (a fact weighs the same on every page)."""
    rows = [(page.name, *row) for page, draft in pairs for row in compare_page(page, draft)]
    scores = {field: _sum(compared for _, name, _, compared in rows if name == field) for field in FIELDS}
    misses = [miss for page, field, at, compared in rows for miss in _misses(page, field, at, compared)]
    return Scored(scores=scores, misses=tuple(misses))


def compare_page(page: LabelledPage, draft: Draft) -> list[Row]:
    """Every field of a page: its name, the paragraph, what agrees and what does not."""
    pairs = align(page.paragraphs, draft.developments)
    rows: list[Row] = [(name, None, compared) for name, compared in _page_fields(page, draft, pairs).items()]
    for at, label in enumerate(page.paragraphs):
        found = draft.developments[pairs[at]] if at in pairs else None
        rows += [(field, at + 1, compare(label, found)) for field, compare in PARAGRAPH_FIELDS.items()]
    return rows


def _page_fields(page: LabelledPage, draft: Draft, pairs: Mapping[int, int]) -> dict[str, Compared]:
    numbering = draft.numbering
    fields = {
        "numbering": _one((page.volume, page.number), (numbering.volume, numbering.number)),
        "headlines": _lines(page.headlines, draft.headlines),
        "split": _split(page, draft, pairs),
        "pairing": _pairing(page, draft, pairs),
    }
    if page.proposed:
        fields["proposed"] = _one(page.proposed, numbering.proposed)
    if page.occasion:
        fields["occasion"] = _one(_plain(page.occasion), _plain(draft.occasion or ""))
    return fields


def _one(expected: object, found: object) -> Compared:
    if expected == found:
        return Compared(right=1)
    return Compared(right=0, missed=(str(expected),), wrong=(str(found),))


def _lines(expected: Sequence[str], found: Sequence[str]) -> Compared:
    wanted, got = list(map(flat, expected)), list(map(flat, found))
    right, matched = in_order(wanted, got), in_order(got, wanted)
    return Compared(
        right=min(len(right), len(matched)),
        missed=tuple(line for at, line in enumerate(wanted) if at not in right),
        wrong=tuple(line for at, line in enumerate(got) if at not in matched),
    )


def _split(page: LabelledPage, draft: Draft, pairs: Mapping[int, int]) -> Compared:
    texts = [flat(development.source_text) for development in draft.developments]
    whole = {at: number for at, number in pairs.items() if is_whole(page.paragraphs[at], texts[number])}
    missed = [f"{p.first} … {p.last}" for at, p in enumerate(page.paragraphs) if at not in whole]
    wrong = [f"{text[:40]} … {text[-30:]}" for at, text in enumerate(texts) if at not in whole.values()]
    return Compared(right=len(whole), missed=tuple(missed), wrong=tuple(wrong))


def _pairing(page: LabelledPage, draft: Draft, pairs: Mapping[int, int]) -> Compared:
    """Headlines of the paragraphs that were recognized."""
    rows = [(page.paragraphs[at].headline, draft.developments[number].headline) for at, number in pairs.items()]
    off = [(expected, found) for expected, found in rows if expected != found]
    return Compared(
        right=len(rows) - len(off),
        missed=tuple(f"headline {expected}" for expected, _ in off),
        wrong=tuple(f"headline {found}" for _, found in off),
    )


def _plain(text: str) -> str:
    return flat(text.casefold().replace("-", " ").replace("–", " "))


def _sum(compared: Iterable[Compared]) -> Score:
    rows = list(compared)
    right = sum(row.right for row in rows)
    missed, wrong = sum(len(row.missed) for row in rows), sum(len(row.wrong) for row in rows)
    return Score(right=right, expected=right + missed, found=right + wrong)


def _misses(page: str, field: str, at: int | None, compared: Compared) -> list[Miss]:
    missed, wrong = compared.missed, compared.wrong
    both: list[tuple[str | None, str | None]] = [(words, None) for words in missed] + [(None, words) for words in wrong]
    if field in ONE_FOR_ONE:
        both = list(zip(missed, wrong, strict=True))
    return [Miss(page=page, paragraph=at, field=field, expected=one, found=other) for one, other in both]
