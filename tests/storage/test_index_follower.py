"""The follower: the index ends where the changes log ends, whatever happened in between."""

import logging
from datetime import date
from pathlib import Path
from threading import Event, Thread
from time import monotonic, sleep

import pytest
from filelock import FileLock, Timeout
from sqlalchemy import Engine

from api.database import read_session, write_session
from api.indexing import IndexFollower, all_entry_documents, all_issue_documents, batches, index_identity
from api.indexing import follower as follower_module
from api.models.facts import ActorFacts
from api.money import Rates
from api.publishing import Ledger, withdraw_issue
from api.repositories import vocabulary
from api.repositories.archive import last_seq
from api.seeding import load
from api.settings import Settings
from search import FIELDS, KEYWORD_FIELDS, Document, Span
from tests.storage.fake_index import FakeBackend
from tests.storage.issue_files import Form, changed, development, issue, write_lines


@pytest.fixture
def follower(seeded: Engine, backend: FakeBackend, settings: Settings, rates: Rates) -> IndexFollower:
    return IndexFollower(seeded, backend, settings, rates)


def put(engine: Engine, folder: Path, *forms: Form) -> int:
    return load(engine, [write_lines(folder / "x.jsonl", *forms)], folder=None).last_seq


def rename(engine: Engine, kind: str, id: str, **facts: object) -> None:
    with write_session(engine) as session:
        (entry,) = vocabulary.load_entries(session, kind, [id])
        head = vocabulary.entry_heads(session, kind, [id])[id]
        kept = {name: getattr(entry.facts, name) for name in entry.facts.__dataclass_fields__}
        ledger = Ledger(session)
        ledger.put_entry(kind, id, type(entry.facts)(**{**kept, **facts}), head)
        ledger.flush()


def document(backend: FakeBackend, kind: str, id: str) -> Document:
    assert backend.documents is not None
    return backend.documents[kind, id]


def assert_whole(engine: Engine, backend: FakeBackend, rates: Rates) -> None:
    """Whether the index is what building it anew would give."""
    with read_session(engine) as session:
        made = [*all_entry_documents(session), *all_issue_documents(session, rates)]
        assert backend.version == last_seq(session)
    assert backend.documents == {(document.kind, document.id): document for document in made}


def test_a_missing_index_is_rebuilt_at_start_and_said(
    seeded: Engine, settings: Settings, rates: Rates, caplog: pytest.LogCaptureFixture
) -> None:
    backend = FakeBackend()
    with caplog.at_level(logging.WARNING, logger="api"):
        version = IndexFollower(seeded, backend, settings, rates).open()
    assert "the index is rebuilt: there is none" in caplog.text
    assert (backend.rebuilds, backend.version) == (1, version)
    assert_whole(seeded, backend, rates)


def test_an_index_ahead_of_the_log_is_rebuilt(
    seeded: Engine, follower: IndexFollower, backend: FakeBackend, rates: Rates, caplog: pytest.LogCaptureFixture
) -> None:
    backend.version += 5
    with caplog.at_level(logging.WARNING, logger="api"):
        follower.open()
    assert "is beyond the changes log" in caplog.text
    assert backend.rebuilds == 1
    assert_whole(seeded, backend, rates)


def test_an_index_up_to_date_is_left_alone(follower: IndexFollower, backend: FakeBackend) -> None:
    assert follower.open() == backend.version
    assert (backend.rebuilds, backend.batches) == (0, [])


def test_a_publish_is_applied_as_one_batch_of_its_own_documents(
    seeded: Engine, follower: IndexFollower, backend: FakeBackend, rates: Rates, tmp_path: Path
) -> None:
    seq = put(seeded, tmp_path, changed(issue(), 0, organizations=["Acme Works"]))
    assert follower.catch_up() == seq
    (batch,) = backend.batches
    assert {(d.kind, d.id) for d in batch.upserts} == {
        ("issue", "4.1"),
        *(("headline", f"4.1-h{n}") for n in (1, 2, 3)),
        *(("development", f"4.1-d{n}") for n in (1, 2)),
        ("organization", "acme-works"),
        ("person", "joe-biden"),
    }
    assert (batch.removals, batch.version) == ([], seq)
    assert_whole(seeded, backend, rates)


def test_a_crash_between_commit_and_index_is_caught_up(
    seeded: Engine, follower: IndexFollower, backend: FakeBackend, rates: Rates, tmp_path: Path
) -> None:
    put(seeded, tmp_path, issue())
    backend.broken = True
    with pytest.raises(OSError, match="full"):
        follower.catch_up()
    assert ("issue", "4.1") not in (backend.documents or {})
    follower.catch_up()
    assert_whole(seeded, backend, rates)


