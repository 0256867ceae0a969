"""The scoring gives 1 to a draft without a mistake, and each kind of mistake lowers its own field and no other."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from ingest.draft import Draft, DraftDevelopment, FoundAmount, FoundCountry, FoundDate, FoundName, FoundTopic, Numbering
from tests.reading.aligning import align, in_order
from tests.reading.drafts import SURE, perfect_draft
from tests.reading.labels import LabelledPage, labelled_pages
from tests.reading.scoring import FIELDS, Score, Scored, score

ALL = labelled_pages()
DRAFTS = {page.name: perfect_draft(page) for page in ALL}
PAGE = next(page for page in ALL if page.name == "07-blog-page")  # amounts of every kind, all kinds of names
Change = Callable[[Draft], Draft]


def lowered(scored: Scored) -> set[str]:
    return {field for field, found in scored.scores.items() if found.f1 < 1}


def scored_after(change: Change, page: LabelledPage = PAGE) -> Scored:
    return score([(page, change(DRAFTS[page.name]))])


def in_third(**parts: Callable[[DraftDevelopment], object]) -> Change:
    """A draft whose third paragraph (running total, new sum, repeat) has other parts."""

    def change(draft: Draft) -> Draft:
        before, third, after = draft.developments[:2], draft.developments[2], draft.developments[3:]
        changed = replace(third, **{name: part(third) for name, part in parts.items()})
        return replace(draft, developments=(*before, changed, *after))

    return change


def all_counted(found: DraftDevelopment) -> tuple[FoundAmount, ...]:
    return tuple(replace(amount, not_counted=None) for amount in found.amounts)


def one_day_later(found: DraftDevelopment) -> tuple[FoundDate, ...]:
    day = timedelta(days=1)
    first = replace(found.dates[0], start=found.dates[0].start + day, end=found.dates[0].end + day)
    return (first, *found.dates[1:])


def without(kind: str) -> Callable[[DraftDevelopment], tuple[FoundName, ...]]:
    return lambda found: tuple(name for name in found.names if name.kind != kind)


def merged(draft: Draft) -> Draft:
    first, second, *others = draft.developments
    whole = replace(first, source_text=f"{first.source_text} {second.source_text}")
    return replace(draft, developments=(whole, *others))


def cents(found: DraftDevelopment) -> tuple[FoundAmount, ...]:
    return (*found.amounts[:1], replace(found.amounts[1], low=1, high=1), *found.amounts[2:])


OTHER_SUM = FoundAmount(currency="EUR", low=5, high=None, evidence=SURE)
MISTAKES: list[tuple[str, Change, set[str]]] = [
    ("number-not-read", lambda d: replace(d, numbering=Numbering(volume=3, number=None)), {"numbering"}),
    (
        "headline-with-a-bullet",
        lambda d: replace(d, headlines=(f"● {d.headlines[0]}", *d.headlines[1:])),
        {"headlines"},
    ),
    ("headline-too-many", lambda d: replace(d, headlines=("Alliance Notebook", *d.headlines)), {"headlines"}),
    ("headline-missing", lambda d: replace(d, headlines=d.headlines[:-1]), {"headlines"}),
    ("headlines-out-of-order", lambda d: replace(d, headlines=d.headlines[::-1]), {"headlines"}),
    ("footer-as-paragraph", lambda d: replace(d, developments=(*d.developments, FOOTER)), {"split"}),
    ("paragraph-without-its-end", in_third(source_text=lambda f: f.source_text[:-9]), {"split"}),
    ("paragraph-with-its-bullet", in_third(source_text=lambda f: f"● {f.source_text}"), {"split"}),
    ("paragraph-with-more-behind", in_third(source_text=lambda f: f"{f.source_text} Posted in Digest"), {"split"}),
    ("headline-of-another", in_third(headline=lambda _: 4), {"pairing"}),
    ("amount-missing", in_third(amounts=lambda f: f.amounts[:1] + f.amounts[2:]), {"amounts"}),
    ("amount-too-many", in_third(amounts=lambda f: (*f.amounts, OTHER_SUM)), {"amounts"}),
    ("amount-wrong", in_third(amounts=cents), {"amounts"}),
    ("amounts-all-counted", in_third(amounts=all_counted), {"counted", "not counted"}),
    ("date-wrong", in_third(dates=one_day_later), {"dates"}),
    ("date-missing", in_third(dates=lambda f: f.dates[1:]), {"dates"}),
    ("country-missing", in_third(countries=lambda f: f.countries[1:]), {"countries"}),
    (
        "country-too-many",
        in_third(countries=lambda f: (*f.countries, FoundCountry(code="GE", evidence=()))),
        {"countries"},
    ),
    ("topic-missing", in_third(topics=lambda _: ()), {"core topics"}),
    ("topic-too-many", in_third(topics=lambda f: (*f.topics, FoundTopic(slug="space", evidence=()))), {"core topics"}),
    ("organizations-missing", in_third(names=without("organization")), {"organizations"}),
    ("people-missing", in_third(names=without("person")), {"people"}),
    ("initiatives-missing", in_third(names=without("initiative")), {"initiatives"}),
]
FOOTER = DraftDevelopment(
    headline=None, title="", summary="", source_text="To receive “Alliance Digest” via email, contact us."
)


def test_a_draft_without_a_mistake_scores_one_in_every_field_and_every_field_has_something_to_find() -> None:
    scored = score([(page, DRAFTS[page.name]) for page in ALL])
    assert set(scored.scores) == set(FIELDS)
    assert scored.misses == ()
    assert {
        name for name, found in scored.scores.items() if (found.precision, found.recall, found.f1) != (1, 1, 1)
    } == set()
    assert {name: found.expected for name, found in scored.scores.items() if found.expected < 1} == {}


@pytest.mark.parametrize(("change", "fields"), [row[1:] for row in MISTAKES], ids=[row[0] for row in MISTAKES])
def test_a_mistake_lowers_its_own_field_and_is_listed(change: Change, fields: set[str]) -> None:
    scored = scored_after(change)
    assert lowered(scored) == fields
    assert {miss.field for miss in scored.misses} == fields
    assert {miss.page for miss in scored.misses} == {PAGE.name}


@pytest.mark.parametrize(
    ("name", "field", "change"),
    [
        ("02-plain-extraction", "proposed", lambda d: replace(d, numbering=Numbering(volume=None, number=None))),
        ("02-plain-extraction", "numbering", lambda d: replace(d, numbering=replace(d.numbering, volume=2, number=3))),
        ("08-summit-label", "occasion", lambda d: replace(d, occasion=None)),
    ],
    ids=["nothing-proposed", "stated-though-not-on-the-page", "occasion-not-read"],
)
def test_a_mistake_about_the_page_lowers_its_own_field(name: str, field: str, change: Change) -> None:
    page = next(page for page in ALL if page.name == name)
    assert lowered(scored_after(change, page)) == {field}


def test_a_miss_says_where_it_is_and_what_was_found_instead() -> None:
    (one,) = scored_after(in_third(headline=lambda _: 4)).misses
    assert (one.page, one.paragraph, one.field, one.expected, one.found) == (
        PAGE.name,
        None,
        "pairing",
        "headline 3",
        "headline 4",
    )
    missed, wrong = scored_after(in_third(amounts=cents)).misses
    assert (missed.paragraph, missed.expected, missed.found) == (3, "USD 8,000,000,000", None)
    assert (wrong.paragraph, wrong.expected, wrong.found) == (3, None, "USD 1")


def test_two_paragraphs_in_one_lower_the_split_and_lose_the_facts_of_one() -> None:
    scored = scored_after(merged)
    assert scored.scores["split"] == Score(right=3, expected=5, found=4)
    assert scored.scores["countries"].recall < 1
    assert scored.scores["countries"].precision == 1


def test_an_empty_draft_scores_nothing() -> None:
    empty = replace(DRAFTS[PAGE.name], headlines=(), developments=(), numbering=Numbering(volume=None, number=None))
    scored = score([(PAGE, empty)])
    judged = {name: found.f1 for name, found in scored.scores.items() if found.expected}
    assert set(judged.values()) == {0.0}
    assert {"headlines", "split", "numbering", "amounts", "dates", "countries", "core topics"} <= set(judged)


def test_optional_facts_are_neither_missed_nor_wrong() -> None:
    page = next(page for page in ALL if page.name == "01-publication-page")
    optional = next(d for label in page.paragraphs for d in label.dates if d.optional)
    found = FoundDate(start=optional.start, end=optional.end, precision="part-of-month", evidence=SURE)

    def change(draft: Draft) -> Draft:
        *others, last = draft.developments
        return replace(draft, developments=(*others, replace(last, dates=(*last.dates, found))))

    scored = scored_after(change, page)
    assert scored.misses == ()
    assert scored.scores["dates"].precision == 1


def test_a_bracketed_conversion_is_right_only_when_it_is_not_counted() -> None:
    page = next(page for page in ALL if page.name == "01-publication-page")

    def adding(conversion: FoundAmount) -> Change:
        def change(draft: Draft) -> Draft:
            *others, last = draft.developments
            return replace(draft, developments=(*others, replace(last, amounts=(*last.amounts, conversion))))

        return change

    dollars = FoundAmount(currency="USD", low=440_000_000, high=440_000_000, evidence=SURE)
    assert lowered(scored_after(adding(replace(dollars, not_counted="repeat")), page)) == set()
    assert lowered(scored_after(adding(dollars), page)) == {"counted", "not counted"}


def test_a_sum_written_twice_is_one_and_counts_when_one_of_both_does() -> None:
    again = in_third(amounts=lambda f: (*f.amounts, replace(f.amounts[1], not_counted="repeat")))
    assert lowered(scored_after(again)) == set()


@pytest.mark.parametrize(
    ("name", "right"),
    [("Roy Cooper", True), ("Governor Roy Cooper", True), ("ROY COOPER", True), ("Coop", False), ("Cooper Roy", False)],
)
def test_a_name_is_found_when_one_form_holds_the_other_in_whole_words(name: str, right: bool) -> None:
    other = FoundName(kind="person", name=name, evidence=())
    names = in_third(names=lambda f: (*without("person")(f), other))
    assert lowered(scored_after(names)) == (set() if right else {"people"})


@pytest.mark.parametrize(("raw", "right"), [("Coop", False), ("Roy Cooper", True), (None, False)])
def test_the_words_as_written_count_like_the_name(raw: str | None, right: bool) -> None:
    proof = replace(SURE, raw=raw)
    other = FoundName(kind="person", name="R. A. C.", evidence=(proof,))
    names = in_third(names=lambda f: (*without("person")(f), other))
    assert lowered(scored_after(names)) == (set() if right else {"people"})


def test_the_figures_are_those_worked_out_by_hand() -> None:
    found = Score(right=6, expected=8, found=10)
    assert (found.precision, found.recall, found.f1) == (0.6, 0.75, 2 / 3)
    assert (Score().precision, Score().recall, Score().f1) == (1, 1, 1)
    assert (Score(expected=2).precision, Score(expected=2).recall, Score(expected=2).f1) == (0, 0, 0)
    assert (Score(found=2).precision, Score(found=2).recall, Score(found=2).f1) == (0, 0, 0)


def test_lines_are_right_in_their_order_only() -> None:
    assert in_order(["a", "b", "c"], ["a", "x", "b", "c"]) == {0, 1, 2}
    assert in_order(["a", "b"], ["b", "a"]) in ({0}, {1})
    assert in_order(["a"], []) == set()


def test_paragraphs_are_recognized_though_their_order_or_ends_are_wrong() -> None:
    found = DRAFTS[PAGE.name].developments[::-1]
    assert align(PAGE.paragraphs, found) == {0: 4, 1: 3, 2: 2, 3: 1, 4: 0}
    cut = [replace(development, source_text=development.source_text[:-30]) for development in found]
    assert align(PAGE.paragraphs, cut) == {0: 4, 1: 3, 2: 2, 3: 1, 4: 0}
    assert align(PAGE.paragraphs, [FOOTER]) == {}


def test_a_page_of_another_day_does_not_score() -> None:
    dates = in_third(
        dates=lambda _: (FoundDate(start=date(1999, 1, 1), end=date(1999, 1, 1), precision="day", evidence=SURE),)
    )
    assert scored_after(dates).scores["dates"].right < scored_after(lambda d: d).scores["dates"].right
