"""The query language: what is typed becomes a tree and a plan; slips are mended and said, costs are bounded."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import FACETS, Limits, Match, QueryTooCostly, SearchQuery, Snapshot
from search.fields import SCOPES, TEXT_FIELDS
from search.language.compiler import compile_plan
from search.language.parser import parse
from search.language.syntax import Either, Group, Minus, Node, Quoted, Stem, Word
from search.plan import All, Best, Nothing, Phrase, Plan, Prefix, Some, Term, leaves
from tests.search.archive import SEED_VERSION, development, memory_of, seed_documents, seed_memory, seed_synonyms

LIMITS = Limits()
ALL = TEXT_FIELDS


def tree(q: str) -> Node:
    return parse(q, LIMITS)[0]


def codes(q: str) -> list[str]:
    return [remark.code for remark in parse(q, LIMITS)[1]]


def plan(q: str, match: Match = Match.ALL, *, synonyms: bool = False) -> Plan:
    return compile_plan(tree(q), match, seed_synonyms() if synonyms else None)


def words(*raws: str) -> Group:
    return Group(tuple(Word(raw) for raw in raws))


TREES: list[tuple[str, str, Node]] = [
    ("word", "missile", Word("missile")),
    ("words", "missile defense", words("missile", "defense")),
    ("quoted", '"missile defense"', Quoted("missile defense")),
    ("curly-quotes", "“missile defense”", Quoted("missile defense")),
    ("japanese-quotes", "「指揮統制」", Quoted("指揮統制")),
    ("empty-quotes-are-nothing", 'a ""', Word("a")),
    ("prefix", "semi*", Stem("semi")),
    ("or", "a OR b OR c", Either((Word("a"), Word("b"), Word("c")))),
    ("bars-are-or", "a || b", Either((Word("a"), Word("b")))),
    ("or-in-lower-case-is-a-word", "a or b", words("a", "or", "b")),
    ("and-is-the-default", "a AND b", words("a", "b")),
    ("or-binds-looser-than-side-by-side", "a b OR c", Either((words("a", "b"), Word("c")))),
    ("parentheses", "a (b OR c)", Group((Word("a"), Either((Word("b"), Word("c")))))),
    ("minus", "a -b", Group((Word("a"), Minus(Word("b"))))),
    ("not-is-minus", "a NOT b", Group((Word("a"), Minus(Word("b"))))),
    ("minus-phrase", 'a -"b c"', Group((Word("a"), Minus(Quoted("b c"))))),
    ("minus-parentheses", "a -(b c)", Group((Word("a"), Minus(words("b", "c"))))),
    ("minus-alone", "-a", Group((Minus(Word("a")),))),
    ("hyphen-inside-a-word", "F-16", Word("F-16")),
    ("scope", "title:reactor", Word("reactor", "title")),
    ("scope-in-capitals", "TITLE:reactor", Word("reactor", "title")),
    ("scope-then-space", "title: reactor", Word("reactor", "title")),
    ("scoped-phrase", 'organization:"Indo-Pacific Command"', Quoted("Indo-Pacific Command", "organization")),
    ("scoped-prefix", "person:kish*", Stem("kish", "person")),
    ("scoped-group", "title:(a OR b)", Either((Word("a", "title"), Word("b", "title")))),
    ("minus-scope", "a -title:b", Group((Word("a"), Minus(Word("b", "title"))))),
    ("colon-in-a-number", "at 10:30", words("at", "10:30")),
    ("full-width-letters", "ＵＳ", Word("US")),
    ("empty", "", Group(())),
    ("blank", "  \t\n", Group(())),
]


@pytest.mark.parametrize(("q", "expected"), [row[1:] for row in TREES], ids=[row[0] for row in TREES])
def test_q_is_read_as(q: str, expected: Node) -> None:
    assert tree(q) == expected


SLIPS = [
    ("open-quote", '"command and', "unbalanced_quote", Quoted("command and")),
    ("open-parenthesis", "(a b", "unbalanced_parenthesis", words("a", "b")),
    ("closing-parenthesis", "a) b", "unbalanced_parenthesis", words("a", "b")),
    ("trailing-or", "a OR", "dangling_operator", Word("a")),
    ("leading-or", "OR a", "dangling_operator", Word("a")),
    ("or-or", "a OR OR b", "dangling_operator", Either((Word("a"), Word("b")))),
    ("trailing-minus", "a -", "dangling_operator", Word("a")),
    ("trailing-not", "a NOT", "dangling_operator", Word("a")),
    ("minus-before-or", "a - OR b", "dangling_operator", Either((Word("a"), Word("b")))),
    ("scope-of-nothing", "a title:", "dangling_operator", Word("a")),
    ("minuses", "a --b", "stray_minus", Group((Word("a"), Minus(Word("b"))))),
    ("minuses-apart", "a - - b", "stray_minus", Group((Word("a"), Minus(Word("b"))))),
    ("star-inside", "se*mi", "stray_star", Word("semi")),
    ("star-before", "*semi", "stray_star", Word("semi")),
    ("star-alone", "a *", "stray_star", Word("a")),
    ("unknown-prefix", "author:kishida", "unknown_prefix", Word("author:kishida")),
]


@pytest.mark.parametrize(("q", "code", "mended"), [row[1:] for row in SLIPS], ids=[row[0] for row in SLIPS])
def test_slip_is_mended_and_said(q: str, code: str, mended: Node) -> None:
    found, remarks = parse(q, LIMITS)
    assert [(r.code, r.parameter) for r in remarks] == [(code, "q")]
    assert found == mended


@pytest.mark.parametrize("q", [row[1] for row in TREES], ids=[row[0] for row in TREES])
def test_well_written_q_has_no_remarks(q: str) -> None:
    assert codes(q) == []


def test_each_slip_is_said_once() -> None:
    assert codes("a) b) c)") == ["unbalanced_parenthesis"]
    assert codes("--a --b ---c") == ["stray_minus"]


def test_remark_on_an_unknown_prefix_names_the_known_ones() -> None:
    (remark,) = parse("author:x", LIMITS)[1]
    assert "author:" in remark.message
    assert all(f"{scope}:" in remark.message for scope in SCOPES)


PLANS: list[tuple[str, str, Plan]] = [
    ("word", "Missiles", Term("missil", ALL)),
    ("words-are-anded", "missile defense", All((Term("missil", ALL), Term("defens", ALL)))),
    ("phrase", '"missile defense"', Phrase(((0, "missil"), (1, "defens")), ALL)),
    ("phrase-of-one-word", '"missile"', Term("missil", ALL)),
    ("phrase-keeps-stop-words", '"the missile"', Phrase(((0, "the"), (1, "missil")), ALL)),
    ("prefix-is-unstemmed", "Missiles*", Prefix("missiles", ALL)),
    ("prefix-of-a-compound", "F-1*", All((Term("f", ALL), Prefix("1", ALL)))),
    ("stop-words-are-dropped", "what about the missile", All((Term("about", ALL), Term("missil", ALL)))),
    ("only-stop-words-are-kept", "the who", All((Term("the", ALL), Term("who", ALL)))),
    ("compound-whole-or-in-parts", "F-16", Best((Term("f16", ALL), Phrase(((0, "f"), (1, "16")), ALL)))),
    ("joined-by-plus", "2+2", Term("2+2", ALL)),
    ("or", "a1 OR b1", Some((Term("a1", ALL), Term("b1", ALL)))),
    ("minus", "a1 -b1", All((Term("a1", ALL),), (Term("b1", ALL),))),
    ("minus-alone-is-everything-else", "-b1", All((), (Term("b1", ALL),))),
    ("scope", "title:missile", Term("missil", ("title",))),
    ("no-word", "!?", Nothing()),
    ("empty", "", Nothing()),
]


@pytest.mark.parametrize(("q", "expected"), [row[1:] for row in PLANS], ids=[row[0] for row in PLANS])
def test_q_is_planned_as(q: str, expected: Plan) -> None:
    assert plan(q) == expected


def test_japanese_run_is_a_phrase_of_bigrams() -> None:
    assert plan("宇宙協力") == Phrase(((0, "宇宙"), (1, "宙協"), (2, "協力")), ALL)


def test_scattered_characters_are_no_japanese_word() -> None:
    scattered = development(title="x", summary="力の協和と宙の宇")
    assert memory_of(scattered).snapshot().search(SearchQuery(q="宇宙協力")).total == 0


def test_any_is_ranked_by_how_many_words_are_there() -> None:
    assert plan("a1 b1", Match.ANY) == Some((Term("a1", ALL), Term("b1", ALL)), coordinate=True)
    assert plan("a1 b1 -c1", Match.ANY) == All(
        (Some((Term("a1", ALL), Term("b1", ALL)), coordinate=True),), (Term("c1", ALL),)
    )


def test_any_of_one_word_is_that_word() -> None:
    assert plan("a1", Match.ANY) == Term("a1", ALL)


def test_known_wording_is_one_meaning_with_all_and_its_words_stand_alone_with_any() -> None:
    (literal, *others) = plan("command and control", synonyms=True).parts
    assert isinstance(literal, All)
    assert Phrase(((0, "c2"),), ALL, 0.8) in [Phrase(p.steps, p.fields, p.boost) for p in others]
    loose = plan("command and control", Match.ANY, synonyms=True)
    assert {leaf.text for leaf in leaves(loose) if isinstance(leaf, Term)} >= {"command", "control"}


def test_scoped_wording_is_expanded_in_its_field_only() -> None:
    assert {leaf.fields for leaf in leaves(plan("title:C2", synonyms=True))} == {("title",)}


def test_words_of_two_scopes_are_no_wording_together() -> None:
    found = plan("title:command summary:and title:control", synonyms=True)
    assert not [leaf for leaf in leaves(found) if isinstance(leaf, Phrase)]


COSTS = [
    ("length", "x" * 1001, "characters"),
    ("length-of-japanese", "指" * 1001, "characters"),
    ("very-long", "x" * 10_000, "characters"),
    ("terms", "w " * 65, "words and phrases"),
    ("terms-in-or", " OR ".join(["w"] * 65), "words and phrases"),
    ("depth-of-parentheses", "(" * 13 + "a", "deep"),
    ("depth-of-minus-parentheses", "-(" * 13 + "a", "deep"),
    ("depth-of-scopes", "title: " * 14 + "a", "deep"),
]


@pytest.mark.parametrize(("q", "says"), [row[1:] for row in COSTS], ids=[row[0] for row in COSTS])
def test_query_too_costly_is_refused_and_says_why(q: str, says: str) -> None:
    with pytest.raises(QueryTooCostly, match=says):
        parse(q, LIMITS)


@pytest.mark.parametrize(
    "q",
    ["x" * 1000, "w " * 64, "(" * 12 + "a" + ")" * 12, "-" * 200 + " a", "- " * 200 + "a", ")" * 900],
    ids=["length", "terms", "depth", "minuses-in-a-row", "minuses-apart", "closing-parentheses"],
)
def test_query_at_its_limits_is_answered(q: str) -> None:
    assert seed_memory().snapshot().search(SearchQuery(q=q, limit=1)).data_version == SEED_VERSION


def test_five_thousand_parentheses_are_refused_at_once() -> None:
    with pytest.raises(QueryTooCostly):
        parse("(" * 5000, LIMITS)
    with pytest.raises(QueryTooCostly):
        parse("(" * 5000, Limits(length=10_000))


def test_prefix_of_one_letter_is_refused_and_says_how_many_it_needs() -> None:
    for q in ("s*", "japan -s*", "title:a*"):
        with pytest.raises(QueryTooCostly, match="at least 2 letters before a star"):
            seed_memory().snapshot().search(SearchQuery(q=q))


def test_prefix_of_too_many_words_is_refused_and_says_how_many() -> None:
    tight = memory_of(*seed_documents(), limits=Limits(prefix_words=20))
    for q in ("co*", "japan -co*"):
        with pytest.raises(QueryTooCostly, match=r"“co\*” stands for [\d,]+ words; at most 20"):
            tight.snapshot().search(SearchQuery(q=q))


def test_limits_are_settings() -> None:
    tight = Limits(length=10, terms=2, depth=1)
    for q in ("x" * 11, "a b c", "((a))"):
        with pytest.raises(QueryTooCostly):
            parse(q, tight)
    parse("(a) b", tight)


SPECIAL = st.sampled_from(
    list("\"“”「」()*-:|&+'’.,!\\^~[]{}<>/ \t\n\x00\x1e") + [" OR ", " NOT ", " AND ", "title:", "の", "指揮", "C2"]
)
ANYTHING = st.lists(SPECIAL | SPECIAL | st.text(st.characters(exclude_categories=["Cs"]), max_size=3), max_size=40)


@given(ANYTHING.map("".join), st.sampled_from(Match), st.booleans())
def test_any_text_is_answered_or_too_costly(q: str, match: Match, synonyms: bool) -> None:
    one = memory_of(development(title="US-Japan C2", summary='指揮統制 of "forces" <b>'))
    try:
        result = one.snapshot().search(SearchQuery(q=q, match=match, synonyms=synonyms, highlight=True))
    except QueryTooCostly:
        return
    assert all(remark.parameter == "q" for remark in result.remarks)
    assert result.total <= 1


def test_more_words_phrases_prefixes_and_facets_are_expected_to_take_longer(seed: Snapshot) -> None:
    asked = [SearchQuery(), SearchQuery(q="moon"), SearchQuery(q="moon rover"), SearchQuery(q='"moon rover" japan'),
             SearchQuery(q='moon* rover* "moon rover"'), SearchQuery(q='moon* rover* "moon rover"', facets=FACETS)]  # fmt: skip
    expected = [seed.expected_ms(query) for query in asked]
    assert expected == sorted(set(expected))


def test_a_facet_is_expected_to_take_what_a_word_does(seed: Snapshot) -> None:
    facet, word = SearchQuery(q="moon", facets=("topic",)), SearchQuery(q="moon rover")
    assert seed.expected_ms(facet) == seed.expected_ms(word)
