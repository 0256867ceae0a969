"""Chains: names of one kind that stand together (`Japan and the Philippines`, `China or Russia`), wanted or not (`without`)."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from api.interpreting.asking import Asking
from api.interpreting.fringes import Fringe, either_of
from api.interpreting.pieces import Found

CHAINED = frozenset({"topic", "country", "organization", "person", "initiative", "payer", "alliance_format"})
"""Parameters whose names can be listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """Names listed together, or one thing alone: `any_of` them or all, and whether they are `unwanted`."""

    members: tuple[Found, ...]
    any_of: bool = False
    unwanted: bool = False

    @property
    def parameter(self) -> str:
        """The parameter that all members set."""
        return self.members[0].parameter

    @property
    def values(self) -> tuple[str, ...]:
        """The values of all members, each once."""
        return tuple(dict.fromkeys(value for member in self.members for value in member.filters[0][1]))


class ChainReader:
    """Puts what is found into chains by the words between."""

    def __init__(self, asking: Asking) -> None:
        joints, articles = asking.joints, either_of(asking.articles)
        neutral, every, some = either_of(joints.neutral), either_of(joints.all), either_of(joints.any)
        possessive = "(?:['’]s)?"
        self._gap = re.compile(
            rf"{possessive}\s*(?P<neutral>{neutral})?\s*(?:(?P<all>{every})|(?P<any>{some}))?\s*(?:(?:{articles})\s*)*",
            re.IGNORECASE,
        )
        self._negated = Fringe({"not": asking.negations.before})
        self._negated_behind = Fringe({"not": asking.negations.after})
        self._articles = re.compile(rf"(?:(?:{articles})\s*)+$", re.IGNORECASE)

    def chains(self, sentence: str, found: Iterable[Found]) -> list[Chain]:
        """The chains of a sentence in its order; what no list can hold is one alone."""
        chains: list[Chain] = []
        held: list[Found] = []
        some = False
        for one in sorted(found, key=lambda one: one.start):
            joint = self._joint(sentence, held[-1], one) if held else None
            if joint is None:
                chains += self._closed(sentence, held, some)
                held, some = [one], False
            else:
                held.append(one)
                some = some or joint == "any"
        return chains + self._closed(sentence, held, some)

    def _joint(self, sentence: str, one: Found, other: Found) -> str | None:
        """How two stand together: `any`, `all` or `neutral`; None where they do not."""
        if one.parameter != other.parameter or one.parameter not in CHAINED:
            return None
        match = self._gap.fullmatch(sentence, one.end, other.start)
        if match is None:
            return None
        return next((name for name in ("any", "all", "neutral") if match[name]), None)

    def _closed(self, sentence: str, held: Sequence[Found], some: bool) -> list[Chain]:
        """The chain with the word of negation before or behind it, which belongs to its first or last member."""
        if not held:
            return []
        first, *others = held
        article = self._articles.search(sentence, 0, first.start)
        before = self._negated.before(sentence, article.start() if article else first.start)
        before = before or self._negated.before(sentence, first.start)
        if before:
            members = (replace(first, start=before[0]), *others)
            return [Chain(members=members, any_of=some, unwanted=True)]
        behind = self._negated_behind.behind(sentence, held[-1].end)
        if behind:
            return [Chain(members=(*held[:-1], replace(held[-1], end=behind[0])), any_of=some, unwanted=True)]
        return [Chain(members=tuple(held), any_of=some)]
