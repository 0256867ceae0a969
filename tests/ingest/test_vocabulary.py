"""The vocabulary: read from the data files, extended by the archive, matched by whole words."""

from pathlib import Path

import pytest
import yaml

from ingest.extract import find_names
from ingest.extract.passages import Passage
from ingest.vocabulary import KnownName, Vocabulary, read_vocabulary
from ingest.vocabulary.names import surname_of
from ingest.vocabulary.phrases import Phrase, PhraseBook, choose_longest
from ingest.vocabulary.words import split_words
from tests.ingest.extract.vocabulary_in_use import SEED_DATA, VOCABULARY


def slugs(text: str, vocabulary: Vocabulary) -> list[str | None]:
    (names,) = find_names([Passage(text=text)], vocabulary)
    return [name.slug for name in names]


# -- files and the archive


def test_every_row_of_the_name_files_is_known() -> None:
    for file, kind in (("organizations", "organization"), ("people", "person"), ("initiatives", "initiative")):
        rows = yaml.load((SEED_DATA / f"{file}.yaml").read_text("utf-8"), yaml.CSafeLoader)[file]
        known = {entry.slug for entry in VOCABULARY.names.entries if entry.kind == kind}
        assert known == {row["slug"] for row in rows}


def test_every_name_of_the_files_finds_its_entry() -> None:
    lost = [
        (entry.slug, name)
        for entry in VOCABULARY.names.entries
        for name in (entry.name, *entry.aliases)
        if entry.slug not in slugs(f"They saw {name} there.", VOCABULARY)
    ]
    assert lost == []


def test_every_topic_and_country_of_the_files_is_known() -> None:
    topics = yaml.load((SEED_DATA / "topics.yaml").read_text("utf-8"), yaml.CSafeLoader)["topics"]
    countries = yaml.load((SEED_DATA / "countries.yaml").read_text("utf-8"), yaml.CSafeLoader)["countries"]
    assert VOCABULARY.topics.slugs == tuple(row["slug"] for row in topics)
    assert set(VOCABULARY.countries.wordings) == {row["alpha2"] for row in countries}


def test_no_word_of_a_reading_list_is_a_yaml_boolean() -> None:
    data = yaml.load((SEED_DATA / "reading.yaml").read_text("utf-8"), yaml.CSafeLoader)
    lists = [(key, value) for key, value in data.items() if isinstance(value, list) and key != "false_friends"]
    assert [(key, word) for key, words in lists for word in words if not isinstance(word, str)] == []
    assert len(lists) > 10


def test_a_missing_list_is_an_error_that_names_it(tmp_path: Path) -> None:
    for file in SEED_DATA.glob("*.yaml"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    reading = yaml.load((SEED_DATA / "reading.yaml").read_text("utf-8"), yaml.CSafeLoader)
    del reading["offices"]
    (tmp_path / "reading.yaml").write_text(yaml.safe_dump(reading, allow_unicode=True), "utf-8")
    with pytest.raises(KeyError, match="offices"):
        read_vocabulary(tmp_path)


def test_names_of_the_archive_replace_and_extend_those_of_the_files() -> None:
    nasa = KnownName(kind="organization", slug="nasa", name="Space Folk", country="US")
    new = KnownName(kind="initiative", slug="blue-harbor", name="Blue Harbor", aliases=("BHI",))
    extended = VOCABULARY.with_names([nasa, new])
    assert slugs("Space Folk joined Blue Harbor, and BHI grew beside METI.", extended) == [
        "nasa",
        "blue-harbor",
        "meti",
    ]
    assert slugs("NASA came.", extended) == []
    assert slugs("NASA came.", VOCABULARY) == ["nasa"]
    assert slugs("Blue Harbor came.", VOCABULARY) == []


def test_an_organization_and_a_person_may_share_a_slug() -> None:
    person = KnownName(kind="person", slug="nasa", name="Nora Nasa")
    assert slugs("NASA met Nora Nasa.", VOCABULARY.with_names([person])) == ["nasa", "nasa"]


@pytest.mark.parametrize(
    ("name", "country", "surname"),
    [
        ("Fumio Kishida", "JP", "Kishida"),
        ("Ferdinand Marcos Jr.", "PH", "Marcos"),
        ("Kim Jong Un", "KP", "Kim"),
        ("Yoon Suk Yeol", "KR", "Yoon"),
        ("Xi Jinping", "CN", "Xi"),
        ("Linda Thomas-Greenfield", "US", "Thomas-Greenfield"),
        ("Jung Pak", "US", "Pak"),
        ("Madonna", None, "Madonna"),
    ],
)
def test_the_surname_stands_where_the_country_puts_it(name: str, country: str | None, surname: str) -> None:
    assert surname_of(KnownName(kind="person", slug="x", name=name, country=country)) == surname


# -- words and phrases


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("US-Japan’s “2+2”", ["US", "-", "Japan", "'", "s", "2", "+", "2"]),
        ("A – B ‘c’", ["A", "-", "B", "c", "'"]),
        ("日米タイ3国", ["日", "米", "タ", "イ", "3", "国"]),
        ("snake_case", ["snake", "_", "case"]),
        ("", []),
    ],
)
def test_a_text_is_split_into_words_and_signs(text: str, words: list[str]) -> None:
    assert split_words(text).shown == words


def test_words_know_where_they_stand() -> None:
    words = split_words("At  “Ōsaka” now")
    assert [words.joined(at, at + 1) for at in range(len(words))] == ["At", "Ōsaka", "now"]
    assert words.joined(0, 3) == "At  “Ōsaka” now"


BOOK = PhraseBook(
    [
        Phrase("space", 1),
        Phrase("space station", 2),
        Phrase("drone*", 3),
        Phrase("air defense*", 4),
        Phrase("US", 5, exact=True),
        Phrase("the North", 6, exact=True),
        Phrase("U.S.", 7, exact=True),
        Phrase("防衛", 8),
        Phrase("space", 9),
    ]
)


@pytest.mark.parametrize(
    ("text", "meanings"),
    [
        ("the space station in space", [(2,), (1, 9)]),
        ("spaces spacecraft aerospace", []),
        ("SPACE Station", [(2,)]),
        ("drone drones Droning dron", [(3,), (3,)]),
        ("air defense air defenses air", [(4,), (4,)]),
        ("US us Us USA", [(5,)]),
        ("The North, the north", [(6,)]),
        ("U.S. u.s.", [(7,)]),
        ("日本防衛省", [(8,)]),
        ("space\n station", [(2,)]),
    ],
)
def test_a_phrase_book_finds_the_longest_whole_words(text: str, meanings: list[tuple[int, ...]]) -> None:
    assert [match.meanings for match in BOOK.find(split_words(text))] == meanings


def test_a_phrase_gives_way_to_words_that_are_taken() -> None:
    words = split_words("space station")
    assert [match.meanings for match in BOOK.find(words, taken={1})] == [(1, 9)]
    assert BOOK.find(words, taken={0, 1}) == []


def test_every_phrase_is_seen_before_one_is_chosen() -> None:
    words = split_words("space station")
    every = list(BOOK.every(words))
    assert [match.last for match in every] == [1, 2]
    assert choose_longest(reversed(every)) == [every[1]]
