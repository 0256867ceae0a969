"""The seed data in the archive: what is there, under which ids, and that seeding again changes nothing."""

import pytest
from sqlalchemy import Engine, text

from api.database import read_session, write_session
from api.models.facts import CountryFacts, TopicFacts
from api.names import name_key
from api.publishing import withdraw_issue
from api.record_ids import DEVELOPMENT_ID, HEADLINE_ID, ISSUE_ID
from api.repositories import log, usage, vocabulary
from api.repositories.archive import last_seq
from api.repositories.issues import issue_pages, load_issue
from api.seeding import load, load_vocabularies, read_vocabularies, seed
from api.settings import SEED_DATA


def test_the_seed_data_is_there_in_full(seeded: Engine) -> None:
    with read_session(seeded) as session:
        counts = usage.counts(session)
    expected = {"issue": 34, "headline": 170, "development": 77, "amount": 15, "date": 138, "topic": 9, "country": 249}
    assert {kind: counts[kind] for kind in expected} == expected


def test_ids_say_issue_and_place(seeded: Engine) -> None:
    with read_session(seeded) as session:
        issues = [issue for page in issue_pages(session) for issue in page]
        numbers = [(issue.facts.volume, issue.facts.number) for issue in issues]
        assert all(ISSUE_ID.match(issue.id) for issue in issues)
        assert all(HEADLINE_ID.match(line.id) for issue in issues for line in issue.headlines)
        assert all(DEVELOPMENT_ID.match(d.id) for issue in issues for d in issue.developments)
    assert numbers == sorted(numbers)
    assert (3, 10) in numbers
    assert numbers.index((3, 9)) < numbers.index((3, 10))


def test_issue_3_7_is_complete(seeded: Engine) -> None:
    with read_session(seeded) as session:
        issue = load_issue(session, "3.7")
    assert issue is not None
    assert [line.id for line in issue.headlines] == [f"3.7-h{n}" for n in range(1, 6)]
    assert [(d.id, d.facts.headline) for d in issue.developments] == [(f"3.7-d{n}", n) for n in range(1, 6)]
    fifth = issue.developments[4].facts
    assert fifth.countries == ("US", "JP", "PH", "CN", "AU", "GB")
    assert [person.person for person in fifth.people] == ["ferdinand-marcos-jr", "joe-biden", "fumio-kishida"]
    assert issue.developments[3].facts.organizations == ("mext", "nasa")


def test_no_seed_file_names_what_no_vocabulary_has(seeded: Engine) -> None:
    with read_session(seeded) as session:
        assert {kind: vocabulary.uncurated(session, kind) for kind in ("organization", "person", "initiative")} == {
            "organization": {},
            "person": {},
            "initiative": {},
        }


@pytest.mark.parametrize("again", ["seed", "load", "load_vocabularies"])
def test_the_same_again_changes_nothing(seeded: Engine, again: str) -> None:
    with read_session(seeded) as session:
        before = last_seq(session)
    if again == "seed":
        seed(seeded)
    elif again == "load":
        report = load(seeded, sorted((SEED_DATA / "issues").glob("vol-3-*.yaml")))
        assert report.issues.unchanged == 6
        assert report.last_seq == 0
    else:
        assert load_vocabularies(seeded) == ()
    with read_session(seeded) as session:
        assert last_seq(session) == before


def test_seeding_again_does_not_bring_back_what_was_withdrawn(seeded: Engine) -> None:
    with write_session(seeded) as session:
        withdraw_issue(session, "3.7")
    assert seed(seeded).issues.created == 0
    with read_session(seeded) as session:
        assert load_issue(session, "3.7") is None


def test_every_record_has_one_created_change_and_one_revision(seeded: Engine) -> None:
    with seeded.connect() as connection:
        changes = connection.execute(
            text("SELECT count(*), count(DISTINCT kind || record_id), min(op), max(op) FROM change")
        )
        assert (row := changes.one())[0] == row[1]
        assert (row[2], row[3]) == ("created", "created")
        assert connection.execute(text("SELECT count(*) FROM revision")).scalar_one() == row[0]
    with read_session(seeded) as session:
        first = log.changes_after(session, 0, 3)
        assert [change.seq for change in first] == [1, 2, 3]
        assert {change.kind for change in log.changes_after(session, 0, 1_000, ["person"])} == {"person"}


def test_countries_have_every_iso_code_and_the_files_words(seeded: Engine) -> None:
    with read_session(seeded) as session:
        japan, andorra = vocabulary.load_entries(session, "country", ["JP", "AD"])[::-1]
    assert isinstance(japan.facts, CountryFacts)
    assert (japan.facts.name_ja, japan.facts.capital, japan.facts.adjectives) == ("日本", "Tokyo", ("Japanese",))
    assert andorra.facts == CountryFacts(alpha3="AND", name="Andorra")


def test_topics_keep_the_order_of_the_file_with_the_core_four_first() -> None:
    topics = [facts for facts in read_vocabularies()["topic"].values() if isinstance(facts, TopicFacts)]
    assert [topic.core for topic in topics[:5]] == [True, True, True, True, False]
    assert [topic.position for topic in topics] == list(range(9))


def test_an_alias_means_its_entry_and_a_name_goes_before_an_alias(seeded: Engine) -> None:
    with read_session(seeded) as session:
        found = vocabulary.find_names(session, {name_key("METI"), name_key("artemis"), name_key("US")})
    assert found["initiative", "artemis"] == "artemis"
    assert found["country", "us"] == "US"
    assert ("organization", "meti") in found
