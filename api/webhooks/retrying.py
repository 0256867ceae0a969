"""Retrying: how long a notice waits after a failed attempt, when it is given up, and when its webhook is disabled."""

import random
from datetime import datetime, timedelta

from api.models.webhooks import Notice

GROWTH = 4
LONGEST = timedelta(hours=12)
MOST_ATTEMPTS = 12
MOST_AGE = timedelta(days=3)
JITTER = 0.2
"""Share of a wait by which it is shortened at random, so that receivers that were down are not asked all at once."""


def wait_after(attempt: int, first_s: float) -> timedelta:
    """Return how long to wait after the attempt with this number, 1 being the first."""
    whole = min(timedelta(seconds=first_s * GROWTH ** min(attempt - 1, MOST_ATTEMPTS)), LONGEST)
    return whole * (1 - JITTER * random.random())  # noqa: S311 - spreads load, keeps no secret


def is_given_up(notice: Notice, at: datetime) -> bool:
    """Whether a notice whose attempt failed is not tried again."""
    return notice.attempt >= MOST_ATTEMPTS or at - notice.queued_at >= MOST_AGE


def is_dead(failing_since: datetime, at: datetime, days: float) -> bool:
    """Whether a webhook failed for so long that it is disabled."""
    return at - failing_since >= timedelta(days=days)
