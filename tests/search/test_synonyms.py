"""The seed's synonyms: every group finds what it promises, and nothing that only looks like it."""

from functools import cache
from typing import Any

import pytest

from search import Limits, Match, SearchQuery, Sort
from search.analysis import phrase_steps
from search.backends.memory.engine import MemoryEngine
from search.language.compiler import compile_plan
from search.language.parser import parse
from search.synonyms import Synonyms, key_of
from tests.search.archive import development, memory_of, seed_groups, seed_synonyms

GROUPS = seed_groups()
WITH_EXAMPLE = [group for group in GROUPS if "example" in group]
ONE_WAY = [(group, rule) for group in GROUPS for rule in group.get("one_way", ())]
LOOK_ALIKES = [
    (group, stretch)
    for group in GROUPS
    for stretch in group.get("not", ())
    if stretch not in {rule["to"] for rule in group.get("one_way", ())}
]


def terms_of(group: dict[str, Any]) -> list[str]:
    return [*group.get("en", ()), *group.get("ja", ())]


@cache
def archive_of(text: str) -> MemoryEngine:
    return MemoryEngine([development(title="x", summary=text)], 1)


def finds(q: str, text: str, *, match: Match = Match.ALL, synonyms: bool = True, known: Synonyms | None = None) -> bool:
    """Whether an archive of one text has it, by the whole seed's synonyms or by those given."""
    tree, _ = parse(q, Limits())
    plan = compile_plan(tree, match, (known or seed_synonyms()) if synonyms else None)
    return archive_of(text).run(plan, SearchQuery()).total == 1


def only(group: dict[str, Any]) -> Synonyms:
    return _alone(group["id"])


@cache
def _alone(id: str) -> Synonyms:
    return Synonyms([group for group in GROUPS if group["id"] == id])


def can_be_typed(term: str) -> bool:
    """Quotes inside a term make a phrase of what they hold, so it cannot be asked for bare."""
    return not set(term) & set("「」“”")


@pytest.mark.parametrize("group", WITH_EXAMPLE, ids=lambda group: group["id"])
def test_example_of_a_group_is_found(group: dict[str, Any]) -> None:
    example = group["example"]
    assert finds(example["query"], example["finds"], match=Match.ANY)


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group["id"])
def test_every_term_of_a_group_finds_every_other(group: dict[str, Any]) -> None:
    terms = terms_of(group)
    text_of = {term: f"then {term} came" for term in terms}
    typed = [term for term in terms if can_be_typed(term)]
    missed = [(q, text) for q in typed for text in terms if not finds(q, text_of[text], known=only(group))]
    assert not missed


@pytest.mark.parametrize(
    ("group", "stretch"), LOOK_ALIKES, ids=[f"{group['id']}-{stretch}" for group, stretch in LOOK_ALIKES]
)
def test_look_alike_is_not_found_by_a_group(group: dict[str, Any], stretch: str) -> None:
    """Only wordings that are not themselves part of the look-alike: what was typed is always found as typed."""
    held = [t for t in terms_of(group) if finds(f'"{t}"', stretch) or finds(t, stretch, synonyms=False)]
    others = [term for term in terms_of(group) if term not in held]
    wrong = [term for term in others if finds(term, f"then {stretch} came", known=only(group))]
    assert not wrong


@pytest.mark.parametrize(
    ("group", "stretch"), LOOK_ALIKES, ids=[f"{group['id']}-{stretch}" for group, stretch in LOOK_ALIKES]
)
def test_look_alike_is_not_expanded(group: dict[str, Any], stretch: str) -> None:
    if not can_be_typed(stretch):
        stretch = stretch.translate(str.maketrans("「」“”", "    "))
    terms = [term for term in terms_of(group) if not finds(stretch, term, synonyms=False)]
    assert not [term for term in terms if finds(stretch, term, known=only(group))]


@pytest.mark.parametrize(
    ("group", "rule"), ONE_WAY, ids=[f"{group['id']}-{rule['from']}-{rule['to']}" for group, rule in ONE_WAY]
)
def test_one_way_rule_holds_in_its_direction(group: dict[str, Any], rule: dict[str, str]) -> None:
    assert finds(rule["from"], f"then {rule['to']} came", known=only(group))


def _reversed_rules() -> list[tuple[dict[str, Any], dict[str, str]]]:
    """Rules whose `to` neither starts a rule back nor holds its `from`."""
    return [
        (group, rule)
        for group, rule in ONE_WAY
        if rule["to"] not in {r["from"] for r in group["one_way"]}
        and rule["to"] not in terms_of(group)
        and not finds(rule["to"], rule["from"], synonyms=False)
    ]


