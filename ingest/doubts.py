"""Doubts: everything that a draft warns of, one row a code, with the message an editor reads."""

from dataclasses import dataclass

from ingest.draft import DraftWarning


@dataclass(frozen=True, slots=True)
class Doubt:
    """A code, what it means, and its message with places for what was found."""

    code: str
    meaning: str
    message: str


ROWS = (
    Doubt(
        "headline_count_differs",
        "There are more headlines than paragraphs, or fewer; they were matched by the words that they share.",
        "{headlines} headlines but {paragraphs} paragraphs: check which belong together.",
    ),
    Doubt(
        "paragraph_unmatched",
        "No headline could be found for a paragraph.",
        "No headline was found for this paragraph; it was kept without one.",
    ),
    Doubt(
        "number_missing",
        "Neither the page, nor its address, nor whoever brought it says volume and number.",
        "Volume and number are not stated. {proposal}",
    ),
    Doubt(
        "number_conflict",
        "Title, addresses and what was given with the document do not agree; the most trusted one was taken.",
        "Volume and number differ: {said}. Taken: {taken}.",
    ),
    Doubt(
        "number_doubtful",
        "No day date of the issue lies in the half-month of its volume and number.",
        "None of the {count} day dates lies in {start} to {end}, the half-month of {taken}.",
    ),
    Doubt(
        "number_impossible",
        "Volume and number stand for no half-month (24 numbers a year, volume 1 is 2022).",
        "{taken} stands for no half-month, so the issue has no period.",
    ),
    Doubt(
        "dates_by_proposal",
        "Years of dates without one were worked out from a proposed volume and number.",
        "Dates without a year were read as near to {start} to {end}, the half-month proposed.",
    ),
    Doubt(
        "dates_not_placed",
        "Dates without a year were left out, because the year of the issue is not known.",
        "{count} dates without a year were left out: the year of the issue is not known.",
    ),
    Doubt(
        "date_far_away",
        "An event lies more than 120 days from the issue's period.",
        "{raw} was read as {start}, {days} days from the issue's period.",
    ),
    Doubt("no_date", "A development has no date.", "No date was found."),
    Doubt("no_topic", "A development has no topic.", "No topic was found."),
    Doubt("no_country", "A development has no country.", "No country was found."),
    Doubt(
        "unknown_name",
        "An organization, person or initiative is not in the vocabulary.",
        "The {kind} {name} is not known: it makes a new entry unless it is linked to one.",
    ),
    Doubt("unsure_fact", "A fact was read with little confidence.", "Read with little confidence: {fact}."),
    Doubt(
        "amount_not_counted",
        "A sum is left out of totals, because it repeats, holds or precedes another.",
        "{amount} is left out of totals as a {reason}.",
    ),
    Doubt(
        "text_cut_off",
        "A paragraph ends without a full stop, as one that was cut off.",
        "The paragraph ends in mid-sentence ({end}): facts may be missing.",
    ),
    Doubt(
        "text_read_in_part",
        "A paragraph is so long that dates and sums were looked for in its beginning only.",
        "The paragraph has {length} characters: dates and sums behind the first {read} were not looked for.",
    ),
    Doubt(
        "duplicate_paragraph",
        "The same paragraph stands on the page more than once; it was kept once.",
        "A paragraph stands there more than once and was kept once: {start}",
    ),
    Doubt(
        "footer_year_ignored",
        "A year in the page's imprint was not taken for the year of the issue.",
        "The year {year} of the page's imprint was not taken for the year of the issue.",
    ),
    Doubt(
        "summaries_composed",
        "Summaries were composed from the facts read; they wait for an editor's words.",
        "Summaries were composed from the facts read, and titles are the publisher's: both wait for an editor's words.",
    ),
    Doubt(
        "second_digest",
        "More than one issue is on the page; only the first one was read.",
        "There is a second issue on the page: only the first one was read.",
    ),
    Doubt(
        "text_left_out",
        "A long text outside of the headlines and paragraphs was left out.",
        "A text outside of the digest was left out: {start}",
    ),
)
DOUBTS = {row.code: row for row in ROWS}


def doubt(code: str, at: str | None = None, **found: object) -> DraftWarning:
    """The warning of a code at a place of the draft, with what was found."""
    return DraftWarning(code=code, message=DOUBTS[code].message.format(**found), at=at)
