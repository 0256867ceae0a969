"""Progress: a rebuild of the index says how far it is."""

import pytest
from sqlalchemy import Engine

from api.indexing import IndexFollower
from api.indexing import follower as follower_module
from api.money import Rates
from api.settings import Settings
from tests.storage.fake_index import FakeBackend


def test_a_rebuild_tells_how_far_it_is(
    seeded: Engine, backend: FakeBackend, settings: Settings, rates: Rates, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(follower_module, "STEP", 100)
    told: list[tuple[int, int]] = []
    IndexFollower(seeded, backend, settings, rates).rebuild(progress=lambda done, total: told.append((done, total)))
    (total,) = {total for _, total in told}
    assert [done for done, _ in told] == [*range(0, total, 100), total]
    assert total > 200
