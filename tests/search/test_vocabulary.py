"""The vocabulary of a generation, in every engine."""

from search import VOCABULARY_KINDS, Snapshot
from tests.search.archive import seed_documents


def test_the_vocabulary_holds_every_entry_with_its_names(seed: Snapshot) -> None:
    wanted = {(d.kind, d.id): d.text["names"] for d in seed_documents() if d.kind in VOCABULARY_KINDS}
    assert {(entry.kind, entry.id): entry.names for entry in seed.vocabulary} == wanted != {}
