"""Standing: which sums the archive must not add up, because they repeat, hold or follow others."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from ingest.extract.amounts.qualifying import Sum

NotCounted = Literal["repeat", "running_total", "past_cost"]

_NO_END: Final = r"[^.;$¥€£]"
# Words right before or right after a sum that tell of money nobody newly pays.
_PAST_BEFORE: Final = (
    re.compile(rf"\b(?:had|has|have)\s(?:so\sfar\s|already\s|previously\s)?(?:cost|spent)\b{_NO_END}{{0,30}}$"),
    re.compile(
        rf"\b(?:had|(?:has|have)\s(?:already|previously))\s(?:already\s|previously\s)?(?:invested|paid|provided|given|contributed|committed|pledged)\b{_NO_END}{{0,30}}$"
    ),
    # Past tense by its form: a singular subject, and no will, to or could before it (a plural one could be present).
    re.compile(
        rf"^(?!.*\b(?:will|would|can|could|may|might|shall|should|must|to|total|overall)\b{_NO_END}{{0,30}}$).*(?<!s)\scost\s$"
    ),
    re.compile(rf"\b(?:having\sspent|after\sspending)\b{_NO_END}{{0,20}}$"),
    re.compile(r"(?<!\bbe\s)(?<!\bbeing\s)\bspent\s(?:\w+\s){0,2}$"),
    re.compile(r"\b(?:earlier|previous|previously\sannounced|prior|existing)\s$"),
    re.compile(r"\blast\s(?:year|month|fall|spring|summer)['’]s\s(?:[a-z]+\s){0,2}$"),
    re.compile(r"\b(?:up|down)\sfrom\s$|\bcompared\s(?:to|with)\s$"),
    re.compile(r"\b(?:on\stop\sof|in\saddition\sto)\sthe\s(?:first\s|initial\s|original\s)?$"),
)
_PAST_WORDS_AFTER: Final = re.compile(
    rf"{_NO_END}{{0,70}}\b(?:last\s(?:year|month|fall|spring|summer)|in\s(?:19|20)\d\d|years?\s(?:ago|earlier)|previously|earlier)\b"
)
_MAYBE_PAST_BEFORE: Final = re.compile(
    r"\b(?:(?:following|after|on\stop\sof|in\saddition\sto|besides|beyond)\s(?:an?|the|its|their)\s(?:[a-z]+\s){0,2}|(?:initial|first|original)\s)$"
)
_ENDED: Final = r"\b(?:discontinued|cancell?ed|scrapped|abandoned|defunct|terminated|shelved)\b"
_ENDED_BEFORE: Final = re.compile(rf"{_ENDED}\s(?:(?!(?:and|or|but|to|then)\b)[^\s,.;:$¥€£]+\s){{0,6}}$")
_PAID_AFTER: Final = re.compile(
    r"(?:,[^.;$¥€£]{0,20})?\s(?:was|were|had\sbeen)\s(?:already\s)?(?:paid|spent|disbursed|refunded)\b[^.;$¥€£]{0,50}"
    r"\b(?:last\s(?:year|month|fall|spring|summer|winter)|in\s(?:19|20)\d\d|ago|earlier|already)\b"
)
# "cost $12 million to repair in 2009": a cost of a year that is named as past.
_COST_BEFORE: Final = re.compile(r"\bcost\s$")
_COST_YEAR: Final = re.compile(r"[^.;$¥€£]{0,40}\b(?:in\s(?:19|20)\d\d|last\syear|years?\sago)\b")
# A sum that the text says was told of before.
_TOLD_AFTER: Final = re.compile(
    r"(?:\sof\s(?:this|that|it))?\s(?:(?:had|has|have)\s(?:already|previously|earlier)?\s?been|was\s(?:already|previously))\s(?:already\s|previously\s)?"
    r"(?:announced|pledged|promised|committed|approved|reported|disclosed)\b"
)
_ENDED_AFTER: Final = re.compile(rf"{_NO_END}{{0,60}}{_ENDED}")
_FROM_TO: Final = re.compile(r"\s(?:\([^)]{0,30}\)\s)?to\s(?:about\s|over\s|more\sthan\s)?[$¥€£~\d]")

# Words that always tell of a total, and words that do so where the paragraph holds smaller sums.
_TOTAL: Final = re.compile(
    rf"\b(?:bring|brought|rais|tak|took|lift|push|boost)\w*\s{_NO_END}{{0,50}}\b(?:total|overall|cumulative|combined|aggregate|sum|commitments?|investments?|contributions?)\b{_NO_END}{{0,30}}\bto\s$"
    rf"|\bcumulative\b{_NO_END}{{0,40}}$"
)
_MAYBE_TOTAL_BEFORE: Final = re.compile(
    r"\b(?:total\sof|total(?:s|l?ing|l?ed)?|combined|aggregate(?:\sof)?|altogether|in\sall,?|sum\sof)\s$", re.IGNORECASE
)
_MAYBE_TOTAL_AFTER: Final = re.compile(r"\s(?:in\s(?:total|all)|altogether|combined|overall)\b")
_SINCE_AFTER: Final = re.compile(rf"{_NO_END}{{0,50}}\bsince\b")
_INCLUDING: Final = re.compile(r"[^.;]{0,80}\b(?:including|includes|of\swhich|among\sthem)\s[^.;]{0,60}")
# Several deals with one sum, and the biggest of them with its own: "letters worth $90 million; the largest is for $25 million".
_LARGEST: Final = re.compile(
    r"[^.$¥€£]{0,100}[,;.]\s(?:with\s)?[Tt]he\s(?:largest|biggest|first|smallest|most\sexpensive)(?:\s(?:one|of\s(?:them|these|those)))?[\s,][^.;$¥€£]{0,80}$"
)
# Between a sum and the same one in another currency.
_CONVERTED: Final = re.compile(
    r"\s?[(\[]\s?(?:or\s|equivalent\sto\s|worth\s|now\s|then\s)?(?:US\s)?|,?\sor\s|,?\s(?:equivalent|equal)\sto\s|\s?[/=]\s?|,\sworth\s"
)
_LOOK: Final = 90
_FAR: Final = 200  # characters from a sum to the biggest of its parts
_MOST_PARTS: Final = 10  # sums before and after that may be its parts


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A sum and why it does not count, if so."""

    found: Sum
    not_counted: NotCounted | None = None