@pytest.mark.parametrize(
    ("group", "rule"),
    _reversed_rules(),
    ids=[f"{group['id']}-{rule['to']}-{rule['from']}" for group, rule in _reversed_rules()],
)
def test_one_way_rule_does_not_hold_backwards(group: dict[str, Any], rule: dict[str, str]) -> None:
    assert not finds(rule["to"], f"then {rule['from']} came", known=only(group))


TRIGGERS = [
    (group, rule)
    for group, rule in ONE_WAY
    if key_of(rule["from"]) not in {key_of(term) for term in terms_of(group)} and rule["to"] not in terms_of(group)
]


@pytest.mark.parametrize(
    ("group", "rule"), TRIGGERS, ids=[f"{group['id']}-{rule['from']}-{rule['to']}" for group, rule in TRIGGERS]
)
def test_one_way_rule_from_outside_the_group_is_no_rule_of_its_members(
    group: dict[str, Any], rule: dict[str, str]
) -> None:
    assert not [term for term in terms_of(group) if finds(term, f"then {rule['to']} came", known=only(group))]


@pytest.mark.parametrize("group", WITH_EXAMPLE, ids=lambda group: group["id"])
def test_quotes_are_never_expanded(group: dict[str, Any]) -> None:
    terms = terms_of(group)
    different = [
        t for t in terms if phrase_steps(t) != phrase_steps(terms[0]) and not finds(terms[0], t, synonyms=False)
    ]
    assert not [t for t in different if finds(f'"{terms[0]}"', t)]


@pytest.mark.parametrize("group", WITH_EXAMPLE, ids=lambda group: group["id"])
def test_synonyms_can_be_turned_off(group: dict[str, Any]) -> None:
    query, text = group["example"]["query"], group["example"]["finds"]
    literal = finds(query, text, match=Match.ANY, known=Synonyms([]))
    assert finds(query, text, match=Match.ANY, synonyms=False) == literal


CASE_RULE = [
    ("C2", True),
    ("c2", True),
    ("DICAS", True),
    ("dicas", True),
    ("meti", True),
    ("Meti", False),
    ("US", True),
    ("us", False),
    ("PM", True),
    ("pm", False),
    ("SOFA", True),
    ("sofa", False),
    ("Diet", True),
    ("diet", False),
]


@pytest.mark.parametrize(("typed", "expanded"), CASE_RULE, ids=[row[0] for row in CASE_RULE])
def test_acronym_in_lower_case_is_known_unless_it_is_an_ordinary_word(typed: str, expanded: bool) -> None:
    known = seed_synonyms().alternatives(key_of(typed), typed)
    assert bool(known) is expanded


@pytest.mark.parametrize(
    ("q", "text"), [("USスチール", "the US and Japan"), ("CHIPS法", "a chip"), ("2プラス2", "2 ministers")]
)
def test_wording_of_mixed_scripts_is_not_found_by_a_part_of_it(q: str, text: str) -> None:
    assert not finds(q, text)


def test_longest_wording_wins() -> None:
    """A search for the economic 2+2 is no search for the security 2+2."""
    assert finds("Economic 2+2", "the EPCC")
    assert not finds("Economic 2+2", "the Security Consultative Committee of economic ministers")


def test_wording_inside_a_sentence_is_expanded() -> None:
    assert finds(
        "forum of DICAS today", "today a forum called Defense Industrial Cooperation, Acquisition and Sustainment"
    )


def test_minus_word_is_expanded_too() -> None:
    assert not finds("ministers -SCC", "ministers of the Security Consultative Committee")


def test_interchangeable_term_scores_below_the_typed_one() -> None:
    typed = development("1.1-d1", title="x", summary="the DICAS forum of all")
    other = development("1.1-d2", title="x", summary="the Defense Industrial Cooperation, Acquisition and Sustainment")
    hits = memory_of(typed, other).snapshot().search(SearchQuery(q="DICAS", sort=Sort.RELEVANCE)).hits
    assert [hit.id for hit in hits] == ["1.1-d1", "1.1-d2"]


def test_known_wording_without_alternatives_is_told_from_an_unknown_one() -> None:
    known = Synonyms([{"id": "a", "en": ["alpha", "beta"], "not": ["alpha male"]}])
    assert known.alternatives(("alpha", "male"), "alpha male") == ()
    assert known.alternatives(("gamma",), "gamma") is None
    assert known.longest == 2
