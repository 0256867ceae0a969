"""The check: it finds rows, revisions and index documents that are not what they should be."""

from dataclasses import replace

from sqlalchemy import Engine, text

from api.money import Rates
from api.seeding import check
from tests.storage.fake_index import FakeBackend

ROWS = "its rows do not match its content hash"
TAMPERED = {
    "UPDATE development SET summary = 'x' WHERE id = '3.7-d1'": f"development 3.7-d1: {ROWS}",
    "UPDATE amount SET low = low + 1 WHERE development_id = '3.7-d3' AND position = 1": f"development 3.7-d3: {ROWS}",
    "DELETE FROM event_date WHERE development_id = '3.7-d5' AND position = 1": f"development 3.7-d5: {ROWS}",
    "UPDATE development_person SET role = 'x' WHERE development_id = '3.7-d4' AND position = 0": (
        f"development 3.7-d4: {ROWS}"
    ),
    "UPDATE headline SET text = 'x' WHERE id = '3.7-h1'": f"headline 3.7-h1: {ROWS}",
    "UPDATE issue SET occasion = NULL WHERE id = '3.7'": f"issue 3.7: {ROWS}",
    "UPDATE organization SET name = 'x' WHERE id = 'nasa'": f"organization nasa: {ROWS}",
    "UPDATE country SET name = 'x' WHERE id = 'JP'": f"country JP: {ROWS}",
    "UPDATE revision SET state = '{}' WHERE record_id = '3.5-d1'": (
        "development 3.5-d1: revision 1 does not match its content hash"
    ),
    "DELETE FROM revision WHERE record_id = 'space'": "topic space: revision 1 is missing",
    "UPDATE development SET position = 9 WHERE id = '3.6-d1'": (
        "development 3.6-d1: its id does not follow from its position"
    ),
    "UPDATE headline SET position = 9 WHERE id = '3.6-h5'": "headline 3.6-h5: its id does not follow from its position",
    "UPDATE issue SET number = 99 WHERE id = '3.9'": "issue 3.9: its id does not follow from volume and number",
    "UPDATE headline SET withdrawn_at = '2026-01-01 00:00:00' WHERE id = '3.7-h3'": (
        "development 3.7-d3: its headline was withdrawn"
    ),
    "UPDATE issue SET withdrawn_at = '2026-01-01 00:00:00' WHERE id = '3.12'": (
        "issue 3.12: it was withdrawn, but not its headlines"
    ),
}


def test_the_seed_archive_and_its_index_are_whole(seeded: Engine, backend: FakeBackend, rates: Rates) -> None:
    report = check(seeded, backend, rates)
    assert report.problems == ()
    assert (report.counts["development"], report.last_seq) == (77, backend.version)


def test_every_tampered_row_is_found_and_nothing_else(seeded: Engine) -> None:
    with seeded.begin() as connection:
        assert [connection.execute(text(statement)).rowcount for statement in TAMPERED] == [1] * len(TAMPERED)
    issue = f"issue 3.9: {ROWS}"
    assert set(check(seeded).problems) == {*TAMPERED.values(), issue}


def test_an_index_that_is_not_the_database_is_found(seeded: Engine, backend: FakeBackend, rates: Rates) -> None:
    documents = backend.documents
    assert documents is not None
    del documents["development", "3.7-d3"]
    documents["issue", "3.7"] = documents["issue", "3.5"]
    documents["payer", "nobody"] = replace(documents["payer", "microsoft"], id="nobody")
    backend.version -= 1
    assert check(seeded, backend, rates).problems == (
        f"index: its version is {backend.version}, the changes log ends at {backend.version + 1}",
        "index: development 3.7-d3 is missing",
        "index: issue 3.7 is not what the database holds",
        "index: payer nobody is not in the database",
    )


def test_an_index_that_cannot_be_read_is_found(seeded: Engine, rates: Rates) -> None:
    assert check(seeded, FakeBackend(), rates).problems == ("index: there is no index",)