def test_withdrawn_records_leave_the_index(
    seeded: Engine, follower: IndexFollower, backend: FakeBackend, rates: Rates
) -> None:
    with write_session(seeded) as session:
        withdraw_issue(session, "3.7")
    follower.catch_up()
    removed = {id for kind, id in backend.batches[-1].removals if kind != "payer"}
    assert removed == {"3.7", *(f"3.7-{letter}{n}" for letter in "hd" for n in range(1, 6))}
    assert ("payer", "arm-holdings") in backend.batches[-1].removals
    assert_whole(seeded, backend, rates)


def test_a_renamed_organization_is_renamed_wherever_it_is_named(
    seeded: Engine, follower: IndexFollower, backend: FakeBackend, rates: Rates
) -> None:
    rename(seeded, "organization", "nasa", name="Space agency", aliases=("NASA",))
    follower.catch_up()
    assert b'"Space agency"' in document(backend, "development", "3.7-d4").rendered
    assert document(backend, "development", "3.7-d4").text["organization"].count("NASA") == 1
    assert_whole(seeded, backend, rates)


def test_a_new_alias_changes_who_pays(
    seeded: Engine, follower: IndexFollower, backend: FakeBackend, rates: Rates
) -> None:
    rename(seeded, "organization", "nasa", aliases=("Stock market investors",))
    follower.catch_up()
    assert document(backend, "payer", "nasa").label == "National Aeronautics and Space Administration"
    assert ("payer", "stock-market-investors") in backend.batches[-1].removals
    assert_whole(seeded, backend, rates)


def test_a_payer_that_no_amount_has_any_more_goes_and_one_label_is_shown(
    seeded: Engine, follower: IndexFollower, backend: FakeBackend, rates: Rates, tmp_path: Path
) -> None:
    def paid_by(*payers: str) -> Form:
        return changed(issue(), 0, amounts=[{"value": 1, "currency": "USD", "payer": payer} for payer in payers])

    put(seeded, tmp_path, paid_by("Some fund", "SOME FUND"))
    follower.catch_up()
    assert document(backend, "payer", "some-fund").label == "SOME FUND"
    put(seeded, tmp_path, paid_by("Some fund", "Other fund"))
    follower.catch_up()
    assert document(backend, "payer", "some-fund").label == "Some fund"
    put(seeded, tmp_path, paid_by("Other fund"))
    follower.catch_up()
    assert ("payer", "some-fund") in backend.batches[-1].removals
    assert_whole(seeded, backend, rates)


def test_a_topic_changes_only_its_own_document(
    seeded: Engine, follower: IndexFollower, backend: FakeBackend, rates: Rates
) -> None:
    rename(seeded, "topic", "space", about="Beyond the air.")
    follower.catch_up()
    assert [(d.kind, d.id) for d in backend.batches[-1].upserts] == [("topic", "space")]
    assert_whole(seeded, backend, rates)


def test_a_persons_roles_follow_the_developments(
    seeded: Engine, follower: IndexFollower, backend: FakeBackend, rates: Rates, tmp_path: Path
) -> None:
    put(seeded, tmp_path, issue())
    follower.catch_up()
    assert b'"President"' in document(backend, "person", "joe-biden").rendered
    put(seeded, tmp_path, changed(issue(), 0, people=["Bill Nelson"]))
    follower.catch_up()
    assert b'"President"' not in document(backend, "person", "joe-biden").rendered
    assert b'"roles":["President of the United States"' in document(backend, "person", "joe-biden").rendered
    assert_whole(seeded, backend, rates)


@pytest.fixture
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "ISSUES_MAX", 3)


@pytest.mark.usefixtures("small_batches")
def test_many_changes_come_in_bounded_batches_and_each_document_once(
    seeded: Engine, follower: IndexFollower, backend: FakeBackend, rates: Rates, tmp_path: Path
) -> None:
    forms = [changed(issue(volume=v), 0, organizations=["Acme Works"]) for v in range(4, 12)]
    seq = put(seeded, tmp_path, *forms)
    assert follower.catch_up() == seq
    assert all(len({d.id for d in batch.upserts if d.kind == "issue"}) <= 3 for batch in backend.batches)
    versions = [batch.version for batch in backend.batches]
    assert versions == sorted(versions)
    rename(seeded, "organization", "acme-works", name="Acme")
    backend.batches.clear()
    follower.catch_up()
    assert [batch.version for batch in backend.batches] == [seq, seq, seq + 1]
    assert_whole(seeded, backend, rates)


