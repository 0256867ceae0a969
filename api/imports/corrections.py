"""Corrections: a draft as a merge patch wants it, or why it cannot be."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from api.errors import InvalidParameters
from api.imports.answers import error_rows
from api.imports.examining import examine, normal, strange_values
from api.imports.format import DraftPart
from api.imports.merging import follow_facts, keep_sources, merge, same_developments, still_true
from api.models.imports import Form, ImportRecord
from api.names import nearest
from api.seeding import IssueChecker, Mistake
from api.seeding.shapes import shaped_data


def corrected(
    record: ImportRecord, patch: Any, checker: IssueChecker, served: Callable[[], Mapping[str, Any]]
) -> ImportRecord:
    """Return the import with its draft patched; values that are on no list of the archive are not let in.

    What several keys say together may be wrong meanwhile: it is among the draft's errors. `served` is the import as
    clients see it: a key of it that cannot be changed may stand in the patch as it is. Raises InvalidParameters.
    """
    if not isinstance(patch, dict):
        raise _refused([Mistake((), "a patch is an object with the keys to change")])
    own = {key: value for key, value in patch.items() if key in DraftPart.model_fields}
    if len(own) < len(patch) and (foreign := list(_foreign(patch, served()))):
        raise _refused(foreign)
    old = record.draft
    draft, same = _patched(old, own)
    before, after = examine(old, checker), examine(draft, checker)
    known = strange_values(before)
    strange = [mistake for key, mistake in strange_values(after).items() if key not in known]
    if strange:
        raise _refused(strange)
    return replace(record, draft=draft, remarks=still_true(record.remarks, old, draft, same))


def _foreign(patch: Mapping[str, Any], served: Mapping[str, Any]) -> Iterator[Mistake]:
    """Keys that are of no draft, but for those that are sent back as they were served."""
    for key, value in patch.items():
        if key in DraftPart.model_fields:
            continue
        if key not in served:
            yield Mistake((key,), "unknown key", "unknown_key", suggestion=nearest(key, DraftPart.model_fields))
        elif served[key] != value:
            yield Mistake((key,), "cannot be changed; leave it out", "read_only")


def _patched(old: Form, patch: Mapping[str, Any]) -> tuple[Form, dict[int, int]]:
    """The draft with the patch, and which development was which: index now → index before."""
    given = patch.get("developments", old["developments"])
    listed = given if isinstance(given, list) else []
    same = same_developments(old["developments"], listed)
    merged = merge(old, patch)
    if isinstance(given, list):
        merged["developments"] = keep_sources(old["developments"], listed, same)
    made = shaped_data(merged, DraftPart)
    if isinstance(made, list):
        raise _refused(made)
    draft = normal(made)
    for index, before in same.items():
        form = draft["developments"][index]
        form["evidence"] = follow_facts(old["developments"][before], form)
    return draft, same


def _refused(mistakes: list[Mistake]) -> InvalidParameters:
    return InvalidParameters(error_rows(mistakes))
