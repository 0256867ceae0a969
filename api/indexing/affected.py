"""Affected: which documents must be made anew after changes."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from api.models import ENTRY_TABLES, Change
from api.names import name_key
from api.payers import payer_keys
from api.record_ids import issue_of
from api.repositories import log, usage

RENDERED_KINDS = ("organization", "person", "initiative")
"""Kinds whose names stand in developments; of topics and countries these carry only the codes."""
PAYING_KINDS = ("organization", "country")


@dataclass(slots=True)
class Affected:
    """Issues and vocabulary entries whose documents changed; `payers` says that those in use may have."""

    issues: set[str] = field(default_factory=set)
    entries: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    payers: bool = False


def affected_by(session: Session, changes: Sequence[Change]) -> Affected:
    """What a stretch of the changes log affects, each thing once."""
    found = Affected()
    for change in changes:
        if change.kind in ENTRY_TABLES:
            found.entries[change.kind].add(change.record_id)
        else:
            found.issues.add(issue_of(change.record_id))
    developments = [change for change in changes if change.kind == "development"]
    found.payers = bool(_touching(developments, "amounts")) or any(found.entries[kind] for kind in PAYING_KINDS)
    for kind in RENDERED_KINDS:
        found.issues |= usage.issues_using(session, kind, _renamed(changes, kind))
    for kind in PAYING_KINDS:
        found.issues |= _issues_paid_by(session, kind, found.entries[kind])
    states = log.all_states(session, "development", _touching(developments, "people"))
    found.entries["person"] |= {person["person"] for state in states for person in state["people"]}
    return found


def _renamed(changes: Sequence[Change], kind: str) -> set[str]:
    """Entries that developments may name since before: those that name a new one have changes of their own."""
    return {change.record_id for change in changes if change.kind == kind and change.op != "created"}


def _touching(developments: Iterable[Change], key: str) -> set[str]:
    return {change.record_id for change in developments if change.op != "updated" or key in change.changed}


def _issues_paid_by(session: Session, kind: str, ids: set[str]) -> set[str]:
    """Issues with payers whose words hold a name that one of the entries has or had."""
    if not ids:
        return set()
    keys = {name_key(name) for state in log.all_states(session, kind, ids) for name in _names(state)}
    return usage.issues_with_payers(session, [text for text in usage.payer_texts(session) if payer_keys(text) & keys])


def _names(state: dict[str, Any]) -> Iterable[str]:
    forms = [state["name"], state["name_ja"], *state["aliases"], *state.get("acronyms", ())]
    return [form for form in forms if form]