def judge(text: str, sums: Sequence[Sum], starts: Sequence[int]) -> list[Standing]:
    """The sums of one text, judged by the words beside them and by each other; `starts` are their sentences' starts."""
    judged = [
        Standing(found=one, not_counted=_by_words(text, one, begins)) for one, begins in zip(sums, starts, strict=True)
    ]
    for i in range(1, len(judged)):
        if _is_conversion(text, sums[i - 1], sums[i]):
            judged[i] = replace(judged[i], not_counted="repeat")
    return _totals(text, judged, starts)


def _by_words(text: str, found: Sum, begins: int) -> NotCounted | None:
    before = text[max(begins, found.start - _LOOK) : found.start]
    after = text[found.end : found.end + _LOOK]
    if _TOTAL.search(before) or (_MAYBE_TOTAL_BEFORE.search(before) and _SINCE_AFTER.match(after)):
        return "running_total"
    if (
        any(pattern.search(before) for pattern in _PAST_BEFORE)
        or _ENDED_BEFORE.search(before)
        or _ENDED_AFTER.match(after)
    ):
        return "past_cost"
    if _MAYBE_PAST_BEFORE.search(before) and _PAST_WORDS_AFTER.match(after):
        return "past_cost"
    if _PAID_AFTER.match(after) or (_COST_BEFORE.search(before) and _COST_YEAR.match(after)):
        return "past_cost"
    if _TOLD_AFTER.match(after):
        return "repeat"
    return "past_cost" if before.endswith("from ") and _FROM_TO.match(after) else None


def _is_conversion(text: str, first: Sum, second: Sum) -> bool:
    between = text[first.end : second.start]
    return first.money.currency != second.money.currency and bool(_CONVERTED.fullmatch(between))


def _totals(text: str, judged: list[Standing], starts: Sequence[int]) -> list[Standing]:
    """Sums that hold others of the paragraph: said so, or equal to what the others come to."""
    out = list(judged)
    for i, one in enumerate(judged):
        if one.not_counted is None and len(judged) > 1:
            parts = _parts(judged, i)
            if _is_total(text, one.found, parts, starts[i]):
                out[i] = replace(one, not_counted="running_total")
    return out


def _parts(judged: Sequence[Standing], i: int) -> list[Standing]:
    """The other sums in the same currency that are smaller, near in the text; repeats apart."""
    whole = judged[i].found
    near = judged[max(0, i - _MOST_PARTS) : i + _MOST_PARTS + 1]
    return [
        one
        for one in near
        if one.not_counted != "repeat"
        and one.found.money.currency == whole.money.currency
        and one.found.figure < whole.figure
    ]


def _is_total(text: str, whole: Sum, parts: Sequence[Standing], begins: int) -> bool:
    if not parts:
        return False
    listed = sum(part.found.figure for part in parts)
    is_new = any(part.not_counted is None for part in parts)
    if len(parts) > 1 and listed == whole.figure and is_new:
        return True
    if _INCLUDING.match(text, whole.end) and 2 * listed >= whole.figure:
        return True
    if any(
        0 < part.found.start - whole.end <= _FAR and _LARGEST.match(text[whole.end : part.found.start])
        for part in parts
    ):
        return True
    before, after = text[max(begins, whole.start - _LOOK) : whole.start], text[whole.end : whole.end + _LOOK]
    return bool(_MAYBE_TOTAL_BEFORE.search(before) or _MAYBE_TOTAL_AFTER.match(after))
