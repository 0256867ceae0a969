"""Examining: what keeps a draft from being published, and what an editor should know before it is."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy.orm import Session

from api.imports.format import DraftPart
from api.models.imports import Form, ImportRecord, Remark
from api.periods import half_month
from api.record_ids import issue_id
from api.repositories import imports, usage
from api.repositories.issues import issue_head
from api.seeding import IssueChecker, IssuePart, Mistake

STAND_IN = "—"
"""Takes the place of a text that is missing while the rest is checked."""
WANTED = {"volume": "a volume", "number": "a number", "title": "a title", "headlines": "a headline at least"}
WANTED_OF_DEVELOPMENT = {"headline": "the number of its headline", "title": "a title", "summary": "a summary"}
CHOSEN = frozenset({"topics", "countries", "currency"})
"""Keys whose values come from a list that the archive has."""


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found in a draft; `issue` is what would be published, None where there are errors."""

    errors: tuple[Mistake, ...]
    issue: IssuePart | None


def examine(form: Form, checker: IssueChecker) -> Findings:
    """Check a draft as a file is checked, and for what is still missing."""
    missing = list(_missing(form))
    absent = {mistake.location for mistake in missing}
    checked = checker.check_data(_completed(form))
    if isinstance(checked, IssuePart):
        return Findings(tuple(missing), None if missing else checked)
    return Findings((*missing, *(m for m in checked if not _follows(m, absent))), None)


def strange_values(findings: Findings) -> dict[tuple[str, str | None], Mistake]:
    """Values that are on none of the archive's lists: (key, value) → the mistake."""
    found = [(str(key), mistake) for mistake in findings.errors if (key := _named(mistake)) in CHOSEN]
    return {(key, mistake.value): mistake for key, mistake in found if mistake.code == "unknown_value"}


def remarks_on(session: Session, record: ImportRecord) -> tuple[Remark, ...]:
    """What is to be known of a draft: what its reading left open, and what the archive holds already."""
    return (*record.remarks, *(_of_archive(session, record) if record.status == "open" else ()))


def _of_archive(session: Session, record: ImportRecord) -> Iterator[Remark]:
    for issue in imports.published_as(session, record.document.sha256, but=record.id):
        message = f"This document was imported before and published as issue {issue}."
        yield Remark(code="already_imported", message=message)
    volume, number = record.draft["volume"], record.draft["number"]
    if volume is None or number is None:
        return
    id = issue_id(volume, number)
    if usage.withdrawn(session, "issue", id):
        yield Remark(
            code="issue_withdrawn", message=f"Issue {id} was withdrawn; publishing brings it back.", at="/number"
        )
    elif issue_head(session, id) is not None:
        message = f"Issue {id} is in the archive; publishing with replace=true puts this draft in its place."
        yield Remark(code="issue_exists", message=message, at="/number")


def _missing(form: Form) -> Iterator[Mistake]:
    for key, wanted in WANTED.items():
        if not form[key]:
            yield Mistake((key,), f"{wanted} is missing", "missing")
    volume, number = form["volume"], form["number"]
    if volume and number and not form["period"] and half_month(volume, number) is None:
        yield Mistake(("period",), f"no half-month has the number {number}; give the period", "missing")
    for index, development in enumerate(form["developments"]):
        for key, wanted in WANTED_OF_DEVELOPMENT.items():
            if not development[key]:
                yield Mistake(("developments", index, key), f"{wanted} is missing", "missing")


def _completed(form: Form) -> Form:
    """The draft as a whole issue file, with something in each place where something is missing."""
    volume, number = form["volume"] or 1, form["number"] or 1
    span = half_month(volume, number) or half_month(1, 1)
    period = form["period"] or {"start": str(span[0]), "end": str(span[1])} if span else form["period"]
    return form | {
        "volume": volume,
        "number": number,
        "title": form["title"] or STAND_IN,
        "period": period,
        "headlines": form["headlines"] or [STAND_IN],
        "developments": [_completed_development(development) for development in form["developments"]],
    }


def _completed_development(form: Form) -> Form:
    return form | {
        "headline": form["headline"] or 1,
        "title": form["title"] or STAND_IN,
        "summary": form["summary"] or STAND_IN,
    }


def _follows(mistake: Mistake, absent: set[tuple[str | int, ...]]) -> bool:
    """Whether a mistake is only that of a stand-in."""
    unknown = {"id": {("volume",), ("number",)}, "headline": {("headlines",)}}.get(str(_named(mistake)), set())
    return bool(unknown & absent)


def _named(mistake: Mistake) -> str | int:
    """The key that a mistake is at: the last one that is no index."""
    return next((step for step in reversed(mistake.location) if isinstance(step, str)), "")


def normal(part: DraftPart) -> Form:
    """A draft as plain JSON with every key."""
    form: Form = part.model_dump(mode="json")
    return form
