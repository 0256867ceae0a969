"""Trying: what a correction would make of a draft, for somebody who looks before anything is kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from api.errors import Invalid, InvalidParameters
from api.imports.answers import error_rows
from api.imports.corrections import corrected
from api.imports.examining import examine, remarks_on
from api.imports.merging import follow_facts, same_developments, still_true
from api.models.imports import Form, ImportRecord, Remark
from api.seeding import IssueChecker


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What a correction would make: the evidence of each development, what is wrong, and what to look at.

    `refused`: it could not be kept as it is; `errors` are then only what it is refused for.
    """

    evidence: Sequence[Sequence[Form]]
    errors: Sequence[Invalid]
    remarks: Sequence[Remark]
    refused: bool = False


def try_correction(session: Session, record: ImportRecord, patch: Form) -> Tried:
    """Correct a draft without keeping it; `patch` names all keys of each development but `evidence`, or no developments."""
    checker = IssueChecker(session)
    try:
        changed = corrected(record, patch, checker, dict)
    except InvalidParameters as error:
        return _refused(record, record.draft | patch, error.errors)
    return Tried(
        evidence=[development["evidence"] for development in changed.draft["developments"]],
        errors=error_rows(examine(changed.draft, checker).errors) if changed.status == "open" else (),
        remarks=remarks_on(session, changed),
    )


def _refused(record: ImportRecord, form: Form, errors: Sequence[Invalid]) -> Tried:
    """What can be said of a draft that does not fit its format: evidence and remarks follow what is as it was."""
    old = record.draft["developments"]
    same = same_developments(old, form["developments"])
    whole = [_with_evidence(row, old[same[i]] if i in same else None) for i, row in enumerate(form["developments"])]
    remarks = still_true(record.remarks, record.draft, form | {"developments": whole}, same)
    return Tried(evidence=[row["evidence"] for row in whole], errors=errors, remarks=remarks, refused=True)


def _with_evidence(form: dict[str, Any], before: Form | None) -> Form:
    if before is None:
        return form | {"evidence": []}
    whole = {key: before[key] for key in ("source_text", "evidence")} | form
    return whole | {"evidence": follow_facts(before, whole)}
