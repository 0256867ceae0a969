"""Earlier states of developments, served as they were then."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy.orm import Session

from api.models.facts import DevelopmentFacts, development_from_json, issue_from_json
from api.money import Rates
from api.record_ids import headline_id, issue_of
from api.rendering.records import development_as
from api.repositories import log
from api.schemas.records import Development, HeadlineRef


def render_revision(session: Session, id: str, revision: int, rates: Rates) -> Development | None:
    """A development in one of its states, None when it never had it.

    The issue, the headline and the names are those of the moment at which the state was made; dollars
    are at the rates in force now.
    """
    kept = log.revision(session, "development", id, revision)
    if kept is None:
        return None
    facts = development_from_json(kept.state)
    issue, headline = issue_of(id), headline_id(issue_of(id), facts.headline)
    issue_state = log.states_as_of(session, "issue", [issue], kept.seq)[issue]
    headline_state = log.states_as_of(session, "headline", [headline], kept.seq)[headline]
    parent = HeadlineRef(id=headline, text=headline_state["text"])
    names = _names(session, facts, kept.seq)
    return development_as(
        id, facts, (issue, issue_from_json(issue_state)), parent, names, rates, (kept.revision, kept.at)
    )


def _names(session: Session, facts: DevelopmentFacts, seq: int) -> dict[tuple[str, str], str]:
    named: Mapping[str, Iterable[str]] = {
        "organization": facts.organizations,
        "person": [named.person for named in facts.people],
        "initiative": facts.initiatives,
    }
    states: Mapping[str, Mapping[str, dict[str, Any]]] = {
        kind: log.states_as_of(session, kind, slugs, seq) for kind, slugs in named.items()
    }
    return {(kind, slug): state["name"] for kind, found in states.items() for slug, state in found.items()}
