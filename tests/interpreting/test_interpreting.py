"""What is told beside the filters: places, alternatives, warnings, words left out; and what holds for every sentence."""

import random
from datetime import date

import pytest

from api.interpreting import Interpretation, Interpreter, Part, Words
from api.interpreting.asking import Asking
from api.interpreting.sums import MOST
from api.params import ask_filters
from api.params.values import MOST_MONEY
from api.params.vocabulary import Vocabulary
from search import Filters, SearchQuery, TermFilter
from tests.interpreting.test_phrasings import PHRASINGS
from tests.search.archive import memory_of, seed_memory

SENTENCES = [row[0] for row in PHRASINGS]


def part(read: Interpretation, text: str) -> Part:
    return next(one for one in read.parts if one.text == text)


def codes(interpreter: Interpreter, sentence: str) -> list[str]:
    return [remark.code for remark in interpreter.read(sentence).remarks]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_parts_stand_at_their_places_in_order_and_none_over_another(interpreter: Interpreter, sentence: str) -> None:
    end = 0
    for one in interpreter.read(sentence).parts:
        assert sentence[one.start : one.end] == one.text.strip() == one.text
        assert one.start >= end
        end = one.end


@pytest.mark.parametrize("sentence", SENTENCES)
def test_the_whole_is_what_the_applied_parts_and_the_words_say(interpreter: Interpreter, sentence: str) -> None:
    read = interpreter.read(sentence)
    said: dict[str, set[str]] = {"q": {read.rest}} if read.rest else {}
    for one in (one for one in read.parts if one.applied):
        for name, values in one.filters:
            said.setdefault(name, set()).update(values)
    whole = dict(read.filters)
    assert said.keys() == whole.keys()
    assert all(set(values) == said[name] for name, values in whole.items() if name != "q")
    assert all(text in whole["q"][0] for text in said.get("q", ()))


@pytest.mark.parametrize("sentence", SENTENCES)
def test_what_is_read_is_a_question_that_the_list_takes(interpreter: Interpreter, sentence: str) -> None:
    snapshot = seed_memory().snapshot()
    vocabulary = Vocabulary(snapshot)
    read = interpreter.read(sentence)
    for filters in (read.filters, *(one.filters for one in read.parts), *(o for one in read.parts for o in one.others)):
        snapshot.search(ask_filters(filters, vocabulary).query)


@pytest.mark.parametrize(
    ("sentence", "filters"),
    [
        ("Kishida and Biden", {"fumio-kishida": True, "joe-biden": True}),
        ("Kishida without Biden", {"fumio-kishida": True, "joe-biden": False}),
        ("Biden, not Kishida", {"fumio-kishida": False, "joe-biden": True}),
    ],
)
def test_people_who_must_all_be_there_or_not_are_found_so(
    interpreter: Interpreter, sentence: str, filters: dict[str, bool]
) -> None:
    snapshot = seed_memory().snapshot()
    found: dict[str, set[str]] = {}
    for person in filters:
        terms = {"person": TermFilter(any_of=(person,))}
        found[person] = {hit.id for hit in snapshot.walk(SearchQuery(filters=Filters(terms=terms)))}
    everyone = {hit.id for hit in snapshot.walk(SearchQuery())}
    wanted = everyone
    for person, there in filters.items():
        wanted = wanted & (found[person] if there else everyone - found[person])
    asked = ask_filters(interpreter.read(sentence).filters, Vocabulary(snapshot))
    assert {hit.id for hit in snapshot.walk(asked.query)} == wanted != set()


def test_the_same_sentence_is_read_the_same_by_another_interpreter(interpreter: Interpreter, words: Words) -> None:
    again = Interpreter(words, seed_memory().snapshot())
    assert [interpreter.read(sentence) for sentence in SENTENCES] == [again.read(sentence) for sentence in SENTENCES]


