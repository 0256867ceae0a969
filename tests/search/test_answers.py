"""What an answer says besides its hits: text search as asked, highlights, offers, suggestions, records, in every engine."""

from typing import Any

import pytest

from search import (
    HEADLINE,
    ISSUE,
    RECORD_KINDS,
    Filters,
    Match,
    SearchQuery,
    SearchResult,
    Snapshot,
    Sort,
    TermFilter,
)
from search.fields import SCOPES
from tests.search.archive import development, seed_documents
from tests.search.conftest import Build


def ask(snapshot: Snapshot, q: str, **more: Any) -> SearchResult:
    return snapshot.search(SearchQuery(q=q, limit=200, **more))


def ids(snapshot: Snapshot, q: str, **more: Any) -> set[str]:
    return {hit.id for hit in ask(snapshot, q, **more).hits}


def holding(*parts: str) -> set[str]:
    """Developments of the seed whose title or summary holds all the parts, in any case."""
    texts = {
        d.id: " ".join(d.text["title"] + d.text["summary"]).lower() for d in seed_documents() if "summary" in d.text
    }
    return {id for id, text in texts.items() if all(part.lower() in text for part in parts)}


# --- text ------------------------------------------------------------------------------------------------------------
FOUND = [
    ("acronym-finds-its-long-form", "C2", "3.7-d2"),
    ("japanese-finds-english", "指揮統制", "3.7-d2"),
    ("alias-in-an-organization", "organization:NASA", "3.7-d4"),
    ("alias-in-an-initiative", "initiative:DICAS", "3.7-d2"),
    ("japanese-name-of-a-person", "person:岸田文雄", "3.7-d1"),
    ("two-plus-two", "2+2", "3.7-d2"),
    ("full-width", "２＋２", "3.7-d2"),
    ("dotted-acronym", "U.S. Steel", "2.24-d1"),
    ("undotted-acronym", "US Steel", "2.24-d1"),
    ("words-across-fields", "NASA rover Moriyama", "3.7-d4"),
    ("headline-text", '"Moon rover and Artemis astronaut deal"', "3.7-d4"),
    ("purpose-of-an-amount", '"subsea cables between Japan"', "3.7-d3"),
    ("stem", "constellation agreements", "3.7-d4"),
    ("prefix", "pressuri*", "3.7-d4"),
    ("or", "nothinglikeit OR NASA", "3.7-d4"),
    ("parentheses", "(lattice OR nothinglikeit) Marcos", "3.7-d5"),
    ("scoped-prefix", "title:luna*", "3.7-d4"),
    ("open-quote", '"command and control', "3.7-d2"),
    ("unknown-prefix-is-text", "nasa:rover", "3.7-d4"),
]


@pytest.mark.parametrize(("q", "id"), [row[1:] for row in FOUND], ids=[row[0] for row in FOUND])
def test_q_finds(seed: Snapshot, q: str, id: str) -> None:
    assert id in ids(seed, q)


NOT_FOUND = [
    ("phrase-out-of-order", '"rover Japanese"', "3.7-d4"),
    ("minus", "lunar -Moriyama", "3.7-d4"),
    ("other-field", "title:Moriyama", "3.7-d4"),
    ("quotes-are-literal", '"C2"', "3.7-d2"),
    ("all-words-are-needed", "rover submarine", "3.7-d4"),
    ("phrase-across-two-values", '"Artemis Artemis programme"', "3.7-d4"),
    ("prefix-inside-a-word", "over*", "3.7-d4"),
]


@pytest.mark.parametrize(("q", "id"), [row[1:] for row in NOT_FOUND], ids=[row[0] for row in NOT_FOUND])
def test_q_does_not_find(seed: Snapshot, q: str, id: str) -> None:
    assert id not in ids(seed, q)


def test_nasa_is_one_development(seed: Snapshot) -> None:
    assert ids(seed, "organization:NASA") == {"3.7-d4"}


def test_phrase_is_found_where_the_text_has_it(seed: Snapshot) -> None:
    assert ids(seed, 'summary:"supply chains"') >= holding("supply chains") - {"3.12-d2"}
    assert ids(seed, 'summary:"space domain awareness"') == holding("space domain awareness")


def test_minus_takes_away_and_leaves_the_rest(seed: Snapshot) -> None:
    assert ids(seed, "space -lunar") == ids(seed, "space") - ids(seed, "space lunar")
    assert len(ids(seed, "-lunar")) == 77 - len(ids(seed, "lunar"))


def test_any_finds_what_either_word_finds(seed: Snapshot) -> None:
    assert ids(seed, "rover submarine", match=Match.ANY) == ids(seed, "rover") | ids(seed, "submarine")


def test_synonyms_off_finds_the_letters_only(seed: Snapshot) -> None:
    assert ids(seed, "C2", synonyms=False) < ids(seed, "C2")
    assert "3.7-d2" not in ids(seed, "C2", synonyms=False)


