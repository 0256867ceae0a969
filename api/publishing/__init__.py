"""Publishing: how anything gets into the archive, with its revision and its place in the changes log."""

from api.publishing.drafts import DevelopmentDraft, HeadlineDraft, IssueDraft
from api.publishing.issues import Published, publish_issue, withdraw_issue
from api.publishing.ledger import Ledger, Written

__all__ = [
    "DevelopmentDraft",
    "HeadlineDraft",
    "IssueDraft",
    "Ledger",
    "Published",
    "Written",
    "publish_issue",
    "withdraw_issue",
]
