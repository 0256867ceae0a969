"""Splitting: which lines of a page are the digest, and where in it the headlines end and the paragraphs begin.

No single sign decides: labels, blank lines, length, full stops, bullets and equal counts each add to a score, and the
best pair of runs, one of headlines and one of paragraphs behind it, is taken.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from ingest.layouts.line_kinds import LineKind
from ingest.layouts.lines import Line

MOST_HEADLINES = 14
MOST_AHEAD = 60
"""Lines looked at behind a border for where the paragraphs end."""
MENU_COST, CAPITALS_COST, MANY_COST = 8.0, 5.0, 3.0
LABEL_BONUS, GAP_BONUS, EQUAL_BONUS, UNEQUAL_COST, MIXED_COST = 6.0, 4.0, 1.5, 0.5, 6.0
USUAL_HEADLINES = 6
MOST_UNEQUAL = 3
COUNT_SWING = EQUAL_BONUS + UNEQUAL_COST * MOST_UNEQUAL
"""All that equal counts can add, compared with unequal ones."""
FALL = 10.0
"""A run of paragraphs ends for good where its score has fallen this far below its best."""
BARRIERS = {
    LineKind.ABOUT: 20.0,
    LineKind.RELATED: 20.0,
    LineKind.HEADLINES: 20.0,
    LineKind.INVITATION: 8.0,
    LineKind.CREDIT: 8.0,
    LineKind.COPYRIGHT: 4.0,
    LineKind.COOKIES: 4.0,
    LineKind.TITLE: 3.0,
    LineKind.DOWNLOAD: 2.0,
}
"""What it costs a run of paragraphs to go on behind such a line: page heads recur in a PDF, an imprint does not."""
PASSED_OVER = frozenset({LineKind.NOISE, LineKind.IMAGE, LineKind.BYLINE})
ABOVE_BORDER = PASSED_OVER | {LineKind.DETAILS, LineKind.TITLE, LineKind.DOWNLOAD}
SMALL_WORDS = frozenset("a an and as at by for from in into of on or over the to up with vs via".split())


@dataclass(frozen=True, slots=True)
class Part:
    """A digest on a page: places of its headlines and of its paragraphs among the lines, and how well they fit."""

    headlines: tuple[int, ...]
    paragraphs: tuple[int, ...]
    score: float
    labelled: bool

    @property
    def places(self) -> tuple[int, ...]:
        """All places in order."""
        return self.headlines + self.paragraphs


@dataclass(frozen=True, slots=True)
class Run:
    """The first `count` of some places, nearest to the border first: their evidence, and what a label adds to it."""

    nearest: Sequence[int] = ()
    count: int = 0
    score: float = 0.0
    bonus: float = 0.0
    gap: int = 0

    @property
    def places(self) -> tuple[int, ...]:
        """The places in the order of the page."""
        return tuple(sorted(self.nearest[: self.count]))


def find_part(lines: Sequence[Line], first: int = 0) -> Part | None:
    """The best digest among the lines from `first` on; None where nothing looks like headlines or paragraphs."""
    best: tuple[float, Run, Run] | None = None
    for border in _borders(lines, first):
        above = _near_best(_headline_runs(lines, border, first), COUNT_SWING + GAP_BONUS)
        below = _near_best(_paragraph_runs(lines, border), COUNT_SWING)
        for one, other in product(above, below):
            score = _score(lines, one, other)
            if best is None or score > best[0]:
                best = score, one, other
    if best is None:
        return None
    score, headlines, paragraphs = best
    return Part(headlines.places, paragraphs.places, score, headlines.bonus > 0 or paragraphs.bonus > 0)


def _borders(lines: Sequence[Line], first: int) -> Iterator[int]:
    """Places where paragraphs can begin: every line that could be the first one, and the end of the page."""
    content = [place for place in range(first, len(lines)) if lines[place].kind is LineKind.CONTENT]
    before = None
    for place in content:
        opens = before is None or lines[before].prose < lines[place].prose or lines[before].prose < 0
        if opens or _label_above(lines, place, LineKind.DETAILS, ABOVE_BORDER):
            yield place
        before = place
    if content:
        yield content[-1] + 1


def _near_best(runs: Iterator[Run], slack: float) -> list[Run]:
    """The runs that can still win: none catches up more than `slack` by what it adds together with another."""
    found = list(runs)
    least = max(run.score + run.bonus for run in found) - slack
    return [run for run in found if run.score + run.bonus >= least]


def _score(lines: Sequence[Line], above: Run, below: Run) -> float:
    score = above.score + above.bonus + below.score + below.bonus
    difference = abs(above.count - below.count)
    score += EQUAL_BONUS if difference == 0 else -UNEQUAL_COST * min(difference, MOST_UNEQUAL)
    if above.count and below.count:
        gap = max(lines[place].gap for place in range(above.nearest[0] + 1, below.nearest[0] + 1))
        score += GAP_BONUS * (gap > above.gap)
    return score


def _headline_runs(lines: Sequence[Line], border: int, first: int) -> Iterator[Run]:
    """No headlines, then the runs that end above the border, ever longer."""
    yield Run()
    places: list[int] = []
    total, bulleted, inside = 0.0, 0, 0
    for place in range(border - 1, first - 1, -1):
        line = lines[place]
        if line.kind is LineKind.CONTENT:
            places.append(place)
            bulleted += line.bullet
            total += _headline_evidence(line, len(places))
            mixed = MIXED_COST * min(bulleted, len(places) - bulleted)
            label = _label_above(lines, place, LineKind.HEADLINES, PASSED_OVER | {LineKind.DOWNLOAD})
            yield Run(places, len(places), total - mixed, LABEL_BONUS * label, inside)
            inside = max(inside, line.gap)
        elif line.kind not in (PASSED_OVER if places else ABOVE_BORDER):
            return
        if len(places) == MOST_HEADLINES:
            return


def _paragraph_runs(lines: Sequence[Line], border: int) -> Iterator[Run]:
    """No paragraphs, then the runs that begin at the border, ever longer, until they lose what they had."""
    yield Run()
    places: list[int] = []
    total, best, bulleted = 0.0, 0.0, 0
    bonus = LABEL_BONUS * _label_above(lines, border, LineKind.DETAILS, ABOVE_BORDER)
    for place in range(border, len(lines)):
        line = lines[place]
        total -= BARRIERS.get(line.kind, 0.0) if places else 0.0
        if line.kind is LineKind.CONTENT:
            places.append(place)
            bulleted += line.bullet
            total += line.prose
            best = max(best, total)
            yield Run(places, len(places), total - MIXED_COST * min(bulleted, len(places) - bulleted), bonus)
        if total < best - FALL or len(places) == MOST_AHEAD:
            return


def _headline_evidence(line: Line, count: int) -> float:
    words = line.text.split()
    plain = [w for w in words if w.lower() not in SMALL_WORDS]
    menu = MENU_COST if len(words) <= 3 else 0.0
    capitals = CAPITALS_COST if all(not w[0].islower() for w in plain) else 0.0
    many = MANY_COST if count > USUAL_HEADLINES else 0.0
    return -line.prose - menu - capitals - many


def _label_above(lines: Sequence[Line], place: int, label: LineKind, passed: frozenset[LineKind]) -> bool:
    for above in range(place - 1, -1, -1):
        if lines[above].kind is label:
            return True
        if lines[above].kind not in passed:
            return False
    return False
