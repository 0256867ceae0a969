"""Summarizing: our own short sentences on a development, composed from the facts read, until an editor writes better ones."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.draft import FoundAmount, FoundCountry, FoundDate, FoundName, FoundTopic
from ingest.layouts import sentences
from ingest.wording import word_amount, word_country, word_date, word_list, word_name

MOST_WORDS = 60
MOST_LISTED = 6
TITLE_CHARACTERS = 90
SURE = 0.5
"""Names less sure than this, and unknown to the vocabulary, stay out of the sentences."""
TOPIC_WORDS = {
    "defense": "defense", "economic": "the economy", "space": "space", "trilateral": "trilateral cooperation",
    "domestic-politics": "domestic politics", "society": "society",
}  # fmt: skip
"""How topics are called in a sentence where their slug is not the word."""
CLAUSE_END = re.compile(r"[,;:–—]\s|\s[–—-]\s")


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What was read from one paragraph."""

    topics: Sequence[FoundTopic] = ()
    countries: Sequence[FoundCountry] = ()
    names: Sequence[FoundName] = ()
    amounts: Sequence[FoundAmount] = ()
    dates: Sequence[FoundDate] = ()


def compose_summary(facts: Facts) -> str:
    """Two to four sentences of at most about 60 words; long lists are cut and say how many more there are."""
    text = ""
    for most in range(MOST_LISTED, 0, -1):
        text = " ".join(sentence for sentence in _sentences(facts, most) if sentence)
        if len(text.split()) <= MOST_WORDS:
            break
    return text


def compose_title(headline: str | None, text: str) -> str:
    """The headline, or the first clause of the paragraph where there is none."""
    if headline:
        return headline
    first = sentences(text)[0] if text.strip() else text
    if len(first) <= TITLE_CHARACTERS:
        return first.rstrip(" .")
    ends = [found.start() for found in CLAUSE_END.finditer(first) if 30 <= found.start() <= TITLE_CHARACTERS]
    if ends:
        return first[: ends[0]]
    return f"{first[:TITLE_CHARACTERS].rsplit(' ', 1)[0].rstrip(' ,;:')}…"


def _sentences(facts: Facts, most: int) -> Iterable[str]:
    yield _subject(facts, most)
    yield _named(facts.names, most)
    sums = _once(_sum(amount) for amount in facts.amounts if amount.not_counted != "repeat")
    yield f"{'Sum' if len(sums) == 1 else 'Sums'} given: {word_list(sums, most)}." if sums else ""
    dates = _once(word_date(found) for found in facts.dates)
    yield f"{'Date' if len(dates) == 1 else 'Dates'} given: {word_list(dates, most)}." if dates else ""


def _subject(facts: Facts, most: int) -> str:
    topics = [TOPIC_WORDS.get(topic.slug, topic.slug.replace("-", " ")) for topic in facts.topics]
    countries = [word_country(country.code) for country in facts.countries]
    about = f" on {word_list(topics, most)}" if topics else ""
    who = f"{',' if about else ''} involving {word_list(countries, most)}" if countries else ""
    return f"A report{about}{who}." if about or who else "A report of this issue."


def _named(names: Sequence[FoundName], most: int) -> str:
    sure = [n for n in names if n.slug is not None or max((e.confidence for e in n.evidence), default=0) >= SURE]
    people = [name.name for name in sure if name.kind == "person"]
    actors = _once([*people, *(word_name(name.name) for name in sure if name.kind == "organization")])
    initiatives = _once(word_name(name.name) for name in sure if name.kind == "initiative")
    named = f"It names {word_list(actors, most)}." if actors else ""
    refers = f"It refers to {word_list(initiatives, most)}." if initiatives else ""
    return f"{named} {refers}".strip().replace("..", ".")


def _sum(amount: FoundAmount) -> str:
    payer = amount.payer if amount.payer and len(amount.payer.split()) <= 4 else None
    return f"{word_amount(amount)} from {payer}" if payer else word_amount(amount)


def _once(items: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(items))
