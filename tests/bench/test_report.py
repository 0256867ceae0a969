"""Results become tables and a chart, placed between the markers of the page."""

from xml.etree import ElementTree as ET

import pytest

from bench.report import BEGIN, END, PAGE, chart, placed, render

TIMES = {"rare word": {"cpu": 0.25, "wall": 0.3}, "AND": {"cpu": 1.5, "wall": 1.6}}
SLOWER = {kind: {clock: 2 * value for clock, value in found.items()} for kind, found in TIMES.items()}
COMMON = {
    "corpus": "2000",
    "developments": 2_000,
    "machine": {"processors": 2, "model": "x", "system": "Linux"},
    "versions": {"alliance": "this tree", "tantivy": "0.27"},
}
ENGINE = {
    **COMMON,
    "bench": "engine",
    "rounds": 5,
    "warm": {"alliance": TIMES, "tantivy": SLOWER},
    "cold": {"alliance": SLOWER, "tantivy": SLOWER},
    "ratios": {"tantivy": {"warm": 0.5, "worst class": 0.5, "cold / peer warm": 1.0, "cold / peer reopened": 1.0}},
    "costliest": {"everything faceted": {"cold": 20.0, "warm": 2.0, "total": 2_000}},
    "disagreements": [],
}
HTTP = {
    **COMMON,
    "bench": "http",
    "rounds": 9,
    "kinds": {
        "bare route": {"median_ms": 0.5, "p95_ms": 1.0, "per_second": 2_000.0},
        "search": {"median_ms": 1.0, "p95_ms": 2.0, "per_second": 900.0},
        "Datasette search": {"median_ms": 4.0, "p95_ms": 5.0, "per_second": 240.0},
    },
}
READING = {
    **COMMON,
    "bench": "reading",
    "developments": 67,
    "pages": 14,
    "rounds": 5,
    "fields": {"dates": {"precision": 0.99, "recall": 0.5, "f1": 0.664, "expected": 4}},
    "median_ms": {"txt": 12.5, "html": 20.0},
}
INDEX = {**COMMON, "bench": "index", "gathered": "beforehand", "engines": {"alliance": {"add_ms": 100.0}}}


def test_a_result_is_a_table_with_times_and_ratios() -> None:
    written = render([ENGINE, HTTP, INDEX, READING])
    assert "| rare word | 0.25 | 0.5 | 0.5 | 0.5 |" in written
    assert "| tantivy | 0.5 | 0.5 | 1 | 1 |" in written
    assert "| search | 1 | 2 | 900 | 4 | 0.5 |" in written
    assert "| add an issue, ms (median) | 100 |" in written
    assert "| dates | 0.99 | 0.5 | 0.664 |" in written
    assert "a page, median: txt 12.5 ms, html 20 ms." in written


def test_growth_is_told_of_two_archives() -> None:
    larger = {**ENGINE, "developments": 200_000, "warm": {"alliance": SLOWER, "tantivy": SLOWER}}
    assert "(100 ×)" in render([ENGINE, larger])
    assert "| this engine | 2 |" in render([ENGINE, larger])


def test_a_disagreement_is_not_hidden() -> None:
    assert "Engines disagree" in render([{**ENGINE, "disagreements": ["OR a b: 1, 2"]}])


def test_tables_replace_what_stands_between_the_markers() -> None:
    page = f"before {BEGIN} old {END} after"
    assert placed(page, "new") == f"before {BEGIN}\n\nnew\n\n{END} after"
    with pytest.raises(ValueError, match="has no"):
        placed("no markers", "new")


def test_the_page_has_the_markers() -> None:
    assert placed(PAGE.read_text(encoding="utf-8"), "").count(BEGIN) == 1


def test_the_chart_has_a_bar_for_every_engine_and_class() -> None:
    root = ET.fromstring(chart(ENGINE))  # noqa: S314 - our own file
    assert len(root.findall(".//{*}rect")) == 2 * 2 + 2
