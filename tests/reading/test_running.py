"""The pages are read with what the service knows: the seed files and the offices that the issues tell."""

from tests.reading.running import vocabulary_of_archive


def test_a_person_of_the_issues_has_the_offices_held_in_them_with_their_times() -> None:
    people = {entry.name: entry for entry in vocabulary_of_archive().names.entries if entry.kind == "person"}
    offices = people["Lloyd Austin"].offices
    assert "Secretary of Defense" in " ".join(office.role for office in offices)
    assert all(office.first < office.last for office in offices)
    assert sum(bool(person.offices) for person in people.values()) > len(people) // 2
