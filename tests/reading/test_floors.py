"""The reader stays as good on the labelled pages as it was: no field falls below its floor."""

from collections.abc import Mapping

import pytest

from tests.reading.labels import labelled_pages
from tests.reading.running import read_pages
from tests.reading.scoring import Score, score

FLOORS = {
    "headlines": 1.00,
    "split": 1.00,
    "pairing": 1.00,
    "numbering": 1.00,
    "proposed": 1.00,
    "amounts": 0.98,
    "counted": 0.98,
    "not counted": 0.94,
    "dates": 0.98,
    "countries": 0.98,
    "core topics": 0.94,
    "organizations": 0.94,
    "people": 0.98,
    "initiatives": 0.95,
}


@pytest.fixture(scope="module")
def scores() -> Mapping[str, Score]:
    return score([(found.page, found.draft) for found in read_pages(labelled_pages())]).scores


@pytest.mark.parametrize(("field", "floor"), FLOORS.items(), ids=FLOORS)
def test_the_reader_holds_the_floor_of_the_field(field: str, floor: float, scores: Mapping[str, Score]) -> None:
    found = scores[field]
    assert found.expected
    assert found.f1 >= floor, f"{found}: `make bench-reading BENCH=--misses` lists what is wrong"
