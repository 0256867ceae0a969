"""Topics found in the archive's own texts against their hand labels."""

import pytest

from ingest.extract import find_countries, find_topics
from tests.ingest.extract.vocabulary_in_use import VOCABULARY, Score, compared, labelled_issues

CORE = ("defense", "economic", "space", "trilateral")
# Measured on 77 developments of 34 issues: 0.935 over the core four together, the main topic right in 67.
FLOOR, MAIN_RIGHT = 0.92, 64
# Measured 0.920, 0.920, 1.000, 0.976.
FLOORS = {"defense": 0.90, "economic": 0.90, "space": 0.95, "trilateral": 0.95}


@pytest.fixture(scope="module")
def proposals() -> list[tuple[list[str], tuple[str, ...]]]:
    """Topics found and topics labelled, development by development."""
    return [
        (
            [topic.slug for topic in find_topics(one.passage, find_countries(one.passage, VOCABULARY), VOCABULARY)],
            one.topics,
        )
        for _, developments in labelled_issues()
        for one in developments
    ]


def test_core_topics_agree_with_the_labels(proposals: list[tuple[list[str], tuple[str, ...]]]) -> None:
    score = sum((compared(set(found) & set(CORE), set(wanted) & set(CORE)) for found, wanted in proposals), Score())
    assert score.f1 >= FLOOR


@pytest.mark.parametrize("slug", CORE)
def test_each_core_topic_agrees_with_the_labels(slug: str, proposals: list[tuple[list[str], tuple[str, ...]]]) -> None:
    score = sum((compared(set(found) & {slug}, set(wanted) & {slug}) for found, wanted in proposals), Score())
    assert score.f1 >= FLOORS[slug]


def test_the_main_topic_is_mostly_the_labels_first(proposals: list[tuple[list[str], tuple[str, ...]]]) -> None:
    assert sum(found[0] == wanted[0] for found, wanted in proposals if found) >= MAIN_RIGHT


def test_every_development_gets_a_topic(proposals: list[tuple[list[str], tuple[str, ...]]]) -> None:
    assert all(found for found, _ in proposals)
