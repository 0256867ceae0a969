"""Issues put whole and withdrawn, under the conditions of the request, in the transaction of the desk."""

from sqlalchemy.orm import Session

from api.auditing import Actor
from api.editing.conditions import Conditions
from api.editing.files import live_issue, tag_of
from api.publishing import IssueDraft, Published, publish_issue, withdraw_issue
from api.record_ids import issue_id


def put_issue(
    session: Session,
    draft: IssueDraft,
    conditions: Conditions,
    actor: Actor,
    *,
    action: str = "put_issue",
    note: str | None = None,
) -> Published:
    """Make the archive hold an issue as the draft says, new or in place of the one that the conditions mean.

    Raises PreconditionRequired, PreconditionFailed.
    """
    id = issue_id(draft.facts.volume, draft.facts.number)
    conditions.check(tag_of(session, id), f"The issue {id}")
    return publish_issue(session, draft, actor=actor, action=action, note=note)


def remove_issue(
    session: Session, id: str, conditions: Conditions, actor: Actor, *, note: str | None = None
) -> Published:
    """Withdraw an issue with its headlines and developments.

    Raises NotFound, Withdrawn, PreconditionRequired, PreconditionFailed.
    """
    live_issue(session, id)
    conditions.check(tag_of(session, id), f"The issue {id}")
    return withdraw_issue(session, id, actor=actor, note=note)
