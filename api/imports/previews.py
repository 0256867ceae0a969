"""Previews: the developments of a draft in the shape in which they will be served, with evidence and source text."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from api.imports.answers import period_of, published_in
from api.imports.examining import remarks_on
from api.models import now
from api.models.facts import DevelopmentFacts, IssueFacts
from api.models.imports import Form, ImportRecord
from api.money import Rates
from api.names import name_key
from api.periods import Period, half_month
from api.publishing.drafts import DevelopmentDraft
from api.publishing.matching import positions
from api.record_ids import development_id, headline_id, issue_id
from api.rendering import Names, render_development
from api.rendering.records import development_as
from api.repositories.developments import development_heads
from api.repositories.issues import load_issue
from api.repositories.vocabulary import find_names
from api.schemas.records import HeadlineRef
from api.seeding import names_in
from api.seeding.drafting import development_of
from api.seeding.format import DevelopmentPart

LATEST = Period(date.max, date.max, "day", "inferred")
"""Stands in where nothing tells when an issue appeared: dollars are then those of the latest rates."""
NAMED = {"organizations": "organization", "people": "person", "initiatives": "initiative"}
NO_LINKS = {"self": None, "html": None, "issue": None, "similar": None}


def preview(session: Session, record: ImportRecord, rates: Rates) -> dict[str, Any]:
    """An import as one document: its issue, its developments as they will be served, and what to look at."""
    form = record.draft
    keys = ("volume", "number", "title", "occasion", "source_url", "publisher", "headlines")
    return {
        "id": record.id,
        "status": record.status,
        **{key: form[key] for key in keys},
        "proposed": dict(zip(("volume", "number"), record.proposed, strict=True)) if record.proposed else None,
        "published": published_in(form),
        "developments": _developments(session, record, rates),
        "warnings": [{"code": r.code, "message": r.message, "at": r.at} for r in remarks_on(session, record)],
    }


def _developments(session: Session, record: ImportRecord, rates: Rates) -> list[dict[str, Any]]:
    form = record.draft
    facts = [_facts(development) for development in form["developments"]]
    ids = _ids(session, form, facts)
    served = _stored(session, record, rates)
    names = _slugs(session, form["developments"])
    shown = []
    for development, said, id in zip(form["developments"], facts, ids, strict=True):
        row = served.get(id or "") or _expected(record, said, id, rates, names)
        missing = {key: None for key in ("title", "summary") if development[key] is None}
        shown.append(row | missing | {key: development[key] for key in ("source_text", "evidence")})
    return shown


def _facts(form: Form) -> DevelopmentFacts:
    """The facts of a development of a draft; `headline` 0 and empty texts where these are missing."""
    whole = form | {key: form[key] or "—" for key in ("title", "summary")} | {"headline": form["headline"] or 1}
    facts = development_of(DevelopmentPart.model_validate(whole)).facts
    return replace(facts, headline=form["headline"] or 0)


def _ids(session: Session, form: Form, facts: list[DevelopmentFacts]) -> list[str | None]:
    """The ids that the developments would get; None where volume and number are not known."""
    if form["volume"] is None or form["number"] is None:
        return [None] * len(facts)
    issue = issue_id(form["volume"], form["number"])
    stated = [development["id"] for development in form["developments"]]
    drafts = [
        DevelopmentDraft(facts=said, position=_position(id, issue)) for said, id in zip(facts, stated, strict=True)
    ]
    numbers = positions(drafts, development_heads(session, issue), len(form["headlines"]))
    return [development_id(issue, number) for number in numbers]


def _position(id: str | None, issue: str) -> int | None:
    number = (id or "").removeprefix(f"{issue}-d")
    return int(number) if number.isdigit() else None


def _stored(session: Session, record: ImportRecord, rates: Rates) -> dict[str, dict[str, Any]]:
    """What the archive serves of the issue that a published draft became."""
    issue = load_issue(session, record.issue_id) if record.issue_id else None
    if issue is None:
        return {}
    names = names_in(session, [issue])
    return {d.id: render_development(d, issue, names, rates).model_dump(mode="json") for d in issue.developments}


def _slugs(session: Session, developments: list[Form]) -> Mapping[tuple[str, str], str]:
    """(kind, name as written) → slug, of the names that are in a vocabulary."""
    written = {(kind, _written(name)) for form in developments for key, kind in NAMED.items() for name in form[key]}
    known = find_names(session, {name_key(name) for _, name in written})
    return {(kind, name): known[kind, name_key(name)] for kind, name in written if (kind, name_key(name)) in known}


def _written(name: Any) -> str:
    return str(name["name"] if isinstance(name, dict) else name)


def _expected(
    record: ImportRecord, facts: DevelopmentFacts, id: str | None, rates: Rates, slugs: Names
) -> dict[str, Any]:
    """A development as it will be served: what only publishing gives is null."""
    form = record.draft
    period = period_of(form)
    spare = half_month(*record.proposed) if record.proposed else None
    assumed = period or (Period(*spare, "half-month", "inferred") if spare else LATEST)
    issue = IssueFacts(
        volume=form["volume"] or 1, number=form["number"] or 1, title=form["title"] or "—", period=assumed
    )
    own = issue_id(form["volume"], form["number"]) if id else None
    as_written = {(kind, name): name for kind in NAMED.values() for name in _names(facts)}
    parent = HeadlineRef(id="", text="")
    made = development_as(id or "", facts, (own or "", issue), parent, as_written, rates, (1, now()))
    served = made.model_dump(mode="json")
    for key, kind in NAMED.items():
        served[key] = [named | {"slug": slugs.get((kind, named["name"]))} for named in served[key]]
    sorted_on = None if period is None and served["sorted_on"] == str(assumed.start) else served["sorted_on"]
    return served | {
        "id": id,
        "published": published_in(form),
        "sorted_on": sorted_on,
        "issue": {"id": own, "title": form["title"]},
        "headline": _headline(form, facts.headline, own),
        "revision": None,
        "updated_at": None,
        "links": NO_LINKS | {"source": form["source_url"]},
    }


def _names(facts: DevelopmentFacts) -> list[str]:
    return [*facts.organizations, *(named.person for named in facts.people), *facts.initiatives]


def _headline(form: Form, number: int, issue: str | None) -> dict[str, str | None] | None:
    if not 1 <= number <= len(form["headlines"]):
        return None
    return {"id": headline_id(issue, number) if issue else None, "text": form["headlines"][number - 1]}
