"""Combining: which parameters the chains set so that all of them hold together, and what cannot hold with the rest."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from api.interpreting.chains import Chain
from api.interpreting.pieces import Found, Part
from api.interpreting.whole import Whole
from search import Remark

Label = Callable[[str, str], str | None]
COMBINED: Final = frozenset({"topic", "country"})
"""Fields with a parameter for all and one for none of several values."""
SCOPED: Final = frozenset({"organization", "person", "initiative"})
"""Fields with one any-of parameter; what it cannot say is said in `q`, by their scopes there."""


def combine(sentence: str, chains: Sequence[Chain], label: Label) -> tuple[list[Part], Whole, list[Remark]]:
    """The parts of a sentence in its order, the whole that they make, and what the asker must be told of them."""
    parts: list[Part] = []
    remarks: list[Remark] = []
    whole = Whole()
    for chain in chains:
        alike = [one for one in chains if one.parameter == chain.parameter and not one.unwanted]
        for found in _said(chain, alike, label):
            text = sentence[found.start : found.end]
            problem = _unsayable(chain, alike, text) or whole.refusal(found.filters, text)
            if problem is None:
                whole.take(found.filters)
            remarks += filter(None, (found.remark, problem))
            parts.append(
                Part(
                    start=found.start,
                    end=found.end,
                    filters=found.filters,
                    others=found.others,
                    text=text,
                    applied=problem is None,
                )
            )
    return parts, whole, remarks


def _is_choice(chain: Chain) -> bool:
    return chain.any_of and len(chain.values) > 1


def _said(chain: Chain, alike: Sequence[Chain], label: Label) -> Iterator[Found]:
    """The members with the parameters that say them; `alike` are all wanted chains of the parameter."""
    if chain.parameter in COMBINED:
        yield from _combined(chain, alike)
    elif chain.parameter in SCOPED:
        yield from _scoped(chain, alike, label)
    elif chain.parameter == "q" and chain.unwanted:
        yield from (replace(one, filters=(("q", (f"-{one.value}",)),)) for one in chain.members)
    else:
        yield from chain.members


def _combined(chain: Chain, alike: Sequence[Chain]) -> Iterator[Found]:
    if chain.unwanted:
        parameter = f"{chain.parameter}_not"
    else:
        values = {value for one in alike for value in one.values}
        alone = len(values) == 1 or _is_choice(chain)
        parameter = chain.parameter if alone else f"{chain.parameter}_all"
    for one in chain.members:
        yield replace(one, filters=((parameter, one.filters[0][1]),))


def _scoped(chain: Chain, alike: Sequence[Chain], label: Label) -> Iterator[Found]:
    """The first name, or the first choice of names, by the parameter; every further one must be there too."""
    first, *others = chain.members
    is_first = bool(alike) and chain is alike[0]
    if chain.unwanted:
        for one in chain.members:
            yield _in_q(one, f"-{_scope(one, label)}")
    elif _is_choice(chain) and not is_first:
        choice = " OR ".join(_scope(one, label) for one in chain.members)
        yield _in_q(replace(first, end=chain.members[-1].end, others=()), f"({choice})")
    elif _is_choice(chain):
        yield from chain.members
    else:
        said = alike[0].members[0].value if alike and not _is_choice(alike[0]) else None
        for one in (first, *others):
            yield one if one.value == said else _in_q(one, _scope(one, label))


def _in_q(found: Found, text: str) -> Found:
    return replace(found, filters=(("q", (text,)),))


def _scope(found: Found, label: Label) -> str:
    name = label(found.parameter, found.value) or found.value
    return f'{found.parameter}:"{name.replace(chr(34), " ")}"'


def _unsayable(chain: Chain, alike: Sequence[Chain], text: str) -> Remark | None:
    """Why no parameter can say it: nothing but names and words can be unwanted, and one choice a field is possible."""
    name = chain.parameter
    if chain.unwanted and name not in COMBINED | SCOPED | {"q"}:
        return Remark("cannot_exclude", f"“{text}” is left out: {name} has no filter that excludes.", name)
    choices = [one for one in alike if _is_choice(one)]
    if name in COMBINED and chain in choices[1:]:
        return Remark(
            "second_choice", f"“{text}” is left out: {name} can be one choice only, and there is another.", name
        )
    return None
