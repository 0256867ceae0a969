"""Charts: horizontal bars on a logarithmic scale as SVG, written by hand, readable on light and dark pages."""

from collections.abc import Mapping, Sequence
from html import escape
from math import ceil, floor, log10

COLOURS = ("#d1495b", "#30638e", "#edae49", "#8d96a3", "#3d8361")
WIDTH, LABELS, MARGIN, NUMBERS = 860, 150, 20, 60
BAR, GAP = 9, 10
STYLE = "text{font:12px sans-serif;fill:#777}.t{font-weight:bold;font-size:14px}line{stroke:#999;stroke-opacity:.35}"


def bars(title: str, unit: str, series: Mapping[str, Mapping[str, float]]) -> str:
    """One group of bars a class, one bar a series; the longer, the slower, each grid line ten times the one before."""
    classes = list(next(iter(series.values())))
    values = [value for found in series.values() for value in found.values() if value > 0]
    low, high = floor(log10(min(values))), ceil(log10(max(values)))
    group = len(series) * BAR + GAP
    height = 70 + len(classes) * group + 30
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{escape(title)}">',
        f"<style>{STYLE}</style>",
        f'<text class="t" x="{MARGIN}" y="22">{escape(title)}</text>',
        *_legend(list(series)),
        *_grid(low, high, 60, height - 30, unit),
    ]
    for at, kind in enumerate(classes):
        top = 66 + at * group
        parts.append(
            f'<text x="{LABELS}" y="{top + (group - GAP) / 2 + 4:.0f}" text-anchor="end">{escape(kind)}</text>'
        )
        for row, found in enumerate(series.values()):
            parts.append(_bar(found.get(kind, 0.0), low, high, top + row * BAR, COLOURS[row % len(COLOURS)]))
    return "\n".join([*parts, "</svg>", ""])


def _x(value: float, low: int, high: int) -> float:
    share = (log10(value) - low) / max(1, high - low)
    return LABELS + 10 + share * (WIDTH - LABELS - NUMBERS - MARGIN)


def _bar(value: float, low: int, high: int, top: int, colour: str) -> str:
    if value <= 0:
        return ""
    start, end = LABELS + 10, _x(value, low, high)
    return (
        f'<rect x="{start}" y="{top}" width="{max(1, end - start):.1f}" height="{BAR - 1}" fill="{colour}"/>'
        f'<text x="{end + 4:.1f}" y="{top + BAR - 1}" style="font-size:9px">{value:.3g}</text>'
    )


def _legend(names: Sequence[str]) -> list[str]:
    parts = []
    for at, name in enumerate(names):
        left = MARGIN + at * 150
        parts.append(f'<rect x="{left}" y="34" width="12" height="12" fill="{COLOURS[at % len(COLOURS)]}"/>')
        parts.append(f'<text x="{left + 18}" y="44">{escape(name)}</text>')
    return parts


def _grid(low: int, high: int, top: int, bottom: int, unit: str) -> list[str]:
    parts = []
    for power in range(low, high + 1):
        x = _x(10.0**power, low, high)
        parts.append(f'<line x1="{x:.1f}" y1="{top}" x2="{x:.1f}" y2="{bottom}"/>')
        parts.append(f'<text x="{x:.1f}" y="{bottom + 16}" text-anchor="middle">{10.0**power:g} {escape(unit)}</text>')
    return parts
