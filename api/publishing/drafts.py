"""Drafts: an issue as somebody wants it to be, before it has ids and slugs."""

from dataclasses import dataclass

from api.models.facts import DevelopmentFacts, IssueFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadlineDraft:
    """A headline; a record that is not there yet starts with this revision number."""

    text: str
    revision: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class DevelopmentDraft:
    """A development; in its facts, organizations, people and initiatives are *names*.

    `position` is the number in its id where it is known; otherwise it is found (see `matching.py`).
    `source_text` is the publisher's paragraph, which only editors see; None leaves what is kept as it is.
    """

    facts: DevelopmentFacts
    position: int | None = None
    revision: int = 1
    source_text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueDraft:
    """A whole issue: what is not in it is withdrawn when it is published."""

    facts: IssueFacts
    headlines: tuple[HeadlineDraft, ...]
    developments: tuple[DevelopmentDraft, ...]
    revision: int = 1