def test_an_index_far_behind_is_built_anew_instead(
    seeded: Engine,
    follower: IndexFollower,
    backend: FakeBackend,
    rates: Rates,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(follower_module, "FAR_BEHIND", 10)
    put(seeded, tmp_path, issue())
    follower.catch_up()
    assert (backend.rebuilds, len(backend.batches)) == (0, 1), "half of what there is may come in batches"
    put(seeded, tmp_path, *(issue(volume=v) for v in range(5, 200)))
    follower.catch_up()
    assert (backend.rebuilds, len(backend.batches)) == (1, 1)
    assert_whole(seeded, backend, rates)


def test_a_second_writer_waits_and_then_gives_up(follower: IndexFollower, settings: Settings) -> None:
    with FileLock(settings.data_dir / "index.lock"), pytest.raises(Timeout):
        follower.catch_up(timeout_s=0)


def test_the_background_thread_follows_and_outlives_failures(
    seeded: Engine, follower: IndexFollower, backend: FakeBackend, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(follower_module, "AFTER_FAILURE_S", 0.01)
    stop = Event()
    thread = Thread(target=follower.run, args=(stop,))
    backend.broken = True
    thread.start()
    seq = put(seeded, tmp_path, issue())
    give_up = monotonic() + 5
    while backend.version < seq and monotonic() < give_up:
        sleep(0.005)
    stop.set()
    thread.join(5)
    assert (backend.version, backend.broken, thread.is_alive()) == (seq, False, False)


def test_a_development_fills_every_field_of_the_search_room(follower: IndexFollower, backend: FakeBackend) -> None:
    found = document(backend, "development", "3.7-d5")
    assert {field.name for field in FIELDS if field.weight is not None} == set(found.text)
    assert set(KEYWORD_FIELDS) == set(found.keywords)
    assert (found.entry, found.parents, found.order) == (True, ("3.7-h5", "3.7"), (3, 7, 5))
    assert (found.sorted_on, found.published) == (date(2024, 4, 11), Span(date(2024, 4, 1), date(2024, 4, 15)))
    assert found.event_spans == (Span(date(2024, 4, 11), date(2024, 4, 11)), Span(date(2024, 4, 7), date(2024, 4, 7)))
    assert "JP-PH" in found.keywords["country_pair"]
    assert len(found.keywords["country_pair"]) == 15
    assert (found.keywords["issue"], found.keywords["volume"]) == (("3.7",), ("3",))
    assert {"Fumio Kishida", "岸田文雄"} <= set(found.text["person"])


def test_a_headline_is_an_entry_only_without_a_development(follower: IndexFollower, backend: FakeBackend) -> None:
    told, alone = document(backend, "headline", "3.7-h3"), document(backend, "headline", "1.2-h5")
    assert (told.entry, told.text, len(told.amounts)) == (False, {}, 3)
    assert (alone.entry, list(alone.text), alone.amounts, alone.parents) == (True, ["headline"], (), ("1.2",))
    whole = document(backend, "issue", "3.7")
    assert (whole.entry, whole.text["title"], whole.order) == (True, (whole.label, "Biden-Kishida summit"), (3, 7, 0))
    assert whole.largest_usd == 2_900_000_000


def test_amounts_carry_dollars_and_whether_they_count(follower: IndexFollower, backend: FakeBackend) -> None:
    first, second = document(backend, "development", "2.10-d2").amounts
    assert (first.usd_low, first.usd_high, first.counted) == (210_000_000, None, False)
    assert (second.usd_low, second.counted) == (150_000_000, True)


def test_the_identity_of_an_index_follows_archive_and_rates(seeded: Engine, make_empty: object, rates: Rates) -> None:
    assert index_identity(seeded, rates) == index_identity(seeded, rates)
    assert index_identity(seeded, rates) != index_identity(seeded, Rates({}))


def test_the_documents_of_one_state_do_not_mix_with_later_changes(seeded: Engine, rates: Rates, tmp_path: Path) -> None:
    with read_session(seeded) as session:
        end = last_seq(session)
        documents = all_issue_documents(session, rates)
        next(documents)
        put(seeded, tmp_path, issue(developments=[development(1, "A")]))
        assert "4.1" not in {document.id for document in documents}
        assert last_seq(session) == end


def test_actor_facts_are_one_form_for_organizations_and_people(seeded: Engine) -> None:
    with read_session(seeded) as session:
        entries = [*vocabulary.load_entries(session, "organization"), *vocabulary.load_entries(session, "person")]
    assert {type(entry.facts) for entry in entries} == {ActorFacts}
