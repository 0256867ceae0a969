"""The judged queries over the seed archive stay as good as they were, in every engine."""

import re
from pathlib import Path

import pytest

from bench.relevance import report
from search import Limits, Match
from search.backends.whoosh import WhooshBackend
from tests.relevance.judging import judged_queries, means, measure, measured_seed
from tests.search.archive import seed_documents, seed_synonyms

FLOORS = (0.768, 0.866)
"""Least mean nDCG@10 and mean reciprocal rank; raise them when ranking gets better."""


def test_judged_queries_are_as_good_as_they_were() -> None:
    ndcg, mrr = means(measured_seed())
    figures = f"nDCG@10 {ndcg:.4f} (at least {FLOORS[0]}), MRR {mrr:.4f} (at least {FLOORS[1]})"
    assert ndcg >= FLOORS[0], figures
    assert mrr >= FLOORS[1], figures


def test_floors_are_close_below_what_is_measured() -> None:
    measured = means(measured_seed())
    assert all(found - floor < 0.03 for found, floor in zip(measured, FLOORS, strict=True)), f"raise FLOORS: {measured}"


def test_whoosh_ranks_the_judged_queries_as_memory_does(tmp_path: Path) -> None:
    backend = WhooshBackend(tmp_path / "index", "judged", seed_synonyms(), Limits())
    backend.rebuild(seed_documents(), 1)
    assert tuple(measure(backend.snapshot())) == measured_seed()
    backend.close()


def test_judged_set_is_large_and_graded() -> None:
    judged = judged_queries()
    assert len(judged) >= 40
    assert len({j.q for j in judged}) == len(judged)
    assert {j.match for j in judged} == set(Match)
    ids = {d.id for d in seed_documents() if d.kind == "development"}
    assert not {id for j in judged for id in j.grades} - ids
    assert {grade for j in judged for grade in j.grades.values()} == {1, 2, 3}


@pytest.mark.parametrize("worst", [0, 5])
def test_report_shows_the_means_and_the_worst(worst: int) -> None:
    text = report(worst)
    assert re.search(r"nDCG@10 0\.\d{4} +MRR 0\.\d{4}", text)
    assert text.count(" → ") == worst + 1
