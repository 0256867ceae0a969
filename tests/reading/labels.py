"""What a careful editor finds on the pages of this folder: the labels that the reader is measured against."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

import yaml

from ingest.draft import NameKind

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
PAGES = Path(__file__).parent / "pages"
TYPES = (".txt", ".html", ".htm", ".md", ".pdf")
KINDS: Mapping[str, NameKind] = {"organizations": "organization", "people": "person", "initiatives": "initiative"}


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledDate:
    """Days from `start` to `end`; an optional one is neither missed nor wrong. `raw` is None where only relative words say it."""

    start: date
    end: date
    precision: str
    raw: str | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledAmount:
    """Whole units of a currency, None on an open side; where not `judged`, editors may differ on whether it counts."""

    raw: str
    currency: str
    low: int | None
    high: int | None
    not_counted: Literal["repeat", "running_total", "past_cost"] | None = None
    judged: bool = True
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledName:
    """A name in the forms that may stand for it, the vocabulary's first; kind None: of any kind."""

    kind: NameKind | None
    forms: tuple[str, ...]
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledParagraph:
    """One paragraph: its first and last words, the number of its headline, and its facts."""

    first: str
    last: str
    headline: int | None
    countries: frozenset[str] = frozenset()
    optional_countries: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    optional_topics: frozenset[str] = frozenset()
    dates: tuple[LabelledDate, ...] = ()
    amounts: tuple[LabelledAmount, ...] = ()
    names: tuple[LabelledName, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledPage:
    """One page; `proposed` is volume and number that a person would propose, None where the page states them."""

    name: str
    path: Path
    volume: int | None
    number: int | None
    headlines: tuple[str, ...]
    paragraphs: tuple[LabelledParagraph, ...]
    proposed: tuple[int, int] | None = None
    url: str | None = None
    occasion: str | None = None


def labelled_pages(folder: Path = PAGES) -> list[LabelledPage]:
    """Every page of a folder with a label file of the same name beside it. Raises ValueError where one has no page."""
    return [labelled_page(path) for path in sorted(folder.glob("*.yaml"))]


def labelled_page(labels: Path) -> LabelledPage:
    """The page of one label file."""
    content = yaml.load(labels.read_text(encoding="utf-8"), Loader=LOADER)  # noqa: S506 - a safe loader either way
    paths = [path for ending in TYPES if (path := labels.with_suffix(ending)).exists()]
    if len(paths) != 1:
        raise ValueError(f"{labels.name} needs one page beside it, found {len(paths)}")
    content["proposed"] = tuple(content["proposed"]) if content.get("proposed") else None
    content["headlines"] = tuple(content["headlines"])
    content["paragraphs"] = tuple(map(_paragraph, content["paragraphs"]))
    return LabelledPage(name=labels.stem, path=paths[0], **content)


def _paragraph(row: Mapping[str, Any]) -> LabelledParagraph:
    sets = ("countries", "optional_countries", "topics", "optional_topics")
    known = {"first", "last", "headline", "dates", "amounts", "optional_names", *sets, *KINDS}
    if unknown := row.keys() - known:
        raise ValueError(f"unknown keys of a paragraph: {sorted(unknown)}")
    named = [_name(KINDS[key], forms) for key in KINDS for forms in row.get(key, ())]
    return LabelledParagraph(
        first=row["first"],
        last=row["last"],
        headline=row["headline"],
        dates=tuple(LabelledDate(**found) for found in row.get("dates", ())),
        amounts=tuple(LabelledAmount(**found) for found in row.get("amounts", ())),
        names=(*named, *(_name(None, forms, optional=True) for forms in row.get("optional_names", ()))),
        **{key: frozenset(row.get(key, ())) for key in sets},
    )


def _name(kind: NameKind | None, forms: str | list[str], *, optional: bool = False) -> LabelledName:
    return LabelledName(kind=kind, forms=(forms,) if isinstance(forms, str) else tuple(forms), optional=optional)
