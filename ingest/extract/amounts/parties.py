"""Parties: who pays a sum and who receives it, from the names beside it in plain sentence patterns."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ingest.extract.amounts.actors import Actor, Actors
from ingest.extract.amounts.clauses import clause_after
from ingest.extract.amounts.purposes import bought
from ingest.extract.amounts.qualifying import Sum

_PAY: Final = (
    r"(?:invest|spend|spent|provid|contribut|pay|paid|give|gave|giving|grant|lend|lent|donat|offer|pour|allocat|earmark|pledg|commit"
    r"|acquir|buy|bought|purchas|extend|fund|financ|inject|put|sink|award|bid)\w*"
)
_GET: Final = r"(?:receiv|get|got|win|won|secur|obtain|rais|land|be awarded|was awarded|were awarded|borrow)\w*"
# What may stand between the subject and the sum: no other clause, no other sum.
_PAYS: Final = re.compile(rf"(?:,[^,.;$¥€£]{{1,60}},)?\s(?:[\w’'-]+\s){{0,6}}?{_PAY}\s(?P<rest>[^.;:$¥€£]{{0,80}})")
_GETS: Final = re.compile(rf"\s(?:[\w’'-]+\s){{0,4}}?{_GET}\s(?:[\w’'-]+\s){{0,4}}")
_OWN: Final = re.compile(r"(?:['’]s?)\s(?:[\w-]+\s){0,3}")
_PAYEE: Final = re.compile(r"\b(?:giv|gave|grant|pay|paid|lend|lent|award|offer|provid|hand)\w*\s(?:the\s)?$")
_PAYERS_NOUN: Final = re.compile(
    r"(?:['’]s)?\s(?:[a-z-]+\s){0,3}(?:investment|contribution|donation|pledge|loan|grant|bid|purchase|takeover|acquisition|project|plan"
    r"|expansion|commitment|fund|facility|factory|plant|program|order|package)\b"
)
_ADJECTIVES: Final = re.compile(r"\s(?:[a-z-]+\s){0,2}")
_FROM: Final = re.compile(
    r"(?:\s[\w’'-]+){0,6}?\s(?:from|(?:funded|financed|paid|provided|backed|pledged|offered|given)\sby)\s(?:the\s)?"
)
_TO: Final = re.compile(r"(?:\s[\w’'-]+){0,6}?\s(?:to|for)\s(?:the\s)?")
_IN: Final = re.compile(r"(?:\s[\w’'-]+){0,6}?\sin\s(?:the\s)?")
_INVESTS: Final = re.compile(r"\b(?:invest|spend|pour|put|build)\w*\b[^.;$¥€£]*$")
_INVESTMENT: Final = re.compile(r"[^.;,$¥€£]{0,50}\b(?:investment|factory|plant|facility|project|center|hub|campus)\b")
_PLACE: Final = re.compile(
    r"(?!(?:January|February|March|April|May|June|July|August|September|October|November|December)\b)[A-Z][a-z]+(?:\s[A-Z][a-z]+){0,3}"
)
_LOOK_BACK: Final = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class Parties:
    """Payer and recipient by name; `words_from` is where what the sum is for may begin."""

    payer: str | None
    recipient: str | None
    words_from: int


def find_parties(text: str, found: Sum, actors: Actors, begins: int, ends: int | None) -> Parties:
    """The parties of a sum in the sentence from `begins` to `ends`."""
    before = actors.before(found.start, max(begins, found.start - _LOOK_BACK))
    after = _actor_after(text, found, actors)
    words_from = (
        found.end if after is None else after.end + (2 if text[after.end : after.end + 2] in {"'s", "’s"} else 0)
    )
    clause = clause_after(text, found.end, ends)
    payer = _payer(text, found, before) if after is None else after
    source = _actor_behind(_FROM, clause, found.end, actors)
    recipient = _recipient(text, found, before, begins)
    to = _actor_behind(_TO, clause, found.end, actors)
    pays, gets = payer or source, recipient or to
    payer_name = actors.together(pays) if pays else None
    recipient_name = actors.together(gets) if gets else _place(text, found, clause, actors, begins)
    return Parties(
        payer=payer_name, recipient=recipient_name if recipient_name != payer_name else None, words_from=words_from
    )


def _actor_after(text: str, found: Sum, actors: Actors) -> Actor | None:
    """Microsoft in "a $2.9 billion Microsoft investment"."""
    gap = _ADJECTIVES.match(text, found.end)
    actor = actors.at(gap.end()) if gap else None
    return actor if actor and _PAYERS_NOUN.match(text, actor.end) else None


def _payer(text: str, found: Sum, before: Sequence[Actor]) -> Actor | None:
    """The nearest one whose own the sum is ("Toyota's $1 billion plan"), or who is the subject of paying it."""
    for actor in before:
        between = text[actor.end : found.start]
        if _OWN.fullmatch(between) or _PAYS.fullmatch(between):
            return actor
    return None


def _recipient(text: str, found: Sum, before: Sequence[Actor], begins: int) -> Actor | None:
    """The one that receives the sum, is given it, or is bought for it."""
    for actor in before:
        if _GETS.fullmatch(text[actor.end : found.start]):
            return actor
    if (
        before
        and before[0].end + 1 == found.start
        and _PAYEE.search(text[max(begins, before[0].start - 20) : before[0].start])
    ):
        return before[0]
    sold = bought(text, begins, found)
    if sold and before and before[0].start >= found.start - len(sold[0]):
        return before[0]
    return None


def _actor_behind(pattern: re.Pattern[str], clause: str, at: int, actors: Actors) -> Actor | None:
    match = pattern.match(clause)
    return actors.at(at + match.end()) if match else None


def _place(text: str, found: Sum, clause: str, actors: Actors, begins: int) -> str | None:
    """Where an investment goes: "will invest $1 billion in North Carolina"."""
    match = _IN.match(clause)
    invests = _INVESTS.search(text[max(begins, found.start - _LOOK_BACK) : found.start]) or _INVESTMENT.match(clause)
    if not match or not invests:
        return None
    actor = actors.at(found.end + match.end())
    place = _PLACE.match(clause, match.end())
    return actor.name if actor else place[0] if place else None
