"""Merge patches as RFC 7396 has them, and which development is which after one."""

from typing import Any

import pytest

from api.imports.merging import DEEPEST, follow_facts, merge, same_developments

RFC_7396: list[tuple[Any, Any, Any]] = [
    ({"a": "b"}, {"a": "c"}, {"a": "c"}),
    ({"a": "b"}, {"b": "c"}, {"a": "b", "b": "c"}),
    ({"a": "b"}, {"a": None}, {}),
    ({"a": "b", "b": "c"}, {"a": None}, {"b": "c"}),
    ({"a": ["b"]}, {"a": "c"}, {"a": "c"}),
    ({"a": "c"}, {"a": ["b"]}, {"a": ["b"]}),
    ({"a": {"b": "c"}}, {"a": {"b": "d", "c": None}}, {"a": {"b": "d"}}),
    ({"a": [{"b": "c"}]}, {"a": [1]}, {"a": [1]}),
    (["a", "b"], ["c", "d"], ["c", "d"]),
    ({"a": "b"}, ["c"], ["c"]),
    ({"a": "foo"}, None, None),
    ({"a": "foo"}, "bar", "bar"),
    ({"e": None}, {"a": 1}, {"e": None, "a": 1}),
    ([1, 2], {"a": "b", "c": None}, {"a": "b"}),
    ({}, {"a": {"bb": {"ccc": None}}}, {"a": {"bb": {}}}),
]
"""The examples of appendix A."""


@pytest.mark.parametrize(("target", "patch", "result"), RFC_7396, ids=range(len(RFC_7396)))
def test_a_patch_does_what_the_standard_says(target: Any, patch: Any, result: Any) -> None:
    assert merge(target, patch) == result


def test_what_is_deeper_than_any_draft_is_taken_as_it_is() -> None:
    patch: Any = {"x": None}
    for _ in range(DEEPEST + 1):
        patch = {"a": patch}
    assert merge({}, patch) == patch


def of(text: str | None, title: str) -> dict[str, Any]:
    return {"source_text": text, "title": title}


OLD = [of("one", "A"), of("two", "B"), of(None, "C")]
SAME: dict[str, tuple[list[Any], dict[int, int]]] = {
    "as they were": (OLD, {0: 0, 1: 1, 2: 2}),
    "in another order": ([OLD[2], OLD[0], OLD[1]], {0: 2, 1: 0, 2: 1}),
    "one less": ([OLD[1]], {0: 1}),
    "one more in front": ([of("new", "N"), *OLD], {1: 0, 2: 1, 3: 2}),
    "text says more than title": ([of("two", "A"), of("one", "B")], {0: 1, 1: 0}),
    "title where there is no text": ([of(None, "B")], {0: 1}),
    "place where nothing else tells": ([OLD[0], of(None, "New title"), OLD[2]], {0: 0, 1: 1, 2: 2}),
    "nothing tells": ([of("x", "y")], {}),
    "what is no development": ([1, None, "A"], {0: 0, 1: 1, 2: 2}),
}


@pytest.mark.parametrize("case", SAME)
def test_a_development_is_known_again(case: str) -> None:
    new, same = SAME[case]
    assert same_developments(OLD, new) == same


def test_evidence_of_one_of_two_equal_facts_goes_with_the_one_that_left() -> None:
    amount = {"value": 1}
    old = {"amounts": [amount, amount], "evidence": [{"fact": "/amounts/0"}, {"fact": "/amounts/1/currency"}]}
    assert follow_facts(old, old | {"amounts": [{"value": 2}, amount]}) == [{"fact": "/amounts/1"}]
    assert follow_facts(old, old) == old["evidence"]