@pytest.mark.parametrize("scope", SCOPES)
def test_scope_finds_no_more_than_the_word_alone(seed: Snapshot, scope: str) -> None:
    assert ids(seed, f"{scope}:japan", synonyms=False) <= ids(seed, "japan", synonyms=False)


def test_open_quote_is_answered_with_a_remark(seed: Snapshot) -> None:
    (remark,) = ask(seed, '"command and control').remarks
    assert (remark.code, remark.parameter) == ("unbalanced_quote", "q")


@pytest.mark.parametrize("q", ["", " ", "!?", '""', "-", "()"])
def test_q_without_a_word_finds_nothing_and_says_so(seed: Snapshot, q: str) -> None:
    result = ask(seed, q, kinds=RECORD_KINDS)
    assert result.total == 0
    assert "no_words" in [remark.code for remark in result.remarks]


# --- offers ----------------------------------------------------------------------------------------------------------
def test_misspelt_word_is_offered_in_a_spelling_with_hits(seed: Snapshot) -> None:
    result = ask(seed, "philipines")
    assert result.total == 0
    assert result.did_you_mean is not None
    assert result.did_you_mean.q == "philippines"
    assert result.did_you_mean.total == ask(seed, "philippines").total > 0


@pytest.mark.parametrize(
    ("q", "offered"),
    [
        ("space coperation", "space cooperation"),
        ("title:semiconducters", "title:semiconductors"),
        ("(interceptor OR luner) hypersonc", "(interceptor OR lunar) hypersonic"),
        ("misile -lunar", "missile -lunar"),
        ("qqqqzzzz", None),
        ("xyz", None),
        ('"philipines"', None),
        ("極超立速", None),
    ],
)
def test_spelling_mends_bare_words_only(seed: Snapshot, q: str, offered: str | None) -> None:
    spelling = ask(seed, q).did_you_mean
    assert (spelling.q if spelling else None) == offered


def test_spelling_changes_whole_words_only(build: Build) -> None:
    snapshot = build([development(title="South Korea", summary="none")]).snapshot()
    spelling = ask(snapshot, "outh Korea Kore South").did_you_mean
    assert spelling is not None
    assert spelling.q == "south Korea korea South"


def test_spelling_counts_under_the_filters(seed: Snapshot) -> None:
    filters = Filters(terms={"issue": TermFilter(("3.7",))})
    spelling = ask(seed, "philipines", filters=filters).did_you_mean
    assert spelling is not None
    assert spelling.total == ask(seed, "philippines", filters=filters).total


def test_all_words_without_hits_offer_any(seed: Snapshot) -> None:
    result = ask(seed, "rover submarine railgun")
    assert result.total == 0
    assert result.relaxed == ask(seed, "rover submarine railgun", match=Match.ANY).total


def test_no_offer_where_there_are_hits_or_any_was_asked(seed: Snapshot) -> None:
    assert (ask(seed, "rover").relaxed, ask(seed, "rover").did_you_mean) == (None, None)
    assert ask(seed, "qqqq zzzz", match=Match.ANY).relaxed is None
    assert ask(seed, "qqqq zzzz").relaxed is None


# --- highlights ------------------------------------------------------------------------------------------------------
def marked(build: Build, title: str, q: str, **more: Any) -> str:
    snapshot = build([development(title=title, summary="none")]).snapshot()
    (hit,) = ask(snapshot, q, highlight=True, **more).hits
    assert hit.highlight is not None
    assert set(hit.highlight) == {"title", "summary"}
    return hit.highlight["title"]


MARKS = [
    ("word", "a missile b", "missile", "a <mark>missile</mark> b"),
    ("stem", "Missiles", "missile", "<mark>Missiles</mark>"),
    ("phrase", "the missile defense of", '"missile defense"', "the <mark>missile defense</mark> of"),
    (
        "phrase-elsewhere-is-not-marked",
        "missile, missile defense",
        '"missile defense"',
        "missile, <mark>missile defense</mark>",
    ),
    ("words-apart", "defense by missile", "missile defense", "<mark>defense</mark> by <mark>missile</mark>"),
    ("prefix", "semiconductors", "semi*", "<mark>semiconductors</mark>"),
    ("compound", "an F-16s base", "F-16", "an <mark>F-16s</mark> base"),
    ("synonym", "command and control", "C2", "<mark>command and control</mark>"),
    ("japanese", "米国の指揮統制", "指揮統制", "米国の<mark>指揮統制</mark>"),
    ("possessive", "Japan's", "japan", "<mark>Japan&#x27;s</mark>"),
    ("script", "<script>missile</script>", "missile", "&lt;script&gt;<mark>missile</mark>&lt;/script&gt;"),
    ("script-matched", "<script>x</script>", "script", "&lt;<mark>script</mark>&gt;x&lt;/<mark>script</mark>&gt;"),
    ("ampersand-and-quotes", '"R&D" missile\'s', "missile", "&quot;R&amp;D&quot; <mark>missile&#x27;s</mark>"),
    ("mark-in-the-text", "<mark>missile", "missile", "&lt;mark&gt;<mark>missile</mark>"),
    ("excluded-word-is-not-marked", "missile by sea", "missile -lunar", "<mark>missile</mark> by sea"),
    ("other-field-is-not-marked", "none of it", "summary:none", "none of it"),
    (
        "phrases-that-overlap-in-part-are-one-mark",
        "a missile defense force",
        '"missile defense" "defense force"',
        "a <mark>missile defense force</mark>",
    ),
    ("overlapping-matches-are-one-mark", "US-Japan", "US-Japan japan", "<mark>US-Japan</mark>"),
]


