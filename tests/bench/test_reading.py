"""The bench of the reader prints every field, the time of a page, and the misses when asked."""

from dataclasses import replace

from bench.reading import report, result
from tests.reading.drafts import perfect_draft
from tests.reading.labels import labelled_pages
from tests.reading.running import PageRead
from tests.reading.scoring import score

PAGES = labelled_pages()
DRAFTS = [perfect_draft(page) for page in PAGES]
FOUND = [PageRead(page=page, draft=draft, milliseconds=4.0) for page, draft in zip(PAGES, DRAFTS, strict=True)]
FIRST = replace(FOUND[0], draft=replace(DRAFTS[0], headlines=DRAFTS[0].headlines[1:]))


def test_the_table_has_a_row_a_field_and_the_time_of_a_page_by_kind() -> None:
    printed = report(FOUND, score(zip(PAGES, DRAFTS, strict=True)))
    assert all(f"\n{field} " in printed for field in ("headlines", "split", "amounts", "core topics", "people"))
    assert "a page, median: txt 4.0 ms, html 4.0 ms" in printed
    assert "misses" not in printed


def test_misses_are_listed_when_asked_for() -> None:
    printed = report([FIRST], score([(FIRST.page, FIRST.draft)]), misses=True)
    assert "1 misses" in printed
    assert f"{FIRST.page.name}: expected “{FIRST.page.headlines[0]}”, found nothing" in printed


def test_the_result_keeps_figures_by_field() -> None:
    kept = result([FIRST], score([(FIRST.page, FIRST.draft)]), rounds=3)
    assert kept["fields"]["headlines"] == {
        "precision": 1.0,
        "recall": 0.8,
        "f1": 0.8889,
        "expected": 5,
        "found": 4,
        "right": 4,
    }
    assert (kept["pages"], kept["developments"], kept["misses"]) == (1, 5, 1)
    assert "proposed" not in kept["fields"]
