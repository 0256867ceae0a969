"""Answers: imports as clients see them, whole and in a list."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from api.errors import Invalid
from api.imports.examining import Findings, examine, remarks_on
from api.models import moment_text
from api.models.imports import Form, ImportRecord, Remark
from api.periods import Period, half_month, issue_period
from api.seeding import IssueChecker, Mistake


def serve_import(session: Session, record: ImportRecord, more: Sequence[Remark] = ()) -> dict[str, Any]:
    """An import with its draft, what keeps it from being published, and what to look at; `more` is said this once."""
    findings = examine(record.draft, IssueChecker(session)) if record.status == "open" else Findings((), None)
    return {
        **serve_state(record),
        "hints": {"url": None, "volume": None, "number": None} | record.hints,
        "errors": [_error(mistake) for mistake in findings.errors],
        "warnings": [asdict(remark) for remark in (*more, *remarks_on(session, record))],
        "links": _links(record),
    }


def serve_state(record: ImportRecord) -> dict[str, Any]:
    """An import with its draft and the period that it would be published in, without what is to be said of them."""
    return {**_head(record), **record.draft, "published": published_in(record.draft)}


def serve_row(record: ImportRecord) -> dict[str, Any]:
    """An import in a list: without its draft, but with what tells it from others."""
    draft = record.draft
    return {
        **_head(record),
        "volume": draft["volume"],
        "number": draft["number"],
        "title": draft["title"],
        "headlines": draft["headlines"],
        "developments": len(draft["developments"]),
        "links": _links(record),
    }


def error_rows(mistakes: Iterable[Mistake]) -> list[Invalid]:
    """Mistakes in a draft as rows of a problem, each at its JSON pointer."""
    return [Invalid("body", m.pointer or "/", m.code, m.text, m.value, m.suggestion) for m in mistakes]


def period_of(form: Form) -> Period | None:
    """The period that a draft would be published in: as given, or the half-month of its number; None as long as neither is."""
    volume, number, given = form["volume"], form["number"], form["period"]
    if volume is None or number is None:
        return None
    span = half_month(volume, number)
    if given is not None:
        return issue_period(volume, number, date.fromisoformat(given["start"]), date.fromisoformat(given["end"]))
    return None if span is None else issue_period(volume, number, *span)


def published_in(form: Form) -> dict[str, str] | None:
    """The period as it is served."""
    period = period_of(form)
    if period is None:
        return None
    span = {"start": period.start.isoformat(), "end": period.end.isoformat()}
    return {**span, "precision": period.precision, "basis": period.basis}


def _head(record: ImportRecord) -> dict[str, Any]:
    document = record.document
    return {
        "id": record.id,
        "kind": "import",
        "status": record.status,
        "revision": record.revision,
        "revision_tag": record.tag,
        "created_at": moment_text(record.created_at),
        "updated_at": moment_text(record.updated_at),
        "by": {"name": record.name, "key_id": record.key_id},
        "document": asdict(document),
        "proposed": dict(zip(("volume", "number"), record.proposed, strict=True)) if record.proposed else None,
        "issue": {"id": record.issue_id, "url": f"/v1/issues/{record.issue_id}"} if record.issue_id else None,
    }


def _error(mistake: Mistake) -> dict[str, Any]:
    row = {"code": mistake.code, "message": mistake.text, "at": mistake.pointer or None}
    return {**row, "value": mistake.value, "suggestion": mistake.suggestion}


def _links(record: ImportRecord) -> dict[str, str | None]:
    own = f"/v1/imports/{record.id}"
    issue = f"/v1/issues/{record.issue_id}" if record.issue_id else None
    return {"self": own, "publish": f"{own}/publish" if record.status == "open" else None, "issue": issue}