@pytest.mark.parametrize(("title", "q", "html"), [row[1:] for row in MARKS], ids=[row[0] for row in MARKS])
def test_highlight_marks_what_matched_and_escapes_the_rest(build: Build, title: str, q: str, html: str) -> None:
    assert marked(build, title, q) == html


def test_highlight_is_only_made_when_asked_and_with_a_q(seed: Snapshot) -> None:
    assert ask(seed, "rover").hits[0].highlight is None
    assert seed.search(SearchQuery(highlight=True, limit=1)).hits[0].highlight is None


@pytest.mark.parametrize(("kind", "keys"), [(HEADLINE, {"text"}), (ISSUE, {"title"})])
def test_highlight_of_headlines_and_issues_is_of_their_own_text(seed: Snapshot, kind: str, keys: set[str]) -> None:
    hits = ask(seed, "rover", kinds=(kind,), highlight=True).hits
    assert hits
    assert all(set(hit.highlight or ()) == keys for hit in hits)
    assert kind == ISSUE or any("<mark>" in (hit.highlight or {})["text"] for hit in hits)


# --- records and names -----------------------------------------------------------------------------------------------
def test_hit_carries_the_rendered_record(seed: Snapshot) -> None:
    rendered = {d.id: d.rendered for d in seed_documents() if d.kind in RECORD_KINDS}
    hits = seed.search(SearchQuery(kinds=RECORD_KINDS, limit=300)).hits
    assert {hit.id: hit.rendered for hit in hits} == rendered


def test_fetch_gives_what_is_there(seed: Snapshot) -> None:
    found = seed.fetch("development", ["3.7-d1", "9.9-d9", "3.7-d2"])
    assert list(found) == ["3.7-d1", "3.7-d2"]
    assert seed.fetch("issue", ["3.7-d1"]) == {}
    assert seed.fetch("country", ["JP"])["JP"].startswith(b"{")


def test_ids_stand_by_volume_number_position(seed: Snapshot) -> None:
    issues = seed.ids("issue")
    assert list(issues) == sorted(issues, key=lambda issue: [int(part) for part in issue.split(".")])
    assert len(issues) == 34
    assert list(seed.ids("topic")) == sorted(seed.ids("topic"))
    assert list(seed.ids("nosuchkind")) == []


def test_label_is_the_name_to_show(seed: Snapshot) -> None:
    assert seed.label("organization", "meti") == "Ministry of Economy, Trade and Industry of Japan"
    assert seed.label("issue", "3.7") == "US-Japan Alliance Digest Vol 3.7"
    assert seed.label("organization", "nosuch") is None


SUGGESTED = [
    ("name", "Ministry of Economy", "organization", "meti", None),
    ("alias", "METI", "organization", "meti", "METI"),
    ("alias-in-lower-case", "meti", "organization", "meti", "METI"),
    ("family-name", "Nelson", "person", "bill-nelson", None),
    ("japanese", "経済産", "organization", "meti", "経済産業省"),
    ("country", "Philip", "country", "PH", None),
    ("topic", "Space", "topic", "space", None),
    ("initiative", "artem", "initiative", "artemis", None),
]


@pytest.mark.parametrize(("q", "kind", "id", "hint"), [row[1:] for row in SUGGESTED], ids=[row[0] for row in SUGGESTED])
def test_suggestion_names_kind_id_alias_and_count(seed: Snapshot, q: str, kind: str, id: str, hint: str | None) -> None:
    found = {(s.kind, s.id): s for s in seed.suggest(q, 20)}
    assert found[kind, id].hint == hint
    assert found[kind, id].count == sum(id in d.keywords.get(kind, ()) for d in seed_documents())


def test_suggestions_put_names_that_start_so_first_and_keep_the_limit(seed: Snapshot) -> None:
    found = seed.suggest("japan", 5)
    assert len(found) == 5
    assert (found[0].kind, found[0].id) == ("country", "JP")


@pytest.mark.parametrize("q", ["", "  ", "qqqq", "%", "\x00"])
def test_nothing_to_suggest(seed: Snapshot, q: str) -> None:
    assert list(seed.suggest(q, 10)) == []


def test_every_sort_answers_a_question(seed: Snapshot) -> None:
    assert len({frozenset(ids(seed, "missile", sort=sort)) for sort in Sort}) == 1
