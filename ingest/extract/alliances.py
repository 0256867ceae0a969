"""Who acts together: lists of countries that hold both allies and one or two partners."""

from collections.abc import Iterable, Iterator, Sequence

from ingest.draft import Evidence, FoundCountry
from ingest.extract.joints import joined
from ingest.extract.passages import Passage
from ingest.vocabulary.reading import ReadingWords

_BEFORE = 24  # characters before a list that are looked at


def acting_together(passage: Passage, countries: Sequence[FoundCountry], reading: ReadingWords) -> Iterator[Evidence]:
    """Lists of both allies with one or two partners, as evidence; a country that is talked about is no partner."""
    for where, text in (("headline", passage.headline or ""), ("text", passage.text)):
        for codes, start, end in _lists(text, _placed(countries, where)):
            if _act(codes, reading) and not _is_target(text, start, end, reading):
                yield Evidence(
                    rule="acting_together",
                    confidence=0.8,
                    raw=text[start:end],
                    start=start,
                    end=end,
                    where="headline" if where == "headline" else "text",
                )


def partners_of(countries: Iterable[FoundCountry], reading: ReadingWords) -> set[str]:
    """The third countries that can act with the allies."""
    return {country.code for country in countries} - set(reading.allies) - reading.not_partners


def _act(codes: set[str], reading: ReadingWords) -> bool:
    """Whether a list holds both allies and one or two that can be their partners."""
    partners = codes - set(reading.allies)
    few = 1 <= len(partners) <= reading.few - len(reading.allies)
    return few and codes.issuperset(reading.allies) and not partners & reading.not_partners


def _is_target(text: str, start: int, end: int, reading: ReadingWords) -> bool:
    """Whether something is done to those listed: tariffs on the US, Japan and Australia. One word is never a target."""
    before = text[max(0, start - _BEFORE) : start].lower().removesuffix("the ").split()
    return " " in text[start:end] and before[-1:] != [] and before[-1] in reading.target_words


def _placed(countries: Iterable[FoundCountry], where: str) -> list[tuple[int, int, str]]:
    """First and last character (exclusive) and code of each mention, in the text's order; groups are no lists."""
    return sorted(
        (proof.start, proof.end, country.code)
        for country in countries
        for proof in country.evidence
        if proof.where == where and proof.start is not None and proof.end is not None and proof.rule != "group"
    )


def _lists(text: str, placed: Iterable[tuple[int, int, str]]) -> Iterator[tuple[set[str], int, int]]:
    """Runs of countries with nothing but joints between them: their codes, first and last character (exclusive)."""
    codes: set[str] = set()
    start = end = 0
    for first, last, code in placed:
        if not (codes and joined(text, end, first)):
            if codes:
                yield codes, start, end
            codes, start = set(), first
        codes.add(code)
        end = max(end, last)
    if codes:
        yield codes, start, end
