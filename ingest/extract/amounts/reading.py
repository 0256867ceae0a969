"""Reading: the sums of an issue's paragraphs as amounts with evidence, and which of them count."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final, Literal

from ingest.draft import Evidence, FoundAmount, FoundName
from ingest.extract.amounts.actors import find_actors
from ingest.extract.amounts.clauses import sentence_of, sentence_starts
from ingest.extract.amounts.money import find_money
from ingest.extract.amounts.parties import find_parties
from ingest.extract.amounts.purposes import find_purpose
from ingest.extract.amounts.qualifying import Sum, qualify
from ingest.extract.amounts.repeats import Told, is_rounding, repeats
from ingest.extract.amounts.standing import judge
from ingest.extract.passages import LONGEST, Passage

CONFIDENCE: Final = {"signed": 0.98, "signed_range": 0.95, "worded": 0.95, "worded_range": 0.9}
MOST_SUMS: Final = 200  # sums of one text that are read; the most known is four
_LOOK_BACK: Final = 30

Where = Literal["text", "headline"]


@dataclass(frozen=True, slots=True)
class _Place:
    passage: int
    where: Where


def find_amounts(
    passages: Sequence[Passage], names: Sequence[Sequence[FoundName]] = ()
) -> list[tuple[FoundAmount, ...]]:
    """The amounts of each passage of one issue, in order of the text; those that only the headline tells come last.

    `names` is what was found in each passage. A sum told before in the issue is a `repeat`. The price of a single thing
    (a share, a barrel) and a rate of exchange are no amounts. Of each text the first `LONGEST` characters and
    `MOST_SUMS` sums are read.
    """
    told: list[Told] = []
    for i, passage in enumerate(passages):
        known = names[i] if i < len(names) else ()
        in_text = _amounts(passage.text[:LONGEST], known, _Place(i, "text"))
        in_headline = _amounts((passage.headline or "")[:LONGEST], known, _Place(i, "headline"))
        told += in_text
        told += [one for one in in_headline if not any(is_rounding(one.amount, other.amount) for other in in_text)]
    found: list[list[FoundAmount]] = [[] for _ in passages]
    for one, again in zip(told, repeats(told), strict=True):
        amount = replace(one.amount, not_counted="repeat") if again else one.amount
        found[one.sentence[0]].append(amount)
    return [tuple(amounts) for amounts in found]


def _amounts(text: str, names: Sequence[FoundName], place: _Place) -> list[Told]:
    sums = [qualify(text, money) for money in islice(find_money(text), MOST_SUMS)]
    if not sums:
        return []
    starts, actors = sentence_starts(text), find_actors(text, names, place.where)
    sentences = [sentence_of(starts, one.start) for one in sums]
    told = []
    for standing, (begins, ends) in zip(judge(text, sums, [begins for begins, _ in sentences]), sentences, strict=True):
        one = standing.found
        parties = find_parties(text, one, actors, begins, ends)
        amount = FoundAmount(
            currency=one.money.currency,
            low=one.low,
            high=one.high,
            qualifier=one.qualifier,
            purpose=find_purpose(text, begins, one, parties.words_from, ends),
            payer=parties.payer,
            recipient=parties.recipient,
            not_counted=standing.not_counted,
            evidence=_evidence(text, one, place.where),
        )
        before = text[max(begins, one.start - _LOOK_BACK) : one.start]
        told.append(Told(amount=amount, before=before, sentence=(place.passage, place.where, begins)))
    return told


def _evidence(text: str, found: Sum, where: Where) -> Evidence:
    rule = found.money.rule
    raw = text[found.start : found.end]
    return Evidence(rule=rule, confidence=CONFIDENCE[rule], raw=raw, start=found.start, end=found.end, where=where)
