"""Names found in the archive's own texts against their hand labels."""

import pytest

from ingest.extract import find_names
from tests.ingest.extract.vocabulary_in_use import VOCABULARY, Score, compared, labelled_issues

# Measured on 77 developments of 34 issues, precision and F1: 0.93, 0.81 for organizations (the texts paraphrase many:
# "naval units", "the Treasury"), 0.98, 0.98 for persons, 1.00, 0.86 for initiatives.
FLOORS = {"organization": (0.92, 0.75), "person": (0.96, 0.96), "initiative": (0.97, 0.83)}


@pytest.fixture(scope="module")
def scores() -> dict[str, Score]:
    """How the known names compare, by kind."""
    found: dict[str, Score] = dict.fromkeys(FLOORS, Score())
    for first_day, developments in labelled_issues():
        passages = [one.passage for one in developments]
        for one, names in zip(developments, find_names(passages, VOCABULARY, first_day), strict=True):
            for kind in FLOORS:
                slugs = {name.slug for name in names if name.kind == kind and name.slug}
                found[kind] += compared(slugs, set(one.names[kind]))
    return found


@pytest.mark.parametrize("kind", FLOORS)
def test_known_names_agree_with_the_labels(kind: str, scores: dict[str, Score]) -> None:
    precision, f1 = FLOORS[kind]
    assert scores[kind].precision >= precision
    assert scores[kind].f1 >= f1
