"""Reviews: what the page of a draft is made of: its fields, the text with its marks, and what is said about each place."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from api import imports
from api.models.imports import ImportRecord
from api.pages.editing.marks import Piece, pieces, words_of
from api.pages.editing.sheets import Sheet, codes_of, correction, sheet_of, source_mark
from api.repositories.vocabulary import live_entries, live_values

NAMES = ("organization", "person", "initiative")


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Something said about a place: an error, which keeps a draft from being published, or a doubt."""

    code: str
    message: str
    is_error: bool
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Topics and countries by id, and the names that the archive knows."""

    topics: Mapping[str, Mapping[str, Any]]
    countries: Mapping[str, Mapping[str, Any]]
    names: Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The text that a development was read from, in pieces, and the words that speak for each fact."""

    headline: Sequence[Piece]
    text: Sequence[Piece]
    words: Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """All that the page of a draft shows; `served` is the import as the API gives it, without what it says of the draft."""

    served: Mapping[str, Any]
    sheet: Sheet
    readings: Sequence[Reading]
    notes: Mapping[str, Sequence[Note]]
    words: Words
    refused: bool

    @property
    def errors(self) -> list[Note]:
        """What keeps the draft from being published, from the top of the page to its end."""
        return [note for listed in self.notes.values() for note in listed if note.is_error]

    @property
    def doubts(self) -> list[Note]:
        """What is to be looked at."""
        return [note for listed in self.notes.values() for note in listed if not note.is_error]


def review(session: Session, record: ImportRecord, sheet: Sheet | None = None) -> Review:
    """Return the page of a draft as it is kept, or as a sheet would change it."""
    words = read_words(session)
    patch = correction(sheet, record.draft, codes_of(words.countries)) if sheet else {}
    tried = imports.try_correction(session, record, patch)
    shown = sheet or sheet_of(record.draft)
    places = dict.fromkeys(_places(shown))
    said = [(row, True, row.name) for row in tried.errors] + [(row, False, row.at or "") for row in tried.remarks]
    notes = [
        Note(code=row.code, message=row.message, is_error=is_error, at=_nearest(at, places))
        for row, is_error, at in said
    ]
    return Review(
        served=imports.serve_state(record),
        sheet=shown,
        readings=list(_readings(record.draft, shown, tried.evidence)),
        notes=_by_place(notes, places),
        words=words,
        refused=tried.refused,
    )


def read_words(session: Session) -> Words:
    """Return what fields of a draft may say."""
    topics, countries = (
        {id: {"name": name, "name_ja": name_ja} for id, name, name_ja in live_values(session, kind, "name", "name_ja")}
        for kind in ("topic", "country")
    )
    names = {kind: sorted(live_entries(session, kind).values()) for kind in NAMES}
    return Words(topics=topics, countries=countries, names=names)


def _readings(draft: Mapping[str, Any], sheet: Sheet, evidence: Sequence[Sequence[Any]]) -> Iterator[Reading]:
    """Yield what each development was read from; the sheet says which text is whose."""
    texts = {source_mark(form): form["source_text"] for form in draft["developments"] if form["source_text"]}
    headlines = [row["text"] for row in sheet["headlines"]]
    for row, found in zip(sheet["developments"], evidence, strict=True):
        number = int(row["headline"]) if row["headline"].isdecimal() else 0
        headline = headlines[number - 1] if 1 <= number <= len(headlines) else ""
        text = texts.get(row["source"], "")
        yield Reading(headline=pieces(headline, found, "headline"), text=pieces(text, found), words=words_of(found))


def _places(shown: object, at: str = "") -> Iterator[str]:
    """Yield the pointer of each field, row and list of a sheet, in the order of the page."""
    yield at
    inner: Iterable[tuple[object, object]] = ()
    if isinstance(shown, dict):
        inner = shown.items()
    elif isinstance(shown, list):
        inner = enumerate(shown)
    for key, value in inner:
        yield from _places(value, f"{at}/{key}")


def _nearest(pointer: str, places: Collection[str]) -> str:
    """Return the pointer, or the nearest above it that the page shows."""
    at = pointer.rstrip("/")
    while at and at not in places:
        at = at.rpartition("/")[0]
    return at


def _by_place(notes: Iterable[Note], places: Iterable[str]) -> dict[str, list[Note]]:
    """Return notes by place, in the order of the page."""
    found: defaultdict[str, list[Note]] = defaultdict(list)
    for note in notes:
        found[note.at].append(note)
    return {place: found[place] for place in places if place in found}
