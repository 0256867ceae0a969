"""A text is cut at the words of its facts, wherever they begin, end and overlap."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from api.pages.editing.marks import pieces, words_of

TEXT = "Japan will pay $2.9 billion for the tug."


def seen(fact: str, raw: str | None, start: int | None = None, where: str = "text") -> dict[str, Any]:
    begin = TEXT.index(raw) if start is None and raw else start
    return {
        "fact": fact,
        "raw": raw,
        "start": begin,
        "end": None if begin is None else begin + len(raw or ""),
        "where": where,
    }


def cut(*evidence: dict[str, Any], where: str = "text") -> list[tuple[str, tuple[str, ...]]]:
    return [(piece.text, piece.facts) for piece in pieces(TEXT, evidence, where)]


def test_words_of_facts_are_cut_out_and_nothing_else() -> None:
    assert cut(seen("/countries/0", "Japan"), seen("/amounts/0", "$2.9 billion")) == [
        ("Japan", ("/countries/0",)),
        (" will pay ", ()),
        ("$2.9 billion", ("/amounts/0",)),
        (" for the tug.", ()),
    ]


def test_overlapping_words_are_cut_where_they_cross_and_the_shorter_comes_first() -> None:
    assert cut(seen("/amounts/0", "pay $2.9 billion"), seen("/topics/0", "Japan will pay")) == [
        ("Japan will ", ("/topics/0",)),
        ("pay", ("/topics/0", "/amounts/0")),
        (" $2.9 billion", ("/amounts/0",)),
        (" for the tug.", ()),
    ]


def test_each_fact_begins_once() -> None:
    found = pieces(
        TEXT, [seen("/amounts/0", "pay $2.9 billion"), seen("/amounts/0/payer", "Japan"), seen("/dates/0", "2.9")]
    )
    assert [fact for piece in found for fact in piece.begins] == ["/amounts/0", "/dates/0"]


def test_evidence_that_does_not_fit_the_text_marks_nothing() -> None:
    wrong = [
        seen("/amounts/0", "other words", 3),
        seen("/amounts/0", "the tug", where="headline"),
        seen("/countries/0", None),
        {"fact": "/dates/0", "raw": None, "start": 5, "end": 500, "where": "text"},
        {"fact": "/dates/0", "raw": None, "start": 5, "end": 5, "where": "text"},
    ]
    assert cut(*wrong) == [(TEXT, ())]


def test_words_of_a_headline_are_marked_there() -> None:
    assert cut(seen("/topics/0", "tug", where="headline"), where="headline")[1] == ("tug", ("/topics/0",))


def test_the_words_of_a_fact_are_told_once_and_an_implied_fact_has_none() -> None:
    assert words_of([seen("/amounts/0", "Japan"), seen("/amounts/0/payer", "Japan"), seen("/countries/1", None)]) == {
        "/amounts/0": ["Japan"],
        "/countries/1": [],
    }


spans = st.tuples(st.integers(0, 45), st.integers(0, 45), st.sampled_from(["/dates/0", "/dates/1", "/topics/0"]))


@given(st.lists(spans, max_size=12))
def test_pieces_joined_are_the_text_and_hold_exactly_the_facts_that_cover_them(
    found: list[tuple[int, int, str]],
) -> None:
    evidence = [{"fact": f, "raw": None, "start": a, "end": b, "where": "text"} for a, b, f in found]
    at = 0
    for piece in pieces(TEXT, evidence):
        for place in range(at, at + len(piece.text)):
            assert set(piece.facts) == {f for a, b, f in found if a <= place < b <= len(TEXT)}
        at += len(piece.text)
    assert at == len(TEXT)
    assert "".join(piece.text for piece in pieces(TEXT, evidence)) == TEXT
