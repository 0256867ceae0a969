"""The analyzer: what a text is found by, and where in the text that is."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from search.analysis import (
    STOP_WORDS,
    VALUE_GAP,
    analyze,
    analyze_values,
    atoms,
    fold,
    is_japanese,
    length,
    phrase_steps,
    term_of,
    whole_form,
)

TERMS = [
    ("country-acronym", "US", "us"),
    ("dotted-acronym", "U.S.", "us"),
    ("dotted-acronym-without-its-last-dot", "U.S", "us"),
    ("three-letter-dotted-acronym", "U.S.A.", "usa"),
    ("dotted-acronym-before-a-word", "U.S. Steel", "us steel"),
    ("full-width-acronym", "ＵＳ", "us"),
    ("compound-of-names", "US-Japan", "us usjapan japan"),
    ("compound-with-dotted-acronym", "U.S.-Japan", "us usjapan japan"),
    ("aircraft", "F-16", "f f16 16"),
    ("aircraft-in-the-plural", "F-16s", "f f16 16"),
    ("aircraft-without-hyphen", "F16", "f16"),
    ("aircraft-with-non-breaking-hyphen", "F‑16", "f f16 16"),
    ("aircraft-with-dash", "F–16", "f f16 16"),
    ("missile", "SM-3", "sm sm3 3"),
    ("joined-acronym", "J-JOC", "j jjoc joc"),
    ("two-plus-two", "2+2", "2 2+2 2"),
    ("full-width-two-plus-two", "２＋２", "2 2+2 2"),
    ("two-plus-two-in-curly-quotes", "“2+2”", "2 2+2 2"),
    ("two-plus-two-with-spaces-is-two-words", "2 + 2", "2 2"),
    ("ampersand", "S&TF", "s s&tf tf"),
    ("possessive", "Japan's", "japan"),
    ("possessive-with-curly-apostrophe", "Japan’s", "japan"),
    ("name-with-apostrophe", "O’Neill", "o'neil"),
    ("acronym-in-the-plural", "SMRs", "smr"),
    ("accent", "Malacañang", "malacanang"),
    ("accent-written-apart", "Malacan\u0303ang", "malacanang"),
    ("curly-quotes", "“quoted”", "quot"),
    ("single-curly-quotes", "‘quoted’", "quot"),
    ("stem", "semiconductors", "semiconductor"),
    ("stem-of-a-verb", "deploying", "deploy"),
    ("short-words-are-not-stemmed", "is as", "is as"),
    ("stop-words-are-kept", "who is it", "who is it"),
    ("thousands", "1,400", "1400"),
    ("decimal", "2.9", "2.9"),
    ("amount-with-unit", "$2.9bn", "2.9bn"),
    ("number-at-the-end-of-a-sentence", "in 2024.", "in 2024"),
    ("underscores-part", "snake_case", "snake case"),
    ("ligature", "ﬁrm", "firm"),
    ("japanese", "指揮統制", "指 指揮 揮 揮統 統 統制 制"),
    ("one-japanese-character", "米", "米"),
    ("half-width-kana", "ｶﾅ", "カ カナ ナ"),
    ("half-width-kana-with-voice-mark", "ﾊﾟ", "パ"),
    ("kana-with-long-vowel", "データ", "デ デー ー ータ タ"),
    ("variant-character", "靭", "靱"),
    ("japanese-beside-latin", "日米2+2", "日 日米 米 2 2+2 2"),
    ("nothing", " … !? ", ""),
]


@pytest.mark.parametrize(("text", "terms"), [row[1:] for row in TERMS], ids=[row[0] for row in TERMS])
def test_text_is_found_by_these_terms(text: str, terms: str) -> None:
    assert [token.text for token in analyze(text)] == terms.split()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("US", "U.S."),
        ("US-Japan", "U.S.–Japan"),
        ("F-16", "F-16s"),
        ("2+2", "２＋２"),
        ("Japan's", "Japan’s"),
        ("Malacañang", "malacanang"),
        ("ミサイル", "ﾐｻｲﾙ"),
        ("強靭性", "強靱性"),
        ("SMRs", "smr"),
        ("1,400", "1400"),
    ],
)
def test_two_spellings_have_the_same_terms(one: str, other: str) -> None:
    assert [(t.text, t.position) for t in analyze(one)] == [(t.text, t.position) for t in analyze(other)]


@pytest.mark.parametrize(
    ("one", "other"),
    [("US", "us-led"), ("C2", "C-2 aircraft carrier"), ("F-16", "F-15"), ("2+2", "2-2"), ("3.1", "31")],
)
def test_two_different_things_have_different_terms(one: str, other: str) -> None:
    assert [t.text for t in analyze(one)] != [t.text for t in analyze(other)]


@pytest.mark.parametrize(
    ("compound", "whole"),
    [("F-16", "f16"), ("2+2", "2+2"), ("S&TF", "s&tf"), ("U.S.-Japan", "usjapan"), ("3-4", "3-4")],
)
def test_compound_has_one_whole_form(compound: str, whole: str) -> None:
    assert whole_form(compound) == whole


def test_whole_form_stands_at_its_first_part_and_has_no_surface() -> None:
    first, whole, last = analyze("Indo-Pacific")
    assert (first.position, whole.position, last.position) == (0, 0, 1)
    assert whole.surface == ""
    assert (first.surface, last.surface) == ("indo", "pacific")


def test_surface_is_the_word_unstemmed_in_lower_case() -> None:
    assert [t.surface for t in analyze("Semiconductors Deploying")] == ["semiconductors", "deploying"]


def test_positions_count_words_and_japanese_characters() -> None:
    assert [t.position for t in analyze("new 米軍 F-16 base")] == [0, 1, 1, 2, 3, 3, 4, 5]


@pytest.mark.parametrize(
    ("text", "cuts"),
    [
        ("ﾐﾊﾟﾙ", "ﾐ ﾐﾊﾟ ﾊﾟ ﾊﾟﾙ ﾙ"),
        ("かは\u309aる", "か かは\u309a は\u309a は\u309aる る"),
        ("aゟﾊﾟ", "a ゟ ゟ ゟ ゟﾊﾟ ﾊﾟ"),
        ("ﾞﾊ", "ﾞ ﾞﾊ ﾊ"),
    ],
    ids=["half-width-voice-mark", "voice-mark-written-apart", "one-longer-and-one-shorter", "mark-without-its-kana"],
)
def test_japanese_characters_stand_where_they_are_written(text: str, cuts: str) -> None:
    assert [text[t.start : t.end] for t in analyze(text)] == cuts.split()


def test_a_gap_of_positions_parts_two_values() -> None:
    first, second = analyze_values(["one", "two"])
    assert second.position - first.position == VALUE_GAP + 1


def test_length_counts_positions_once() -> None:
    assert length(analyze("F-16 指揮")) == 4
    assert length(analyze("")) == 0


def test_phrase_asks_for_bigrams_parts_and_joined_wholes() -> None:
    assert phrase_steps("US-Japan 2+2") == ((0, "us"), (1, "japan"), (2, "2+2"))
    assert phrase_steps("指揮統制 C2") == ((0, "指揮"), (1, "揮統"), (2, "統制"), (4, "c2"))


def test_fold_leaves_plain_ascii_alone_but_for_case() -> None:
    assert fold("Plain Text") == "plain text"


def test_japanese_is_told_from_latin() -> None:
    assert is_japanese("the 指揮 word")
    assert is_japanese("ﾐ")
    assert not is_japanese("Malacañang")


def test_stop_words_are_terms_as_the_analyzer_makes_them() -> None:
    assert not {"us", "it's", "who's"} & STOP_WORDS
    assert all(term_of(word)[0] == word for word in STOP_WORDS)


SNIPPETS = st.sampled_from(
    [
        "US",
        "U.S.",
        "F-16s",
        "2+2",
        "S&TF",
        "Japan’s",
        "指揮統制",
        "ﾐｻｲﾙﾊﾟ",
        "1,400",
        "n\u0303",
        "ﬁ",
        "ゟ",
        "-",
        "'",
        ".",
        " ",
        "「",
        "㍿",
    ]
)
TEXTS = st.lists(SNIPPETS | st.text(max_size=4), max_size=8).map("".join)


@given(TEXTS)
@example("ﾐｻｲﾙﾊﾟゟ")
def test_offsets_cut_the_text_that_was_matched(text: str) -> None:
    for token in analyze(text):
        cut = text[token.start : token.end]
        found = {t.text for t in analyze(cut)}
        assert token.text in found or token.text == cut.removesuffix("s") or is_japanese(cut), (token, cut)
        assert not is_japanese(cut) or token.text in fold(cut)


JAPANESE = st.text(st.sampled_from("ミはﾊｶﾟﾞ\u3099\u309aゟヿ統靭\u309b"), max_size=8)


@given(JAPANESE)
@example("ﾐﾊﾟゟ")
def test_a_japanese_run_is_its_characters_folded(text: str) -> None:
    assert "".join(char for atom in atoms(text) for char in atom.terms) == fold(text)


@given(TEXTS)
def test_positions_rise_and_terms_are_never_empty(text: str) -> None:
    tokens = analyze(text)
    assert [t.position for t in tokens] == sorted(t.position for t in tokens)
    assert {t.position for t in tokens} == set(range(length(tokens)))
    assert all(t.text for t in tokens)
