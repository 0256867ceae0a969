"""Purposes: what a sum is for, where the sentence says so plainly, in the sentence's own words."""

import re
from typing import Final

from ingest.extract.amounts.clauses import clause_after, trim
from ingest.extract.amounts.qualifying import Sum

_NOUNS: Final = (
    "investment|contract|deal|project|partnership|plan|package|loan|grant|program|programme|fund|facility|acquisition|purchase|bid"
    "|takeover|sale|order|offering|factory|plant|initiative|aid|assistance|support|funding|financing|subsid(?:y|ie)|credit"
    "|agreement|expansion|donation|contribution|guarantee|budget|venture|upgrade|laboratory|center|centre|hub|campus|line|mill"
)
_VERBS: Final = (
    "acquire|back|begin|boost|build|buy|complete|construct|continue|counter|create|defend|deploy|design|deploy|develop|double"
    "|enhance|equip|establish|expand|explore|extend|finance|foster|fund|help|host|improve|increase|install|launch|lay|maintain"
    "|make|manufacture|modernize|move|open|operate|pay|produce|promote|protect|provide|purchase|rebuild|reduce|relocate|repair"
    "|replace|research|restore|secure|set|shift|speed|start|stimulate|strengthen|supply|support|sustain|take|test|train|upgrade|weather"
)
_NOT_LEADING: Final = r"(?!(?:for|to|on|in|into|of|from|at|with|toward|towards|and|or)\b)"
# "a $2 billion battery project in Ohio", "$500 million worth of aid for flood victims", "$3 billion in loans"
_WITH_NOUN: Final = re.compile(
    rf"\s(?:(?:worth\s)?of\s|in\s)?(?P<what>(?:{_NOT_LEADING}[\w’'&/.-]+\s){{0,6}}(?:{_NOUNS})s?(?![\w-])"
    r"(?:\s(?:for|to|in|into|on|of|with|at|between)\s.*)?)",
    re.DOTALL,
)
_FOR: Final = re.compile(
    rf"(?:\s{_NOT_LEADING}[\w’'-]+){{0,5}}\s(?:for|toward|towards)\s(?P<what>(?!the\s(?:first|second|third|next|past|coming)\b|example|now\b).+)",
    re.DOTALL,
)
_TO_DO: Final = re.compile(
    rf"(?:\s{_NOT_LEADING}[\w’'-]+){{0,5}}(?:\s(?:in|to)\s[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){{0,3}})?\s(?P<what>to\s(?:{_VERBS})\b.+)",
    re.DOTALL,
)
_INTO: Final = re.compile(r"\s(?:in|into|on)\s(?P<what>(?:an?|its|new|the|[a-z-]+)\s.+)", re.DOTALL)
_NO_PURPOSE: Final = re.compile(
    r"(?:total|all|exchange|return|addition|response|part|late|early|mid|order|cash|case|behalf|the\sfirst)\b"
)
# "a tax credit of up to $7,500"
_NOUN_OF: Final = re.compile(
    rf"(?P<what>(?:(?!(?:an?|the|its|their)\b)[a-z-]+\s)?\b(?:{_NOUNS})s?)\s(?:worth|of)\s(?:an?\s)?$"
)
# "acquire US Steel for $14.9 billion"
_BOUGHT: Final = re.compile(
    r"\b(?P<what>(?:acquir|buy|purchas|tak|build)(?:e|es|ed|ing)?\s(?:over\s)?(?:[\w’'&.-]+\s){1,8})(?:for|at)\s(?:a\s(?:total|price|cost)\sof\s)?$"
)
_LOOK_BACK: Final = 90


def bought(text: str, begins: int, found: Sum) -> re.Match[str] | None:
    """The match of "acquire X for" right before the sum, X in `what`."""
    return _BOUGHT.search(text[max(begins, found.start - _LOOK_BACK) : found.start])


def find_purpose(text: str, begins: int, found: Sum, skip: int, stop: int | None) -> str | None:
    """What the sum is for, at most twelve words; `skip` is where the words after the sum and its payer begin."""
    match = bought(text, begins, found)
    if match:
        return trim(match["what"])
    clause = clause_after(text, skip, stop)
    for pattern in (_WITH_NOUN, _FOR, _TO_DO, _INTO):
        match = pattern.match(clause)
        if match and not _NO_PURPOSE.match(match["what"]):
            return trim(match["what"])
    match = _NOUN_OF.search(text[max(begins, found.start - _LOOK_BACK) : found.start])
    return trim(match["what"]) if match else None
