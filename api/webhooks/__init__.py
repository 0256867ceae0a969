"""Webhooks: signed notices of the changes that match a saved filter, sent to whoever asked for them."""

from api.webhooks.keeping import (
    Added,
    Wish,
    add_webhook,
    enable_webhook,
    examine,
    find,
    remove_webhook,
    shown_url,
    try_webhook,
)
from api.webhooks.sender import Sender

__all__ = [
    "Added",
    "Sender",
    "Wish",
    "add_webhook",
    "enable_webhook",
    "examine",
    "find",
    "remove_webhook",
    "shown_url",
    "try_webhook",
]