@pytest.mark.parametrize(
    ("sentence", "text", "others"),
    [
        ("space with Korea", "Korea", [(("country", ("KP",)),)]),
        ("trilateral drills", "trilateral", [(("topic", ("trilateral",)),)]),
        ("the Quad", "the Quad", [(("initiative", ("quad",)),)]),
        ("talks in Tokyo", "Tokyo", [(("q", ("Tokyo",)),)]),
        ("since FY2024", "since FY2024", [(("date_from", ("2023-10-01",)),)]),
        ("paid by Microsoft", "paid by Microsoft", [(("organization", ("microsoft",)),)]),
        ("South Korea", "South Korea", []),
        ("US FY2024", "US FY2024", []),
    ],
)
def test_other_meanings_are_offered(
    interpreter: Interpreter, sentence: str, text: str, others: list[tuple[tuple[str, tuple[str, ...]], ...]]
) -> None:
    assert list(part(interpreter.read(sentence), text).others) == others


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("over 2 billion", "currency_assumed"),
        ("last year", "relative_date"),
        ("in March", "relative_date"),
        ("2022 or 2024", "said_twice"),
        ("largest and newest", "said_twice"),
        ("over $5bn and under $1bn", "contradiction"),
        ("since 2024 and before 2023", "contradiction"),
        ("Japan and Australia, not Japan", "contradiction"),
        ("without an amount over $1bn", "contradiction"),
        ("not trilateral", "cannot_exclude"),
        ("not in 2024", "cannot_exclude"),
        ("Japan or Korea with China or Russia", "second_choice"),
        ("issue 9.99", "unknown_issue"),
        ("space without", "not_understood"),
    ],
)
def test_what_is_assumed_or_cannot_be_is_said(interpreter: Interpreter, sentence: str, code: str) -> None:
    assert set(codes(interpreter, sentence)) == {code}


@pytest.mark.parametrize("sentence", ["over $1bn in space since 2024", "Japan and Korea", "issue 3.7", "宇宙"])
def test_what_is_plain_needs_no_warning(interpreter: Interpreter, sentence: str) -> None:
    assert codes(interpreter, sentence) == []


def test_a_part_that_contradicts_is_shown_and_not_applied(interpreter: Interpreter) -> None:
    read = interpreter.read("over $5bn and under $1bn")
    assert [one.applied for one in read.parts] == [True, False]
    assert read.filters == (("usd_min", ("5000000000",)),)


def test_words_left_out_are_told(interpreter: Interpreter) -> None:
    read = interpreter.read("show me submarines in the Pacific")
    assert (read.rest, read.dropped) == ("submarines Pacific", ("show me", "in", "the"))


def test_days_are_counted_from_the_last_one_covered(interpreter: Interpreter) -> None:
    assert interpreter.today == date(2024, 6, 30)


def test_an_empty_archive_reads_dates_and_sums(words: Words) -> None:
    empty = Interpreter(words, memory_of().snapshot())
    assert dict(empty.read("over $1bn since 2024 with Korea").filters) == {
        "usd_min": ("1000000000",),
        "date_from": ("2024-01-01",),
        "country": ("KR",),
    }


def test_the_most_money_is_that_of_the_parameters() -> None:
    assert MOST == MOST_MONEY


def test_any_words_in_any_order_are_read_without_fault(interpreter: Interpreter) -> None:
    pieces = [word for sentence in SENTENCES for word in sentence.split()] + list(
        "()[]{}-*:\"'“,.;/&+~%#$¥年月日度巻号"
    )
    chance = random.Random(20240630)  # noqa: S311 -- any words, the same ones every time
    vocabulary = Vocabulary(seed_memory().snapshot())
    for _ in range(300):
        sentence = chance.choice((" ", "", "-")).join(chance.choices(pieces, k=chance.randint(1, 12)))[:300]
        read = interpreter.read(sentence)
        ask_filters(read.filters, vocabulary)
        assert all(sentence[one.start : one.end] == one.text for one in read.parts)


def test_the_words_of_asking_name_topics_that_there_are(words: Words) -> None:
    assert set(words.asking.topics) == {row["slug"] for row in words.topics["topics"]}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("colour", ["red"]),
        ("stops", None),
        ("schema", 2),
        ("capitals", [True]),
        ("phrases", [{"parameter": "sort", "value": "best", "words": ["best"]}]),
    ],
    ids=lambda value: str(value)[:20],
)
def test_a_wrong_key_or_value_of_the_words_is_refused(words: Words, key: str, value: object) -> None:
    data = words.asking.model_dump(by_alias=True) | {key: value}
    with pytest.raises(ValueError, match=key):
        Asking.model_validate(data)
